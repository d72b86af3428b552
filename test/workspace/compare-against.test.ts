import { rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, onTestFinished, test, vi } from "vitest";
import type { AgainstRequest } from "../../generator/workspace/compare-against.js";
import { compareAgainst } from "../../generator/workspace/compare-against.js";
import { put, temporaryFolder, weather } from "./project.js";
import { commitAll, git, shallowClone, startRepository } from "./repository.js";

const OLD = weather(["GetForecast"], ["Country"]);
const NEW = weather(["GetForecast", "ListAlerts"]);

/** What is told of each service: its name, its sources, and how often which kind of change. */
function against(cwd: string, revision: string, options: Partial<AgainstRequest> = {}) {
  const { value, diagnostics } = compareAgainst({
    cwd,
    revision,
    services: [],
    side: "both",
    suppressions: undefined,
    today: "2024-06-01",
    ...options,
  });
  const services = value?.report.services.map(({ service, old, new: now, changes }) => ({
    service,
    from: old.source,
    to: now.source,
    ids: [...new Set(changes.map(({ id }) => id))].toSorted(),
  }));
  return { services, prefix: value?.prefix, told: diagnostics.map(({ file, code, message }) => [file, code, message]) };
}

let folder: string;

beforeEach(() => {
  folder = temporaryFolder();
  startRepository(folder);
});

describe("the working tree against a revision", () => {
  test("tells services that changed, are new and are gone; what is not committed or not added counts", () => {
    put(folder, {
      "models/changed.json": OLD,
      "models/same.json": NEW,
      "models/gone.json": NEW.replaceAll("example.weather", "example.gone"),
    });
    commitAll(folder, "one");
    rmSync(join(folder, "models/gone.json"));
    put(folder, {
      "models/changed.json": NEW,
      "models/added.json": NEW.replaceAll("example.weather", "example.added"),
      // Other bytes, the same model.
      "models/same.json": JSON.stringify(JSON.parse(NEW)),
    });
    const { services, told } = against(folder, "HEAD");
    expect(told).toEqual([]);
    expect(services).toEqual([
      {
        service: "added",
        from: "HEAD:models",
        to: "models/added.json",
        ids: expect.arrayContaining(["service-added"]) as unknown,
      },
      {
        service: "changed",
        from: "HEAD:models/changed.json",
        to: "models/changed.json",
        ids: ["member-removed", "operation-added", "shape-added"],
      },
      {
        service: "gone",
        from: "HEAD:models/gone.json",
        to: "models",
        ids: expect.arrayContaining(["service-removed"]) as unknown,
      },
      { service: "same", from: "HEAD:models/same.json", to: "models/same.json", ids: [] },
    ]);
    commitAll(folder, "two");
    expect(against(folder, "HEAD").services).toEqual([]);
    expect(against(folder, "HEAD~1").services).toHaveLength(4);
    expect(against(folder, "HEAD", { services: ["Same"] }).services).toMatchObject([{ service: "same", ids: [] }]);
  });

  test("takes the newest snapshot of each side, with its overlay of then and of now", () => {
    const overlay = (traits: object) =>
      JSON.stringify({
        smithy: "2.0",
        shapes: { "example.weather#GetForecastRequest$City": { type: "apply", traits } },
      });
    put(folder, {
      "models/weather/2020-01-01.json": weather([]),
      "models/weather/2021-01-01/part.json": OLD,
      "models/weather/overlay.json": overlay({}),
    });
    commitAll(folder, "one");
    put(folder, { "models/weather/overlay.json": overlay({ "smithy.api#required": {} }) });
    expect(against(folder, "HEAD").services).toMatchObject([{ service: "weather", ids: ["required-added"] }]);
    put(folder, { "models/weather/2022-01-01.json": NEW });
    expect(against(folder, "HEAD").services).toMatchObject([
      {
        from: "HEAD:models/weather/2021-01-01",
        to: "models/weather/2022-01-01.json",
        ids: expect.arrayContaining(["required-added", "operation-added"]) as unknown,
      },
    ]);
  });

  test("knows a service by its shape where its folder has another name", () => {
    put(folder, { "models/old.json": OLD });
    commitAll(folder, "one");
    rmSync(join(folder, "models/old.json"));
    put(folder, { "models/weather/2022-01-01.json": OLD });
    const { services, told } = against(folder, "HEAD");
    expect(services).toEqual([
      { service: "weather", from: "HEAD:models/old.json", to: "models/weather/2022-01-01.json", ids: [] },
    ]);
    expect(told).toEqual([["models", "SW2101", expect.stringContaining("weather is what old was")]]);
  });

  test("tells what no service reaches with the service of the model", () => {
    const shapes = (more: object) => {
      const model = JSON.parse(OLD) as { shapes: object };
      return JSON.stringify({ ...model, shapes: { ...model.shapes, ...more } });
    };
    put(folder, { "models/weather.json": shapes({}) });
    commitAll(folder, "one");
    put(folder, { "models/weather.json": shapes({ "example.weather#Unbound": { type: "structure", members: {} } }) });
    expect(against(folder, "HEAD").services).toMatchObject([{ service: "weather", ids: ["shape-added"] }]);
  });

  test("works below the top of the repository, in folders with blanks, and through links to files", () => {
    put(folder, { "some where/models/weather.json": OLD, "shared.json": OLD, "some where/swage.config.json": "{}" });
    symlinkSync("../../shared.json", join(folder, "some where/models/linked.json"));
    commitAll(folder, "one");
    put(folder, { "some where/models/weather.json": NEW });
    const { services, prefix, told } = against(join(folder, "some where"), "main");
    expect(told).toEqual([]);
    expect(services?.map(({ service, ids }) => [service, ids.length])).toEqual([["weather", 3]]);
    expect(prefix).toBe("some where/");
    put(folder, { "shared.json": NEW });
    expect(against(join(folder, "some where"), "main").services?.map(({ service }) => service)).toEqual([
      "linked",
      "weather",
    ]);
  });

  test("asks the repository of the models, whatever a hook of another says", () => {
    put(folder, { "models/weather.json": OLD });
    commitAll(folder, "one");
    put(folder, { "models/weather.json": NEW });
    vi.stubEnv("GIT_DIR", ".git");
    vi.stubEnv("GIT_INDEX_FILE", "nowhere");
    onTestFinished(() => void vi.unstubAllEnvs());
    expect(against(folder, "HEAD")).toMatchObject({ services: [{ service: "weather" }], told: [] });
  });

  test("looks for the models where the configuration puts them, and at the services that it includes", () => {
    put(folder, { "api/kms.json": OLD, "api/sns.json": OLD });
    commitAll(folder, "one");
    put(folder, {
      "api/kms.json": NEW,
      "api/sns.json": NEW,
      "swage.config.json": JSON.stringify({ models: "api", include: ["k*"] }),
    });
    expect(against(folder, "HEAD").services?.map(({ service }) => service)).toEqual(["kms"]);
    expect(against(folder, "HEAD", { services: ["sns"] }).services?.map(({ service }) => service)).toEqual(["sns"]);
  });
});

describe("what cannot be compared", () => {
  const only = (message: RegExp) => [["swage", "SW2001", expect.stringMatching(message)]];

  test("a revision that is not there, with what may have been meant", () => {
    put(folder, { "models/weather.json": OLD });
    commitAll(folder, "one");
    git(folder, "branch", "release");
    const { diagnostics } = compareAgainst({
      cwd: folder,
      revision: "relaese",
      services: [],
      side: "both",
      suppressions: undefined,
      today: "2024-06-01",
    });
    expect(diagnostics).toMatchObject([{ code: "SW2001", remedy: 'Did you mean "release"?' }]);
    expect(against(folder, "--output=x").told).toEqual(only(/there is no revision "--output=x"/));
    expect(against(folder, "HEAD", { services: ["wether"] }).told).toEqual(only(/holds a service "wether"/));
  });

  test("in a shallow clone, what it lacks, and how to get it", () => {
    put(folder, { "top/models/weather.json": OLD });
    const origin = join(folder, "top");
    startRepository(origin);
    const first = commitAll(origin, "one");
    commitAll(origin, "two");
    const clone = shallowClone(origin, "clone");
    expect(against(clone, "HEAD").services).toEqual([]);
    for (const revision of ["HEAD~1", first]) {
      const { diagnostics } = compareAgainst({
        cwd: clone,
        revision,
        services: [],
        side: "both",
        suppressions: undefined,
        today: "2024-06-01",
      });
      expect(diagnostics).toMatchObject([
        { code: "SW2001", remedy: expect.stringContaining("clone is shallow") as unknown },
      ]);
    }
  });

  test("a folder outside any repository", () => {
    const outside = temporaryFolder();
    put(outside, { "models/weather.json": OLD });
    expect(against(outside, "HEAD").told).toEqual(only(/needs a git repository/));
  });

  test("models that are broken, each at its place, the revision's under its name", () => {
    put(folder, { "models/weather.json": "{", "models/sns.json": OLD });
    commitAll(folder, "one");
    put(folder, { "models/weather.json": OLD, "models/sns.json": "[]" });
    expect(
      against(folder, "HEAD")
        .told.map(([file]) => file)
        .toSorted(),
    ).toEqual(["HEAD:models/weather.json", "models/sns.json"]);
  });
});
