import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { beforeAll, describe, expect, test } from "vitest";
import { put, temporaryFolder, treeOf, weather } from "../workspace/project.js";
import { spawnSwage, start, SWAGE, swage } from "./swage.js";

// Two models whose packages differ in files written, changed and removed.
const OLD = weather(["GetForecast", "GetHistory"]);
const NEW = weather(["GetForecast", "ListStations", "ListAlerts"], ["Country"]);
const KILL_AT = pathToFileURL(join(import.meta.dirname, "fixtures/kill-at.mjs")).href;

function project(model: string): string {
  const folder = temporaryFolder();
  mkdirSync(join(folder, "node_modules")); // So that there is a cache.
  put(folder, { "models/weather.json": model, "swage.config.json": '{"artifacts": ["types", "docs"]}' });
  return folder;
}

function digest(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 12);
}

/** Path → a hash: a test that fails should not print packages. */
function outputOf(folder: string): Readonly<Record<string, string>> {
  const tree = Object.entries(treeOf(join(folder, "output")));
  return Object.fromEntries(tree.map(([path, text]) => [path, digest(text)] as const));
}

async function expected(model: string): Promise<Readonly<Record<string, string>>> {
  const folder = project(model);
  expect(await swage(folder, ["generate"])).toMatchObject({ status: 0 });
  return outputOf(folder);
}

let [oldTree, newTree] = [{}, {}];

beforeAll(() => void spawnSwage(process.cwd(), ["--version"])); // Builds, where that is needed: not what is killed here.

describe("killed at any moment, the next run puts the tree right", () => {
  test("between any two changes of a file", { timeout: 240_000 }, async () => {
    [oldTree, newTree] = [await expected(OLD), await expected(NEW)];
    const folder = project(OLD);
    await swage(folder, ["generate"]);
    let killed = 0;
    for (let at = 0; ; at += at < 8 ? 1 : 13) {
      put(folder, { "models/weather.json": NEW });
      const run = spawnSwage(folder, ["generate"], { env: { KILL_AT: String(at) }, node: ["--import", KILL_AT] });
      if (run.signal !== "SIGKILL") break;
      killed++;
      // Once with the same model, once with another.
      const next = killed % 2 === 0 ? NEW : OLD;
      put(folder, { "models/weather.json": next });
      expect(await swage(folder, ["generate"])).toMatchObject({ status: 0, stderr: "" });
      expect(outputOf(folder)).toEqual(next === NEW ? newTree : oldTree);
      put(folder, { "models/weather.json": OLD });
      expect(await swage(folder, ["generate"])).toMatchObject({ status: 0 });
    }
    expect(killed).toBeGreaterThan(8);
  });

  test("at random times", { timeout: 240_000 }, async () => {
    const folder = project(OLD);
    for (let round = 0; round < 6; round++) {
      put(folder, { "models/weather.json": round % 2 === 0 ? NEW : OLD });
      const child = spawn(process.execPath, [SWAGE, "generate", "--no-cache"], { cwd: folder, stdio: "ignore" });
      await sleep(150 + 60 * round);
      child.kill("SIGKILL");
      if (child.exitCode === null && child.signalCode === null) await once(child, "close");
      if (round % 3 !== 2) continue; // Some runs are killed over what killed runs left.
      put(folder, { "models/weather.json": OLD });
      expect(await swage(folder, ["generate"])).toMatchObject({ status: 0, stderr: "" });
      expect(outputOf(folder)).toEqual(oldTree);
    }
  });
});

test("runs at the same time leave the tree of one of them, and the next run is idle", async () => {
  const folder = project(OLD);
  put(folder, { "other/weather.json": NEW });
  for (let round = 0; round < 2; round++) {
    rmSync(join(folder, "output"), { recursive: true, force: true });
    const runs = ["models", "other", "models"].map((models) => start(folder, ["generate", "--models", models]).ended);
    for (const { status } of await Promise.all(runs)) expect(status).toBe(0);
    expect([oldTree, newTree]).toContainEqual(outputOf(folder));
  }
});

test("interrupted, it ends with 130 and nothing half-written", async () => {
  const folder = project(OLD);
  await swage(folder, ["generate"]);
  put(folder, { "models/weather.json": NEW });
  const run = start(folder, ["generate", "--watch"]);
  await run.saw("waiting for changes");
  run.kill("SIGINT");
  expect(await run.ended).toMatchObject({ status: 130, signal: null });
  expect(outputOf(folder)).toEqual(newTree);
});
