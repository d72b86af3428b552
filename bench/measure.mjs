// What the parts of the bench share: folders, child processes measured from within, tables of ratios.
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

export const root = resolve(import.meta.dirname, "..");
export const swage = join(root, "bin/swage.mjs");
const usageHook = pathToFileURL(join(import.meta.dirname, "usage-hook.mjs")).href;

/** A folder that is gone when the work is done. It has a `node_modules`, where swage's cache lies. */
export async function inFolder(work) {
  const folder = mkdtempSync(join(tmpdir(), "swage-bench-"));
  mkdirSync(join(folder, "node_modules"));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A folder inside swage's `node_modules`, so that what lies there finds zod and the compilers. */
export function cacheFolder(...names) {
  const folder = join(root, "node_modules/.cache/swage-bench", ...names);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  return folder;
}

/** Runs node. @returns wall and processor time in milliseconds, peak memory in MB, and what it wrote. */
export function node(cwd, args) {
  const start = performance.now();
  const child = spawnSync(process.execPath, ["--import", usageHook, ...args], {
    cwd,
    encoding: "utf8",
    maxBuffer: 2 ** 30,
    stdio: ["ignore", "pipe", "pipe", "pipe"],
  });
  const wall = performance.now() - start;
  if (child.error !== undefined) throw child.error;
  const usage = JSON.parse(child.output[3].split("\n").findLast((line) => line.startsWith("{")) ?? "{}");
  const { status, stdout, stderr } = child;
  return { wall, cpu: usage.cpu, memory: usage.memory, status, stdout, stderr };
}

/** Like `node`, where a failure is none of the things measured. */
export function nodeOk(cwd, args) {
  const run = node(cwd, args);
  if (run.status !== 0) throw new Error(`node ${args.join(" ")}: ${run.stderr || run.stdout}`);
  return run;
}

/** The quickest of several runs: what the machine's other work adds is least there. */
export function quickest(times, run) {
  const runs = Array.from({ length: times }, run);
  return runs.reduce((best, next) => (next.wall < best.wall ? next : best));
}

export function filesUnder(folder) {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

/** Generates and builds the packages of some models. @returns their folders by service. */
export function builtPackages(models, services, name) {
  const folder = cacheFolder(name);
  const built = new Map();
  for (const service of services) {
    const source = modelPath(models, service);
    if (source === undefined) {
      skip(service, `${models} has no model of it`);
      continue;
    }
    cpSync(source, join(folder, "models", source.endsWith(".json") ? `${service}.json` : service), { recursive: true });
  }
  if (filesUnder(folder).length === 0) return built;
  nodeOk(folder, [swage, "generate", "--only", "types,validators", "--no-cache", "--quiet"]);
  // Beside the packages may lie CHANGES.md.
  const packages = readdirSync(join(folder, "output"), { withFileTypes: true }).filter((entry) => entry.isDirectory());
  for (const { name: service } of packages) {
    const output = join(folder, "output", service);
    nodeOk(output, [join(root, "node_modules/typescript/bin/tsc"), "-p", "tsconfig.build.json"]);
    built.set(service, output);
  }
  return built;
}

function modelPath(models, service) {
  const names = readdirSync(models);
  const found = names.find((name) => name === `${service}.json`) ?? names.find((name) => name === service);
  return found === undefined ? undefined : join(models, found);
}

export function skip(what, reason) {
  console.log(`skipped: ${what}: ${reason}`);
}

export const ratio = (a, b) => Number((a / b).toFixed(2));
export const ms = (value) => Math.round(value);
export const kilobytes = (text) => ms(text.length / 1024);
export const read = (path) => readFileSync(path, "utf8");

/** Slope, intercept and r² of the straight line through points `[x, y]`. */
export function fit(points) {
  const n = points.length;
  const mean = (index) => points.reduce((sum, point) => sum + point[index], 0) / n;
  const [mx, my] = [mean(0), mean(1)];
  const sum = (term) => points.reduce((total, point) => total + term(point[0] - mx, point[1] - my), 0);
  const [xx, xy, yy] = [sum((x) => x * x), sum((x, y) => x * y), sum((_, y) => y * y)];
  const slope = xy / xx;
  return { slope, intercept: my - slope * mx, r2: (xy * xy) / (xx * yy) };
}

/** The item in the middle, by a number of each. */
export function middle(items, by) {
  return items.toSorted((a, b) => by(a) - by(b))[Math.floor(items.length / 2)];
}
