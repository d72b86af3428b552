// Comparing models before and after real updates, over the time to load them.
import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { compile } from "../test/run-typescript.mjs";
import { middle, ms, nodeOk, ratio, read, root, skip, swage } from "./measure.mjs";

export const title = "comparing two models, over loading them";

const ROUNDS = 5;
const SHOWN = 5;

export async function run() {
  // Where the tests of updates look for them, too.
  const history = process.env.SWAGE_HISTORY ?? join(root, ".corpus/aws-history");
  const cases = existsSync(history) ? readdirSync(history).filter((name) => isCase(join(history, name))) : [];
  if (cases.length === 0) return skip("diff", `${history} has no folders with before.json and after.json`);
  const compiled = compile(import.meta.dirname);
  const { loadModel } = await import(compiled("generator/load/load-model.js"));
  const { compareModels } = await import(compiled("generator/changes/compare.js"));

  const load = (path) => {
    const { value, diagnostics } = loadModel({ files: [{ path, text: read(path) }] });
    if (value === undefined) throw new Error(`${path}: ${diagnostics.map(({ message }) => message).join("\n")}`);
    return value;
  };
  /** Loads anew each time: nothing that an earlier comparison learnt of a model helps. */
  const measure = (name, since = name) => {
    const start = performance.now();
    const before = load(join(history, since, "before.json"));
    const after = load(join(history, name, "after.json"));
    const loaded = performance.now();
    const changes = compareModels(before, after).flatMap((service) => service.changes).length;
    const end = performance.now();
    return { name, changes, loading: loaded - start, comparing: end - loaded, wall: end - start };
  };
  const row = (what, { changes, loading, comparing, wall }) => ({
    what,
    changes,
    "loading ms": ms(loading),
    "comparing ms": ms(comparing),
    "comparing, over loading": ratio(comparing, loading),
    "both ms": ms(wall),
  });

  const size = (name) => statSync(join(history, name, "after.json")).size;
  const largest = cases.reduce((best, name) => (size(name) > size(best) ? name : best));
  const oldest = cases.filter((name) => serviceOf(name) === serviceOf(largest)).toSorted()[0];
  const rounds = Array.from({ length: ROUNDS }, () => measure(largest));
  const median = middle(rounds, ({ comparing, loading }) => comparing / loading);
  console.table([
    row(`the largest (${largest}), first time`, rounds[0]),
    row(`the largest, median ratio of ${ROUNDS}`, median),
    row(`all that changed since ${oldest}`, measure(largest, oldest)),
  ]);

  const files = ["before.json", "after.json"].map((file) => join(history, largest, file));
  const command = Array.from({ length: 3 }, () => nodeOk(root, [swage, "diff", ...files, "--json"]).wall);
  console.log(`the largest by \`swage diff\`, with the start of Node: ${ms(Math.min(...command))} ms, quickest of 3`);

  const slowest = cases.map((name) => measure(name)).toSorted((a, b) => b.wall - a.wall);
  console.log(`the slowest of ${cases.length} updates, once the program is warm:`);
  console.table(slowest.slice(0, SHOWN).map((one) => row(one.name, one)));
}

/** The name of a case without its date. */
function serviceOf(name) {
  return name.replace(/-\d{4}-\d{2}-\d{2}.*$/, "");
}

function isCase(folder) {
  return ["before.json", "after.json"].every((file) => existsSync(join(folder, file)));
}
