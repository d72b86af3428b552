// All models of a folder, over the floor: reading and JSON-parsing the same models and writing the same bytes.
import { spawnSync } from "node:child_process";
import { appendFileSync, cpSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative } from "node:path";
import { filesUnder, fit, inFolder, middle, ms, node, nodeOk, ratio, swage } from "./measure.mjs";

export const title = "generate, all artefacts, over the floor";

/** Machines have moods: each round is measured against a floor of its own. */
const ROUNDS = 3;

export async function run(given) {
  await inFolder((folder) => {
    const models = join(folder, "models");
    cpSync(given, models, {
      recursive: true,
      filter: (path) => statSync(path).isDirectory() || path.endsWith(".json"),
    });
    nodeOk(folder, [swage, "--version"]); // Builds dist/ where it is missing: not what is measured.
    let output = "";
    const generate = () => node(folder, [swage, "generate", "--json", "--output", output]);
    // Each round writes to folders of its own: where many files have just been removed, ext4 takes several times as long
    // to make others, since it looks for inodes that were not in use of late.
    const rounds = Array.from({ length: ROUNDS }, (_, round) => {
      output = join(folder, `output-${round}`);
      settle();
      const full = generate();
      settle();
      const floor = nodeOk(folder, [
        join(import.meta.dirname, "floor.mjs"),
        models,
        output,
        join(folder, `floor-${round}`),
      ]);
      return { full, wallOfFloor: JSON.parse(floor.stdout).floor };
    });
    const { full, wallOfFloor } = middle(rounds, (round) => round.full.wall / round.wallOfFloor);
    const { services, diagnostics } = JSON.parse(full.stdout);
    const errors = diagnostics.filter(({ severity }) => severity === "error");
    settle();
    const idle = generate();
    const changed = changeOne(models);
    const one = generate();
    const again = JSON.parse(one.stdout).services.toSorted((a, b) => b.milliseconds - a.milliseconds)[0];
    const row = (what, { wall, cpu, memory }) => ({
      what,
      "wall ms": ms(wall),
      "over the floor": ratio(wall, wallOfFloor),
      "of the full run": `${ratio(wall * 100, full.wall)} %`,
      "cores busy": ratio(cpu, wall),
      "peak MB": memory,
    });
    console.table([
      { what: "floor", "wall ms": ms(wallOfFloor), "over the floor": 1 },
      row("everything", full),
      row("nothing to do", idle),
      row(`one changed (${changed})`, one),
    ]);
    const all = rounds.map((round) => ratio(round.full.wall, round.wallOfFloor)).join(", ");
    console.log(`the middle of ${ROUNDS} rounds, which came to ${all} times their floors`);
    console.log(`${services.length} services, ${errors.length} errors, ${filesUnder(output).length} files`);
    console.log(`of the run with one changed, ${again.service} itself took ${again.milliseconds} ms`);
    growth(folder, models);
  });
}

/** What ran before leaves pages to be written, which would be paid for by what is measured next. */
function settle() {
  spawnSync("sync");
}

/** Time of each service alone over its number of shapes, in one thread. */
function growth(folder, models) {
  const { stdout } = node(folder, [swage, "generate", "--json", "--no-cache", "--jobs", "1", "--output", "growth"]);
  const time = new Map(JSON.parse(stdout).services.map(({ service, milliseconds }) => [service, milliseconds]));
  const points = readdirSync(models)
    .filter((name) => name.endsWith(".json"))
    .map((name) => [shapesIn(join(models, name)), time.get(name.slice(0, -".json".length))])
    .filter(([shapes, spent]) => shapes > 0 && spent !== undefined);
  if (points.length < 3) return console.log("skipped: growth: fewer than three models in files of their own");
  const { slope, intercept, r2 } = fit(points);
  const exponent = fit(points.filter(([, spent]) => spent > 0).map((point) => point.map(Math.log))).slope;
  console.log(
    `growth: ${slope.toFixed(3)} ms a shape + ${intercept.toFixed(1)} ms, r² ${r2.toFixed(3)}; ` +
      `time grows with shapes to the power of ${exponent.toFixed(2)}`,
  );
}

function shapesIn(path) {
  return Object.keys(JSON.parse(readFileSync(path, "utf8")).shapes ?? {}).length;
}

/** Blanks at the end of a file: other bytes, so the service is made again. */
function changeOne(models) {
  const files = filesUnder(models).toSorted();
  const path = files[Math.floor(files.length / 2)];
  appendFileSync(path, " \n");
  return relative(models, path);
}
