import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { put, temporaryFolder, treeOf, weather } from "../workspace/project.js";
import { swage } from "./swage.js";

const OLD = weather(["GetForecast", "ListAlerts", "ListStations"]);
// An operation that is not asked for goes, which would break its users.
const NEW = weather(["GetForecast", "ListAlerts"], ["Country"]);

function project(operations: readonly string[]): string {
  const folder = temporaryFolder();
  put(folder, {
    "models/weather/2020-01-01.json": OLD,
    "models/weather/2020-02-02.json": NEW,
    "swage.config.json": JSON.stringify({ services: { weather: { operations } } }),
  });
  return folder;
}

describe("a package of some operations", () => {
  test("holds their closure, says which they are, and has a history of its own", async () => {
    const folder = project(["GetForecast"]);
    expect(await swage(folder, ["generate"])).toMatchObject({ status: 0, stderr: "" });
    const tree = treeOf(join(folder, "output/weather"));
    expect(Object.keys(tree).filter((path) => path.startsWith("docs/operations/"))).toEqual([
      "docs/operations/GetForecast.md",
    ]);
    expect(tree["src/types.ts"]).not.toContain("ListAlerts");
    expect(tree["README.md"]).toContain("It holds 1 of 2 operations of the service.");
    expect(tree["docs/README.md"]).toContain("1 of 2 operations of the service: those that the package was made for.");
    expect(tree["package.json"]).toContain('"description": "Weather (1 of 2 operations): types,');
    expect(tree["package.json"]).toContain('"version": "1.1.0"');
    expect(tree["CHANGELOG.md"]).not.toContain("ListStations");
  });

  test("the whole service says nothing of that, and breaks with the operation that went", async () => {
    const folder = project([]);
    expect(await swage(folder, ["generate"])).toMatchObject({ status: 0, stderr: "" });
    const tree = treeOf(join(folder, "output/weather"));
    expect(tree["package.json"]).toContain('"description": "Weather: types,');
    expect(tree["package.json"]).toContain('"version": "2.0.0"');
  });

  test("--operations goes before the configuration, and misspelt names are told with the nearest", async () => {
    const folder = project(["GetForcast"]);
    const misspelt = await swage(folder, ["generate"]);
    expect(misspelt.status).toBe(1);
    expect(misspelt.stderr).toMatch(
      /^swage\.config\.json:1:\d+: error SW2027: weather has no operation "GetForcast"\n {2}Did you mean "GetForecast"\?\n$/,
    );
    const called = await swage(folder, ["generate", "weather", "--operations", "ListAlert"]);
    expect(called.stderr).toBe('error SW2001: weather has no operation "ListAlert"\n  Did you mean "ListAlerts"?\n');
    expect(called.status).toBe(2);
    expect(await swage(folder, ["generate", "weather", "--operations", "ListAlerts"])).toMatchObject({ status: 0 });
    expect(treeOf(join(folder, "output/weather"))["src/types.ts"]).not.toContain("GetForecast");
  });
});
