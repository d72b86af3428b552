import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, statSync, truncateSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { put, temporaryFolder, treeOf, weather } from "../workspace/project.js";
import { start, SWAGE, swage } from "./swage.js";

const OLD = weather(["GetForecast"]);
const NEW = weather(["GetForecast", "ListAlerts"]);
const LEAN = '{"artifacts": ["types", "docs"]}';

function project(files: Readonly<Record<string, string>> = {}): string {
  const folder = temporaryFolder();
  put(folder, { "models/weather.json": OLD, "swage.config.json": LEAN, ...files });
  return folder;
}

const json = (text: string) => JSON.parse(text) as { version: number; services: Service[]; diagnostics: object[] };

interface Service {
  service: string;
  files: { written: string[]; removed: string[]; unchanged: number };
}

describe("swage generate", () => {
  test("tells in JSON what it wrote and removed, and --check what it would", async () => {
    const folder = project();
    const first = json((await swage(folder, ["generate", "--json"])).stdout);
    expect(first).toMatchObject({
      version: 1,
      services: [{ service: "weather", package: "@swage/weather", version: "1.0.0", snapshot: null }],
      diagnostics: [],
    });
    const { written } = first.services[0]!.files;
    expect(written).toContain("src/types.ts");
    const tree = treeOf(join(folder, "output"));
    expect(written.map((path) => `weather/${path}`)).toEqual(Object.keys(tree));
    const idle = json((await swage(folder, ["generate", "--json"])).stdout).services[0]!.files;
    expect(idle).toEqual({ written: [], removed: [], unchanged: written.length });

    const check = await swage(folder, ["generate", "--check", "--json", "--only", "types"]);
    expect(check.status).toBe(1);
    const would = json(check.stdout).services[0]!.files;
    expect(would.removed).toContain("docs/README.md");
    expect(treeOf(join(folder, "output"))).toEqual(tree);
    expect(await swage(folder, ["generate", "--check"])).toMatchObject({ status: 0, stdout: "", stderr: "" });
    expect(await swage(folder, ["generate", "--only", "types"])).toMatchObject({ status: 0 });
    expect(Object.keys(treeOf(join(folder, "output"))).some((path) => path.includes("docs"))).toBe(false);
  });

  test("classes every pattern in JSON, from the cache too", async () => {
    const model = JSON.parse(OLD) as { shapes: Record<string, object> };
    const id = Object.keys(model.shapes).find((each) => each.endsWith("Request"))!;
    model.shapes[`${id.split("#")[0]!}#Code`] = { type: "string", traits: { "smithy.api#pattern": "^\\_[a-z]$" } };
    Object.assign(model.shapes[id]!, { members: { code: { target: `${id.split("#")[0]!}#Code` } } });
    const folder = project({ "models/weather.json": JSON.stringify(model) });
    for (const run of ["first", "cached"]) {
      const { services } = json((await swage(folder, ["generate", "--json"])).stdout);
      expect({ run, services }).toMatchObject({
        services: [
          {
            patterns: [
              {
                shape: `${id.split("#")[0]!}#Code`,
                pattern: "^\\_[a-z]$",
                kind: "translated",
                reason: "written in JavaScript's form of regular expressions",
                source: "^_[a-z]$",
              },
            ],
          },
        ],
      });
    }
  });

  test("names in text the files that would change", async () => {
    const folder = project();
    await swage(folder, ["generate"]);
    writeFileSync(join(folder, "output/weather/src/types.ts"), "mine\n");
    const { status, stdout } = await swage(folder, ["generate", "--check"]);
    expect([status, stdout]).toEqual([1, "would write output/weather/src/types.ts\n"]);
  });

  test("with and without its cache sees what somebody did to the output", async () => {
    const folder = project();
    mkdirSync(join(folder, "node_modules"));
    await swage(folder, ["generate"]);
    const tree = treeOf(join(folder, "output"));
    for (const spoil of [
      () => writeFileSync(join(folder, "output/weather/src/types.ts"), "mine\n"),
      () => rmSync(join(folder, "output/weather/docs"), { recursive: true }),
      () => rmSync(join(folder, "output/weather/swage.manifest.json")),
      () => writeFileSync(join(folder, "output/weather/swage.manifest.json"), "<<<<<<< broken"),
      () => writeFileSync(join(folder, "node_modules/.cache/swage/weather.json"), "nonsense"),
    ]) {
      spoil();
      expect(await swage(folder, ["generate"])).toMatchObject({ status: 0 });
      expect(treeOf(join(folder, "output"))).toEqual(tree);
    }
    const types = join(folder, "output/weather/src/types.ts");
    const before = statSync(types).ino;
    await swage(folder, ["generate", "--no-cache"]);
    expect(statSync(types).ino).toBe(before);
  });

  test("sees a model of the same size and age that says something else, and one that says the same at another time", async () => {
    const folder = project();
    mkdirSync(join(folder, "node_modules"));
    const model = join(folder, "models/weather.json");
    const generate = async (): Promise<readonly string[]> =>
      json((await swage(folder, ["generate", "--json"])).stdout).services[0]!.files.written;
    utimesSync(model, 1_000, 1_000);
    expect(await generate()).not.toEqual([]);
    writeFileSync(model, readFileSync(model, "utf8").replaceAll("Forecast", "Foredoom"));
    utimesSync(model, 1_000, 1_000);
    expect(await generate()).toContain("src/types.ts");
    utimesSync(model, 2_000, 2_000);
    expect(await generate()).toEqual([]);
    expect(await generate()).toEqual([]);
  });

  test("is not moved by what was there before, nor by line ends", async () => {
    const folder = project({ "models/weather.json": NEW });
    await swage(folder, ["generate"]);
    const tree = treeOf(join(folder, "output"));
    put(folder, { "models/weather.json": OLD });
    await swage(folder, ["generate"]);
    put(folder, { "models/weather.json": NEW });
    await swage(folder, ["generate"]);
    expect(treeOf(join(folder, "output"))).toEqual(tree);
    for (const [path, text] of Object.entries(tree))
      writeFileSync(join(folder, "output", path), text.replaceAll("\n", "\r\n"));
    expect(await swage(folder, ["generate", "--check"])).toMatchObject({ status: 0 });
  });

  test("tells every fault of a broken model and touches nothing of its output; others go on", async () => {
    const folder = project({ "models/other.json": weather(["Ping"]) });
    await swage(folder, ["generate"]);
    const tree = treeOf(join(folder, "output/weather"));
    const broken = OLD.replaceAll('"smithy.api#String"', '"smithy.api#Strnig"');
    put(folder, { "models/weather.json": broken, "models/other.json": weather(["Ping", "Pong"]) });
    const { status, stderr } = await swage(folder, ["generate"]);
    expect(status).toBe(1);
    expect(stderr.match(/^models\/weather\.json:\d+:\d+: error SW1\d{3}: .+\n {2}\S/gm)?.length).toBeGreaterThan(1);
    expect(treeOf(join(folder, "output/weather"))).toEqual(tree);
    expect(readFileSync(join(folder, "output/other/src/types.ts"), "utf8")).toContain("PongRequest");
  });

  test("removes the package of a service that is gone, and only what swage wrote of it", async () => {
    const folder = project({ "models/other.json": weather(["Ping"]) });
    await swage(folder, ["generate"]);
    put(folder, { "output/other/notes.txt": "mine", "output/theirs/package.json": "{}" });
    rmSync(join(folder, "models/other.json"));
    expect(await swage(folder, ["generate", "weather", "--check"])).toMatchObject({ status: 0 });
    expect(await swage(folder, ["generate", "--check"])).toMatchObject({ status: 1 });
    expect(await swage(folder, ["generate"])).toMatchObject({ status: 0 });
    const left = Object.keys(treeOf(join(folder, "output"))).filter((path) => !path.startsWith("weather/"));
    expect(left).toEqual(["other/notes.txt", "theirs/package.json"]);
  });

  test("does not write through a link, nor over a file of somebody else", async () => {
    const folder = project({ "output/weather/README.md": "my own\n" });
    const { status, stderr } = await swage(folder, ["generate"]);
    expect(status).toBe(1);
    expect(stderr).toContain("output/weather/README.md:1:1: error SW2080");
    expect(treeOf(join(folder, "output"))).toEqual({ "weather/README.md": "my own\n" });
  });

  test("says what stands in the way of the output folder", async () => {
    const folder = project({ output: "a file" });
    const { status, stderr } = await swage(folder, ["generate"]);
    expect(status).toBe(1);
    expect(stderr).toMatch(/^output\S*: error SW20\d\d: .+\n {2}\S/);
  });

  test("--verify names the template and the shape, and nothing is written", { timeout: 120_000 }, async () => {
    const folder = project();
    await swage(folder, ["generate"]);
    const tree = treeOf(join(folder, "output"));
    const ours = readFileSync(join(SWAGE, "../../templates/types/types.ts.hbs"), "utf8");
    put(folder, {
      "own/types/types.ts.hbs": ours.replace("{{this}}", "{{this}}\nconst wrong: number = '';"),
      "own/types/typo.ts.hbs": "",
      "models/weather.json": NEW,
    });
    const { status, stderr } = await swage(folder, ["generate", "--verify", "--templates", "own"]);
    expect(status).toBe(1);
    expect(stderr).toMatch(/output\/weather\/src\/types\.ts:\d+:\d+: error SW3003: TS2322: .*types\/types\.ts\.hbs/);
    expect(stderr).toContain("at shape example.weather#");
    expect(stderr).toContain("own/types/typo.ts.hbs:1:1: warning SW3001");
    expect(treeOf(join(folder, "output"))).toEqual(tree);
    expect(await swage(folder, ["generate", "--verify"])).toMatchObject({ status: 0 });
  });

  test("tells a template that cannot be filled", async () => {
    const folder = project({ "own/types/types.ts.hbs": "{{#each nothing}}" });
    const { status, stderr } = await swage(folder, ["generate", "--templates", "own"]);
    expect(status).toBe(1);
    expect(stderr).toMatch(/^own\/types\/types\.ts\.hbs:\d+:1: error SW3002: /m);
  });

  test("--watch goes on over a broken model, and mends it with the next", { timeout: 60_000 }, async () => {
    const folder = project();
    const run = start(folder, ["generate", "--watch"]);
    await run.saw("waiting for changes");
    put(folder, { "models/weather.json": "{" });
    await run.saw("models/weather.json:1:");
    put(folder, { "models/weather.json": NEW });
    await run.saw("weather 1.0.0: ");
    await expect
      .poll(() => readFileSync(join(folder, "output/weather/src/types.ts"), "utf8"), { timeout: 20_000 })
      .toContain("ListAlertsRequest");
    run.kill("SIGINT");
    expect(await run.ended).toMatchObject({ status: 130 });
  });
});

test("two branches that each take an update merge, and the next run settles the manifest", async () => {
  const folder = project({ "models/weather.json": OLD });
  const git = (...args: readonly string[]) => {
    const identity = ["-c", "user.name=a", "-c", "user.email=a@example.com", "-c", "core.autocrlf=false"];
    return spawnSync("git", [...identity, ...args], { cwd: folder, encoding: "utf8" });
  };
  rmSync(join(folder, "models/weather.json"));
  const branch = async (name: string, date: string, model: string) => {
    git("checkout", "-q", "-b", name, "main");
    put(folder, { [`models/weather/${date}.json`]: model });
    expect(await swage(folder, ["generate"])).toMatchObject({ status: 0 });
    git("add", "-A");
    git("commit", "-q", "-m", name);
  };
  git("init", "-q", "-b", "main");
  put(folder, { "models/weather/2020-01-01.json": OLD });
  await swage(folder, ["generate"]);
  git("add", "-A");
  git("commit", "-q", "-m", "first");
  await branch("one", "2021-01-01", NEW);
  await branch("two", "2022-01-01", weather(["GetForecast", "ListAlerts", "ListStations"]));
  git("merge", "-q", "one");
  expect(await swage(folder, ["generate"])).toMatchObject({ status: 0 });
  const tree = treeOf(join(folder, "output"));
  rmSync(join(folder, "output"), { recursive: true });
  await swage(folder, ["generate"]);
  expect(treeOf(join(folder, "output"))).toEqual(tree);
});

describe("files that do not lie as they should", () => {
  const files = { "models/bad name.json": OLD, "models/two.json": OLD, "models/two/2024-01-01.json": OLD };

  test("stop nobody who asks for another service", async () => {
    const folder = project(files);
    expect(await swage(folder, ["generate", "weather"])).toMatchObject({ status: 0, stderr: "" });
    const refused = await swage(folder, ["generate", "two"]);
    expect(refused.status).toBe(1);
    expect(refused.stderr).toContain("models/two.json:1:1: error SW2");
    expect(refused.stderr).not.toContain("bad name");
    put(folder, { "swage.config.json": '{"artifacts": ["types"], "include": ["wea*"]}' });
    expect(await swage(folder, ["generate"])).toMatchObject({ status: 0, stderr: "" });
  });

  test("cannot be read, and are named", async () => {
    const folder = project({ "models/two/2024-01-01.json": OLD, "models/two/overlay.json/x": "" });
    writeFileSync(join(folder, "models/wide.json"), Buffer.from(`\ufeff${OLD}`, "utf16le"));
    writeFileSync(join(folder, "models/large.json"), "");
    truncateSync(join(folder, "models/large.json"), 2 ** 32);
    const { status, stderr, stdout } = await swage(folder, ["generate"]);
    expect({ status, stdout }).toMatchObject({ status: 1, stdout: expect.stringContaining("weather 1.0.0: ") });
    expect(stderr.split("\n").filter((line) => /: error /.test(line))).toEqual([
      expect.stringMatching(/^models\/large\.json:1:1: error SW2002: .*: it is larger than swage can read$/),
      expect.stringMatching(
        /^models\/two\/overlay\.json:1:1: error SW2002: .*: a folder stands where a file is needed$/,
      ),
      expect.stringMatching(/^models\/wide\.json:1:1: error SW2002: .*: it is not UTF-8$/),
    ]);
    expect(stderr).toContain("Save it as UTF-8");
  });

  test("that stand where a folder should are named, and what to do about them", async () => {
    const folder = project({ "models/weather.json": OLD, output: "mine" });
    const { status, stderr } = await swage(folder, ["generate"]);
    expect(status).toBe(1);
    expect(stderr).toMatch(/^output:1:1: error SW2002: .*[\\/]output: a file stands where a folder is needed$/m);
    expect(stderr).toContain("Move it away, or give another path");
  });

  test("do not lie where a package would", async () => {
    const folder = project({ "models/models.json": OLD });
    const { status, stderr } = await swage(folder, ["generate", "--output", "."]);
    expect(status).toBe(2);
    expect(stderr).toContain("the package of models would lie where the models are");
    expect(Object.keys(treeOf(join(folder, "models")))).toEqual(["models.json", "weather.json"]);
  });

  test("count among the services that failed", async () => {
    const folder = project({ ...files, "models/broken.json": "{}" });
    const { status, stderr, stdout } = await swage(folder, ["generate"]);
    expect({ status, stdout }).toMatchObject({
      status: 1,
      stdout: expect.stringContaining("weather 1.0.0: ") as unknown,
    });
    expect(stderr).toContain("3 of 4 services failed: bad name, broken, two\n");
  });
});

test("all that is wrong with versions.json is told at once, a date given twice beside the rest", async () => {
  const dated = { "models/kms/2024-01-01.json": OLD, "models/kms/2024-02-01.json": NEW };
  const versions = `{
  "2024-01-01": "2.0.0",
  "2024-01-01": "two",
  "2024-02-01": "1.0.0",
  "2024-03-01": "3.0.0",
  "May": "4.0.0"
}`;
  const { status, stderr } = await swage(project({ ...dated, "models/kms/versions.json": versions }), [
    "generate",
    "kms",
  ]);
  expect(status).toBe(1);
  const told = stderr.split("\n").filter((line) => line.includes(" error "));
  expect(told.map((line) => line.replace(/^.*?: error \w+: /, ""))).toEqual([
    "the version of 2024-02-01, 1.0.0, is not above 2.0.0, which came before it",
    'the key "2024-01-01" is given twice',
    'versions.json gives 2024-01-01 "two", no version',
    'versions.json holds "May", no date',
  ]);
  expect(stderr).toContain("2024-03-01");
});

test("warnings out of the cache name files as this run does", async () => {
  const model = JSON.parse(OLD) as { shapes: Record<string, { traits?: object }> };
  const id = Object.keys(model.shapes).find((each) => each.endsWith("GetForecast"))!;
  model.shapes[id]!.traits = { "smithy.api#examples": [{ title: "x", input: { none: 1 } }] };
  const folder = project({ "models/weather.json": JSON.stringify(model) });
  mkdirSync(join(folder, "node_modules"));
  const first = (await swage(folder, ["generate"])).stderr;
  expect(first).toContain("models/weather.json:");
  for (const place of ["elsewhere", "."]) {
    mkdirSync(join(folder, place), { recursive: true });
    const up = place === "." ? "" : "../";
    const options = ["--config", `${up}swage.config.json`, "--models", `${up}models`, "--output", `${up}output`];
    const { stdout, stderr } = await swage(join(folder, place), ["generate", ...options]);
    expect({ place, stdout }).toMatchObject({ stdout: expect.stringContaining(" unchanged") as unknown });
    expect(stderr).toBe(first.replace(/^/, up));
  }
});
