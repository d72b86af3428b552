// The floor of a run: reads and JSON-parses models, writes the bytes of an output again. Prints milliseconds.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { filesUnder } from "./measure.mjs";

const [models, output, target] = process.argv.slice(2);
const bytes = filesUnder(output).map((path) => [join(target, relative(output, path)), readFileSync(path)]);
const start = performance.now();
for (const path of filesUnder(models)) JSON.parse(readFileSync(path, "utf8"));
for (const folder of new Set(bytes.map(([path]) => dirname(path)))) mkdirSync(folder, { recursive: true });
for (const [path, text] of bytes) writeFileSync(path, text);
console.log(JSON.stringify({ floor: performance.now() - start }));
