import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { BEFORE, PAGE, PAGE_TEXT } from "../pages/greenhouse.js";
import { put, temporaryFolder, treeOf, weather } from "../workspace/project.js";
import { start, swage } from "./swage.js";

interface Ast {
  readonly shapes: Record<string, unknown>;
}

function project(files: Readonly<Record<string, string>>): string {
  const folder = temporaryFolder();
  put(folder, files);
  return folder;
}

function modelsOf(folder: string): readonly string[] {
  return readdirSync(join(folder, "models"), { recursive: true, encoding: "utf8" }).toSorted();
}

function read(folder: string, path: string): string {
  return readFileSync(join(folder, path), "utf8");
}

describe("swage update", () => {
  const dated = { "models/weather/2024-01-01.json": weather(["Now"]), "new.json": weather(["Now", "Later"], ["Unit"]) };

  test("puts a snapshot in place, tells what changed, records the versions and generates", async () => {
    const folder = project(dated);
    const { status, stdout } = await swage(folder, ["update", "weather", "new.json", "--date", "2024-02-01"]);
    expect(status).toBe(0);
    expect(stdout).toContain("NowRequest has the new optional member Unit");
    expect(read(folder, "models/weather/2024-02-01.json")).toBe(dated["new.json"]);
    expect(JSON.parse(read(folder, "models/weather/versions.json"))).toEqual({
      "2024-01-01": "1.0.0",
      "2024-02-01": "1.1.0",
    });
    expect(read(folder, "output/weather/CHANGELOG.md")).toContain("## 1.1.0 (2024-02-01)");
    expect((await swage(folder, ["generate", "--check"])).status).toBe(0);
  });

  test("keeps to the operations of the configuration", async () => {
    const config = JSON.stringify({ services: { weather: { operations: ["Now"] } } });
    const folder = project({ ...dated, "swage.config.json": config });
    const { status, stdout } = await swage(folder, ["update", "weather", "new.json", "--date", "2024-02-01", "--json"]);
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      version: 1,
      service: "weather",
      snapshot: "2024-02-01",
      file: "models/weather/2024-02-01.json",
      release: "1.1.0",
      semver: "minor",
      changes: [{ id: "member-added" }, { id: "member-added" }],
      services: [{ service: "weather", version: "1.1.0" }],
    });
    const text = read(folder, "models/weather/2024-02-01.json");
    expect(text).toContain("#NowRequest");
    expect(text).not.toContain("#Later");
  });

  test("a version once given stays", async () => {
    const folder = project({ ...dated, "models/weather/versions.json": '{ "2024-01-01": "3.4.5" }' });
    expect((await swage(folder, ["update", "weather", "new.json", "--date", "2024-02-01"])).status).toBe(0);
    expect(JSON.parse(read(folder, "models/weather/versions.json"))).toEqual({
      "2024-01-01": "3.4.5",
      "2024-02-01": "3.5.0",
    });
  });

  test("gives a model without a date the day before", async () => {
    const { "models/weather/2024-01-01.json": model, "new.json": next } = dated;
    const overlay = JSON.stringify({ smithy: "2.0", shapes: {} });
    const folder = project({ "models/Weather.json": model, "models/weather/overlay.json": overlay, "new.json": next });
    const { status, stderr } = await swage(folder, ["update", "weather", "new.json", "--date", "2024-03-01"]);
    expect(status).toBe(0);
    expect(stderr).toContain("models/Weather.json:1:1: note SW6054");
    expect(modelsOf(folder)).toEqual(
      ["2024-02-29.json", "2024-03-01.json", "overlay.json", "versions.json"]
        .map((name) => join("weather", name))
        .toSpliced(0, 0, "weather"),
    );
  });

  test("takes a model of several files in as a folder", async () => {
    const model = JSON.parse(dated["new.json"]) as Ast;
    const part: Ast & { readonly smithy: string } = { smithy: "2.0", shapes: {} };
    const [moved] = Object.keys(model.shapes).filter((id) => id.endsWith("#LaterRequest"));
    part.shapes[moved!] = model.shapes[moved!];
    delete model.shapes[moved!];
    const files = { "new/a.json": JSON.stringify(model), "new/b.json": JSON.stringify(part) };
    const folder = project({ "models/weather/2024-01-01.json": weather(["Now"]), ...files });
    expect((await swage(folder, ["update", "weather", "new", "--date", "2024-02-01"])).status).toBe(0);
    expect(modelsOf(folder)).toContain(join("weather", "2024-02-01", "b.json"));
    expect((await swage(folder, ["generate", "--check"])).status).toBe(0);
  });

  test("leaves everything as it was when it is interrupted", async () => {
    const operations = Array.from({ length: 400 }, (_, index) => `Operation${index}`);
    const { "models/weather/2024-01-01.json": model } = dated;
    const folder = project({ "models/weather/2024-01-01.json": model, "new.json": weather(operations) });
    const running = start(folder, ["update", "weather", "new.json", "--date", "2024-02-01"]);
    while (!existsSync(join(folder, "models/weather/2024-02-01.json"))) await sleep(1);
    running.kill("SIGINT");
    const { status } = await running.ended;
    // Whoever is quick enough to finish has finished.
    expect([0, 130]).toContain(status);
    expect(modelsOf(folder).includes(join("weather", "2024-02-01.json"))).toBe(status === 0);
    expect(modelsOf(folder).includes(join("weather", "versions.json"))).toBe(status === 0);
  });

  test.each([
    ["an older date", ["weather", "new.json", "--date", "2023-12-31"], "SW6021", 1],
    ["a date that is taken", ["weather", "new.json", "--date", "2024-01-01"], "SW6055", 1],
    ["the same model", ["weather", "models/weather/2024-01-01.json", "--date", "2024-02-01"], "SW6050", 1],
    ["a broken model", ["weather", "broken.json", "--date", "2024-02-01"], "SW1030", 1],
    ["a model of another service", ["weather", "other.json", "--date", "2024-02-01"], "SW6053", 1],
    ["what cannot be generated", ["weather", "new.json", "--date", "2024-02-01"], "SW2", 1, "in the way"],
    ["no day", ["weather", "new.json", "--date", "tomorrow"], "SW2001", 2],
    ["an unknown service", ["weathr", "new.json"], "Did you mean", 2],
    ["a model that is not there", ["weather", "gone.json"], "SW2001", 2],
  ] as const)("refuses %s, and writes nothing", async (_, args, said, code, way?: string) => {
    const folder = project({
      ...dated,
      "broken.json": dated["new.json"].replace("smithy.api#String", "smithy.api#Strin"),
      "other.json": dated["new.json"].replaceAll("example.weather#Weather", "example.weather#Climate"),
      ...(way === undefined ? {} : { "output/weather/src/types.ts": "// mine\n" }),
    });
    const before = treeOf(folder);
    const { status, stderr } = await swage(folder, ["update", ...args]);
    expect(stderr).toContain(said);
    expect(status).toBe(code);
    expect(treeOf(folder)).toEqual(before);
  });
});

test("a service that moves to another namespace keeps its names and dates, and its overlay", async () => {
  const first = weather(["GetWeather"]);
  const second = weather(["GetWeather"], ["Wind"]);
  const overlay = JSON.stringify({
    smithy: "2.0",
    shapes: {
      "example.weather#Weather": { type: "apply", traits: { "swage#resources": ["example.weather#Place"] } },
      "example.weather#Place": { type: "resource", operations: [{ target: "example.weather#GetWeather" }] },
    },
  });
  const models = (one: string, other: string) => ({
    "models/weather/2020-01-01.json": one,
    "models/weather/overlay.json": overlay,
    "new.json": other,
  });
  const [stayed, moved] = [
    project(models(first, second)),
    project(models(first, second.replaceAll("example.weather#", "example.sky#"))),
  ];
  const args = ["update", "weather", "new.json", "--date", "2021-01-01"];
  expect((await swage(stayed, args)).status).toBe(0);
  expect((await swage(moved, args)).status).toBe(0);
  const types = "output/weather/src/types.ts";
  expect(read(moved, types)).toContain("@since 2021-01-01");
  expect(read(moved, types)).toBe(read(stayed, types));
});

describe("swage import-changes and verify-changes", () => {
  const files = { "models/greenhouse/2029-01-01.json": BEFORE, [PAGE]: PAGE_TEXT };

  test("apply a page as a new snapshot, list what was assumed, and agree", async () => {
    const folder = project(files);
    const imported = await swage(folder, ["import-changes", PAGE, "--json"]);
    expect(imported.status).toBe(0);
    const { assumptions, ...rest } = JSON.parse(imported.stdout) as { assumptions: { at: string; chosen: string }[] };
    expect(rest).toMatchObject({
      version: 1,
      service: "greenhouse",
      snapshot: "2030-01-02",
      from: "2029-01-01",
      file: "models/greenhouse/2030-01-02.json",
    });
    expect(assumptions[0]).toEqual({
      at: "UpdateBed.request.Watering",
      chosen: "example.greenhouse#WateringInfo",
      others: [],
      why: "named by the service's habit",
    });
    const verified = await swage(folder, ["verify-changes", PAGE, "--json"]);
    expect(verified.status).toBe(0);
    expect(JSON.parse(verified.stdout)).toMatchObject({
      version: 1,
      service: "greenhouse",
      snapshot: "2030-01-02",
      before: "2029-01-01",
      agreed: true,
      disagreements: [],
      foundNotAnnounced: [],
      announcedNotThere: [],
    });
    expect((await swage(folder, ["generate"])).status).toBe(0);
  });

  test("settle choices in a second run, and leave a snapshot of other making alone", async () => {
    const folder = project(files);
    const snapshot = "models/greenhouse/2030-01-02.json";
    await swage(folder, ["import-changes", PAGE]);
    const again = await swage(folder, [
      "import-changes",
      PAGE,
      "--name",
      "Watering=Rain",
      "--name",
      "Watering.Plan=Times",
    ]);
    expect(again.status).toBe(0);
    expect(read(folder, snapshot)).toContain("example.greenhouse#Rain");
    put(folder, { [snapshot]: `${read(folder, snapshot).trimEnd()} \n` });
    const before = treeOf(folder);
    const refused = await swage(folder, ["import-changes", PAGE]);
    expect([refused.status, treeOf(folder)]).toEqual([1, before]);
    expect(refused.stderr).toContain(`${PAGE}:1:1: error SW6022`);
  });

  test("write nothing where a page is broken, and say all that is wrong with it", async () => {
    const text = PAGE_TEXT.replace("{'FULL_SUN'}", "{'FULL_SUN}").replace("'Moved': True|False", "'Moved': maybe");
    const folder = project({ ...files, [PAGE]: text });
    const before = treeOf(folder);
    const { status, stderr } = await swage(folder, ["import-changes", PAGE]);
    expect([status, treeOf(folder)]).toEqual([1, before]);
    expect(stderr).toContain(`${PAGE}:10:12: error SW6003`);
    expect(stderr).toContain(`${PAGE}:240:14: error SW6003`);
  });

  test("take the service that models/ has from a page that tells of several, or ask which", async () => {
    const shed = PAGE_TEXT.replaceAll("Example Greenhouse", "Example Shed");
    const several = { ...files, [PAGE]: `${shed}\n${PAGE_TEXT}` };
    const folder = project(several);
    expect((await swage(folder, ["import-changes", PAGE])).status).toBe(0);
    expect(modelsOf(folder)).toContain("greenhouse/2030-01-02.json");
    const both = project({ ...several, "models/shed/2029-01-01.json": BEFORE.replaceAll("Greenhouse", "Shed") });
    const asked = await swage(both, ["import-changes", PAGE]);
    expect([asked.status, asked.stderr]).toEqual([1, expect.stringContaining("several services under models/")]);
    expect((await swage(both, ["import-changes", PAGE, "--service", "shed"])).status).toBe(0);
    expect((await swage(both, ["verify-changes", PAGE, "--service", "shed@2030-01-02"])).status).toBe(0);
    expect(modelsOf(both)).toContain("shed/2030-01-02.json");
    expect(modelsOf(both)).not.toContain("greenhouse/2030-01-02.json");
  });

  test("exit with 1 where model and page do not agree", async () => {
    const folder = project(files);
    const { status, stdout } = await swage(folder, ["verify-changes", PAGE]);
    expect(status).toBe(1);
    expect(stdout).toContain("UpdateBed.request.Watering: a structure on the page, absent in the model");
  });

  test.each([
    [["import-changes", "gone.txt"], 2],
    [["import-changes", PAGE, "--service", "gone"], 2],
    [["import-changes", PAGE, "--name", "nothing"], 2],
    [["verify-changes", PAGE, "--service", "greenhouse@2020-01-01"], 2],
    [["verify-changes", "models/greenhouse/2029-01-01.json"], 1],
  ] as const)("%j ends with %d", async (args, code) => {
    expect((await swage(project(files), args)).status).toBe(code);
  });

  test("ask for the service where the page does not tell it", async () => {
    const { "models/greenhouse/2029-01-01.json": model } = files;
    const folder = project({ "models/a/2029-01-01.json": model, "models/b/2029-01-01.json": model, page: PAGE_TEXT });
    const { status, stderr } = await swage(folder, ["verify-changes", "page"]);
    expect([status, stderr]).toEqual([1, expect.stringContaining("may be a or b")]);
    expect((await swage(folder, ["import-changes", "page", "--service", "b"])).status).toBe(0);
  });
});
