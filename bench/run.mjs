// npm run bench -- [PART ...] [FOLDER]: how fast swage and its packages are, as ratios measured in the same run.
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { root } from "./measure.mjs";

const PARTS = ["generate", "typecheck", "parse", "import", "bundle", "runs", "diff"];

const args = process.argv.slice(2);
const parts = args.filter((arg) => PARTS.includes(arg));
const [folder, ...others] = args.filter((arg) => !PARTS.includes(arg));
const models = resolve(folder ?? join(root, "models"));
if (others.length > 0 || !existsSync(models)) {
  console.error(`usage: npm run bench -- [${PARTS.join("|")} ...] [FOLDER of models]`);
  process.exit(2);
}
for (const part of parts.length > 0 ? parts : PARTS) {
  const { title, run } = await import(`./${part}.mjs`);
  console.log(`\n${part}: ${title}`);
  // `runs` is about small runs: always the models of this repo.
  await run(part === "runs" ? join(root, "models") : models);
}
