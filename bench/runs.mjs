// How long small runs take, as ratios to what the machine needs for an empty program.
import { rmSync } from "node:fs";
import { join } from "node:path";
import { Bench } from "tinybench";
import { inFolder, ms, nodeOk, ratio, swage } from "./measure.mjs";

export const title = "small runs, over an empty program";

export async function run(models) {
  await inFolder(async (folder) => {
    const options = ["generate", "--models", models, "--output", join(folder, "output"), "--quiet"];
    const node = (...args) => nodeOk(folder, args);
    const clear = () => rmSync(join(folder, "output"), { recursive: true, force: true });
    node(swage, "--version"); // Builds dist/ where it is missing: not what is measured.
    const bench = new Bench({ iterations: 10, time: 0, warmup: true, warmupIterations: 1, warmupTime: 0 });
    bench
      .add("node, an empty program", () => node("-e", "0"))
      .add("swage --version", () => node(swage, "--version"))
      .add("generate, cold: no cache, no output", () => node(swage, ...options, "--no-cache"), { beforeEach: clear })
      .add("generate, nothing to do", () => node(swage, ...options), { beforeAll: () => node(swage, ...options) })
      .add("generate --check", () => node(swage, ...options, "--check"), { beforeAll: () => node(swage, ...options) });
    await bench.run();
    const median = (task) => task.result.latency.p50;
    const floor = median(bench.tasks[0]);
    console.table(
      bench.tasks.map((task) => ({
        what: task.name,
        "median ms": ms(median(task)),
        "over an empty program": ratio(median(task), floor),
      })),
    );
  });
}
