// npm run bench: how long a run of swage takes, as ratios to what the machine needs for an empty program.
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { Bench } from "tinybench";

const root = resolve(import.meta.dirname, "..");
const swage = join(root, "bin/swage.mjs");
const folder = mkdtempSync(join(tmpdir(), "swage-bench-"));
mkdirSync(join(folder, "node_modules")); // where the cache lies, as in a real checkout
const options = ["generate", "--models", join(root, "models"), "--output", join(folder, "output"), "--quiet"];

function node(...args) {
  const { status, stderr } = spawnSync(process.execPath, args, { cwd: folder, encoding: "utf8" });
  if (status !== 0) throw new Error(`node ${args.join(" ")}: ${stderr}`);
}

const clear = () => rmSync(join(folder, "output"), { recursive: true, force: true });

node(swage, "--version"); // builds dist/ where it is missing: not what is measured
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
    "median ms": Math.round(median(task)),
    "over an empty program": Number((median(task) / floor).toFixed(1)),
  })),
);
rmSync(folder, { recursive: true, force: true });
