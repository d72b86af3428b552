// Importing all validators of a service, over building the same schemas by hand with zod.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { handWritten } from "./hand-written.mjs";
import { builtPackages, ms, nodeOk, ratio } from "./measure.mjs";

export const title = "import of all validators, over building the same by hand";

const RUNS = 7;

export async function run(models) {
  const rows = [];
  for (const [service, folder] of builtPackages(models, ["cognito-identity-provider", "sagemaker"], "import")) {
    const generated = join(folder, "dist/schemas.js");
    const byHand = join(folder, "dist/by-hand.js");
    writeFileSync(byHand, handWritten(generated));
    const [own, hand] = [timeToImport(folder, generated), timeToImport(folder, byHand)];
    rows.push({ service, "import ms": ms(own), "by hand ms": ms(hand), "over by hand": ratio(own, hand) });
  }
  console.table(rows);
}

/** Milliseconds in a process of its own, zod already there; the least of several. */
function timeToImport(folder, path) {
  const script = `
    await import("zod");
    await import(${JSON.stringify(pathToFileURL(join(folder, "dist/types.js")).href)});
    const start = performance.now();
    await import(${JSON.stringify(pathToFileURL(path).href)});
    console.log(performance.now() - start);`;
  const times = Array.from({ length: RUNS }, () =>
    Number(nodeOk(folder, ["--input-type=module", "-e", script]).stdout),
  );
  return Math.min(...times);
}
