import { existsSync, mkdirSync, utimesSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { createProgressLine } from "../../generator/cli/progress-line.js";
import { put, temporaryFolder, treeOf, weather } from "../workspace/project.js";
import type { Ended } from "./swage.js";
import { spawnSwage, start, swage } from "./swage.js";

const NAMES = ["alpha", "beta", "delta", "epsilon", "gamma"];
/** Blanks, so that the models are large enough for threads and little work. */
const PADDING = " ".repeat(1_000_000);

function project(broken: readonly string[] = []): string {
  const folder = temporaryFolder();
  mkdirSync(join(folder, "node_modules")); // So that there is a cache.
  for (const [index, name] of NAMES.entries()) {
    const model = weather(["GetForecast", "ListAlerts"].slice(0, 1 + (index % 2)));
    const text = broken.includes(name) ? model.replace('"structure"', '"strukture"') : model;
    put(folder, { [`models/${name}.json`]: text + PADDING });
  }
  return folder;
}

const generated = async (folder: string, ...args: readonly string[]) =>
  told(await swage(folder, ["generate", "--json", ...args]));

function told({ status, stdout, stderr }: Ended) {
  const { services, diagnostics } = JSON.parse(stdout) as {
    services: { service: string; files: { written: string[]; unchanged: number }; milliseconds?: number }[];
    diagnostics: { file: string; code: string; severity: string }[];
  };
  for (const service of services) delete service.milliseconds;
  return { status, stderr, services, diagnostics };
}

test("threads give the same bytes and the same report as one after the other", async () => {
  const [alone, together] = [project(), project()];
  const one = await generated(alone, "--jobs", "1");
  expect(one.status).toBe(0);
  expect(await generated(together, "--jobs", "3")).toEqual(one);
  expect(treeOf(join(together, "output"))).toEqual(treeOf(join(alone, "output")));
});

test("what fails in a thread stops no other service, and is named in the end", async () => {
  const folder = project(["beta", "gamma"]);
  const run = await generated(folder, "--jobs", "2");
  expect(run.status).toBe(1);
  expect(run.services.map(({ service }) => service)).toEqual(["alpha", "delta", "epsilon"]);
  const errors = run.diagnostics.filter(({ severity }) => severity === "error");
  expect([...new Set(errors.map(({ file }) => file))]).toEqual(["models/beta.json", "models/gamma.json"]);
  expect(run.stderr).toContain("2 of 5 services failed: beta, gamma\n");
});

/** Loaded before a thread's own code: ends it when it comes to one service. */
const ENDS_AT_BETA = `import { parentPort } from "node:worker_threads";
const listen = parentPort?.on.bind(parentPort);
if (parentPort !== null)
  parentPort.on = (event, listener) => listen(event, (asked) => (asked.job.files.service === "beta" ? process.exit() : listener(asked)));
`;

test("a thread that ends takes the service with it that it was at, and none that lay ready for it", () => {
  const folder = project();
  put(folder, { "ends.mjs": ENDS_AT_BETA });
  const { services, diagnostics, status } = told(
    spawnSwage(folder, ["generate", "--json", "--jobs", "2"], { node: ["--import", "./ends.mjs"] }),
  );
  expect(status).toBe(1);
  expect(services.map(({ service }) => service)).toEqual(["alpha", "delta", "epsilon", "gamma"]);
  expect(diagnostics.filter(({ severity }) => severity === "error")).toMatchObject([{ file: "models/beta.json" }]);
});

test("interrupted, nothing is half-written, and the next run completes the tree", async () => {
  const folder = project();
  const run = start(folder, ["generate", "--jobs", "2", "--no-cache"]);
  // In the midst of it: as soon as something is written.
  const watch = setInterval(() => {
    if (!existsSync(join(folder, "output"))) return;
    clearInterval(watch);
    run.kill("SIGINT");
  }, 5);
  const { status, stderr } = await run.ended;
  clearInterval(watch);
  expect([0, 130]).toContain(status);
  expect(stderr).toBe("");
  expect(Object.keys(treeOf(folder)).filter((path) => path.includes(".swage/"))).toEqual([]);
  expect(await swage(folder, ["generate"])).toMatchObject({ status: 0 });
  expect((await generated(folder, "--check")).services.flatMap(({ files }) => files.written)).toEqual([]);
});

test("a file that somebody changed is put right, even one of the same size and time", async () => {
  const folder = project();
  await swage(folder, ["generate", "--quiet"]);
  const path = join(folder, "output/beta/src/types.ts");
  const before = treeOf(join(folder, "output"));
  const text = before["beta/src/types.ts"]!;
  put(folder, { "output/beta/src/types.ts": text.replace("GetForecast", "GotForecast") });
  utimesSync(path, new Date(0), new Date(0));
  const { services } = await generated(folder);
  expect(services.flatMap(({ files }) => files.written)).toEqual(["src/types.ts"]);
  expect(treeOf(join(folder, "output"))).toEqual(before);
});

test("the line of progress tells services done, failures, rate and the time left", () => {
  const lines: string[] = [];
  let now = 0;
  const tell = createProgressLine(
    (line) => lines.push(line),
    () => now,
  );
  tell({ done: 2, total: 10, failed: 0, service: "kms" });
  tell({ done: 2, total: 10, failed: 0, service: "sqs", share: 0 });
  now = 4_000;
  tell({ done: 4, total: 10, failed: 1, service: "sns", share: 0.25 });
  expect(lines).toEqual(["2/10 kms", "2/10: sqs", "4/10, 1 failed, 0.5/s, 12 s left: sns"]);
});
