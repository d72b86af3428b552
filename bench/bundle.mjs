// The bundled size of one validator out of sagemaker, over zod's own.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { builtPackages, read, skip } from "./measure.mjs";

export const title = "bundled size of one validator out of a large service, over zod's own";

export async function run(models) {
  const [built] = builtPackages(models, ["sagemaker"], "bundle");
  if (built === undefined) return;
  const [, folder] = built;
  const bundler = await import("rolldown").catch(() => undefined);
  if (bundler === undefined) return skip("bundle", "rolldown, which comes with vitest, is not installed");
  const name = typicalValidator(read(join(folder, "dist/schemas.js")));
  const size = async (label, text) => {
    const input = join(folder, `${label}.mjs`);
    writeFileSync(input, text);
    const { output } = await bundler.build({ input, write: false, output: { minify: true } });
    return output.reduce((sum, chunk) => sum + Buffer.byteLength(chunk.code ?? ""), 0);
  };
  // Both make a string, an object, an array and a check, so that zod's share is the same.
  const zod = await size(
    "zod",
    'import { z } from "zod";\nglobalThis.schema = z.object({ a: z.array(z.string().min(1)) });\n',
  );
  const one = await size("one", `import { ${name} } from "./dist/index.js";\nglobalThis.schema = ${name};\n`);
  const kB = (bytes) => Number((bytes / 1000).toFixed(1));
  console.table([
    { what: "zod alone", "minified kB": kB(zod), more: 0 },
    { what: name, "minified kB": kB(one), more: kB(one - zod) },
  ]);
}

/** The one in the middle by size, of those of requests. */
function typicalValidator(compiled) {
  const found = [
    ...compiled.matchAll(
      /^export const (\w+(?:Request|Input)Schema) =\s+\/\*#__PURE__\*\/ make\w+\(\);\nfunction [^]*?^}$/gm,
    ),
  ].filter(([text]) => text.includes("checks.object("));
  const bySize = found.toSorted(([a], [b]) => a.length - b.length);
  return bySize[Math.floor(bySize.length / 2)][1];
}
