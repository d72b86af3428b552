import { join } from "node:path";
import { expect, test } from "vitest";
import { put, temporaryFolder, treeOf, weather } from "../workspace/project.js";
import { read } from "./pipeline.js";
import { swage } from "./swage.js";

const OLD = weather(["GetForecast"]);
const NEW = weather(["GetForecast", "ListAlerts"]);
const MANIFEST = "output/weather/swage.manifest.json";

interface Checked {
  readonly services: readonly [
    { readonly causes?: { readonly model: string[]; readonly swage: string[]; readonly other: string[] } },
  ];
}

async function check(folder: string) {
  const before = treeOf(join(folder, "output"));
  const { status, stderr } = await swage(folder, ["generate", "--check", "--no-cache"]);
  const { services } = JSON.parse((await swage(folder, ["generate", "--check", "--json"])).stdout) as Checked;
  expect(treeOf(join(folder, "output"))).toEqual(before);
  return { status, stderr, causes: services[0].causes };
}

/** Makes the output look as an older swage would have left it. */
function age(folder: string): void {
  put(folder, {
    [MANIFEST]: read(folder, MANIFEST).replace('"format": 1', '"format": 0'),
    "output/weather/src/index.ts": `${read(folder, "output/weather/src/index.ts")}// Older.\n`,
  });
}

test("--check tells what a newer model changed from what a newer swage changed", async () => {
  const folder = temporaryFolder();
  put(folder, { "models/weather/2020-01-01.json": OLD });
  await swage(folder, ["generate"]);
  expect(await check(folder)).toMatchObject({ status: 0, stderr: "", causes: undefined });

  age(folder);
  const swageAlone = await check(folder);
  expect(swageAlone.causes).toMatchObject({ model: [], swage: ["src/index.ts", "swage.manifest.json"], other: [] });
  expect(swageAlone).toMatchObject({
    status: 1,
    stderr: "weather: 2 files because swage is newer, whatever the model: format 0, now 1\n",
  });

  put(folder, { "models/weather/2021-01-01.json": NEW });
  const both = (await check(folder)).causes!;
  expect(both.swage).toEqual(["src/index.ts", "swage.manifest.json"]);
  expect(both.other).toEqual([]);
  expect(both.model).toContain("src/types.ts");
  expect(both.model).toContain("CHANGELOG.md");
  expect(both.model).not.toContain("tsconfig.json");

  await swage(folder, ["generate"]);
  put(folder, { "models/weather/2022-01-01.json": OLD });
  const { causes, stderr } = await check(folder);
  expect(causes).toMatchObject({ swage: [], other: [] });
  expect(causes!.model).toContain("docs/operations/ListAlerts.md");
  expect(stderr).toMatch(/^weather: \d+ files because the model is another: snapshot 2021-01-01, now 2022-01-01\n$/);

  put(folder, { "output/weather/tsconfig.json": "{}\n" });
  expect((await check(folder)).causes).toMatchObject({ swage: [], other: ["tsconfig.json"] });
});
