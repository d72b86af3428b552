import { rmSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { put, temporaryFolder, weather } from "../workspace/project.js";
import { read } from "./pipeline.js";
import { swage } from "./swage.js";

interface Told {
  readonly services: readonly {
    readonly summary: { readonly breaking: number };
    readonly changes: readonly {
      readonly id: string;
      readonly member?: string;
      readonly fingerprint: string;
      readonly suppressed?: { readonly reason: string; readonly until?: string };
    }[];
  }[];
}

test("an acceptance outlives edits elsewhere, is folded away in every form, and is named when it matches nothing", async () => {
  const folder = temporaryFolder();
  const run = (...args: readonly string[]) => swage(folder, args);
  const diff = async (format: string) =>
    (await run("diff", "old.json", "weather@2021-01-01", "--format", format)).stdout;
  const told = async () => JSON.parse(await diff("json")) as Told;
  put(folder, {
    "old.json": weather(["GetForecast"], ["Country"]),
    "models/weather/2021-01-01.json": weather(["GetForecast"]),
  });
  const breaking = (await told()).services[0]!.changes.filter(({ id }) => id === "member-removed");
  expect(breaking).toHaveLength(2);
  for (const { fingerprint } of breaking)
    expect((await run("accept", fingerprint, "--reason", "Nobody asks for it", "--until", "2999-12-31")).status).toBe(
      0,
    );

  const model = JSON.parse(weather(["GetForecast", "ListAlerts"], ["Region"])) as { shapes: Record<string, object> };
  const documentation = { "smithy.api#documentation": "Other words." };
  put(folder, {
    "models/weather/2021-01-01.json": JSON.stringify({
      ...model,
      shapes: { "example.weather#Unused": { type: "string", traits: documentation }, ...model.shapes },
    }),
  });
  const accepted = { reason: "Nobody asks for it", until: "2999-12-31" };
  const [service] = (await told()).services;
  expect(service!.summary.breaking).toBe(0);
  expect(service!.changes.flatMap(({ suppressed }) => suppressed ?? [])).toEqual([accepted, accepted]);
  expect(await diff("text")).not.toContain("no longer has the member Country");
  expect(await diff("text")).toContain("2 accepted and not shown");
  const markdown = await diff("markdown");
  expect(markdown.indexOf("no longer has the member Country")).toBeGreaterThan(markdown.indexOf("Accepted (2)"));
  expect(markdown).toContain("accepted until 2999-12-31: Nobody asks for it");
  expect(await diff("github")).not.toContain("::error");
  expect(await diff("github")).toContain("2 accepted");
  expect(await diff("junit")).toContain('failures="0" skipped="2"');
  expect((await run("diff", "old.json", "weather@2021-01-01", "--fail-on", "breaking")).status).toBe(0);

  put(folder, { "models/weather/2021-01-01.json": weather(["GetForecast"], ["Country"]) });
  const { stderr, status } = await run("diff", "old.json", "weather@2021-01-01", "--fail-on", "any");
  expect(status).toBe(0);
  expect(stderr.match(/^swage\.suppressions\.json:\d+:3: warning SW4012/gm)).toHaveLength(2);
});

test("acceptances stand in one order, whoever wrote them first; one that is past is told at once", async () => {
  const folder = temporaryFolder();
  const accept = (...args: readonly string[]) => swage(folder, ["accept", ...args]);
  const [a, b] = ["00000000000000aa", "00000000000000bb"];
  await accept(a, "--reason", "A");
  await accept(b, "--reason", "B");
  const text = read(folder, "swage.suppressions.json");
  rmSync(join(folder, "swage.suppressions.json"));
  await accept(b, "--reason", "B");
  await accept(a, "--reason", "A");
  expect(read(folder, "swage.suppressions.json")).toBe(text);
  const late = await accept(a, "--reason", "A", "--until", "2001-01-01");
  expect(late).toMatchObject({ status: 0, stderr: expect.stringContaining("SW4013") as unknown });
});
