// What a model calls `sensitive` is on no page, in no log and in no message: `swage mock` and a built package as people run them.
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, realpathSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { inspect } from "node:util";
import { beforeAll, describe, expect, test } from "vitest";
import type { z } from "zod";
import { start, swage } from "./swage.js";

const root = resolve(import.meta.dirname, "../..");

const GOOD = {
  label: "shown",
  secret: "hush-a",
  pin: 7777777,
  owner: { name: "hush-b", age: 7777777 },
  keys: ["hush-c"],
  codes: { shown: "hush-d" },
  doors: { "hush-e": "shown" },
  rows: [{ "hush-f": "shown" }],
  choice: { code: "hush-g" },
  hidden: ["hush-h"],
};
const WHOLE = { ...GOOD, box: { ...GOOD, choice: { owner: { name: "hush-i" } } } };

/** Each breaks a rule of a value that is a secret, that holds one, or that stands below one. */
const BROKEN: readonly object[] = [
  { secret: "hush-1" },
  { pin: 77777777 },
  { owner: { name: "hush-hush-hush" } },
  { owner: { age: "hush" } },
  { keys: ["hush-a", "hush-1"] },
  { codes: { shown: "hush-1" } },
  { doors: { "hush-1": "shown" } },
  { doors: { "hush-a": "far too long" } },
  { rows: [{ "hush-1": "shown" }] },
  { rows: [{ "hush-a": "far too long" }] },
  { choice: { code: "hush-1" } },
  { choice: { owner: { name: "hush-hush-hush" } } },
  { hidden: ["hush-a", "hush-b"] },
  { box: { box: { secret: "hush-1" } } },
];

const leaks = (texts: readonly string[]): string[] => texts.filter((text) => /hush|7777777/.test(text));

async function ask(fetch: (request: Request) => Promise<Response>, url: string, input: object): Promise<string> {
  const headers = { "x-amz-target": "Vault.Keep", "content-type": "application/x-amz-json-1.1" };
  const response = await fetch(new Request(url, { method: "POST", headers, body: JSON.stringify(input) }));
  return `${response.status} ${await response.text()}`;
}

interface Package {
  readonly BoxSchema: z.ZodType;
  readonly OwnerSchema: z.ZodType;
  readonly SecretSchema: z.ZodType;
  readonly SecretsSchema: z.ZodType;
  readonly Refused: new (members: object) => Error;
  describeFailures(error: z.ZodError, input: unknown): { readonly message: string };
}

interface MockModule {
  createMock(): {
    on(operation: string, handler: (input: object) => unknown): () => void;
    fetch(request: Request): Promise<Response>;
    listen(options: object): Promise<{ readonly url: string; close(): Promise<void> }>;
    readonly calls: readonly { readonly input: object; readonly output: object; readonly error: Error | undefined }[];
  };
}

describe("secrets", () => {
  let folder: string;
  beforeAll(async () => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), "swage-secrets-")));
    mkdirSync(join(folder, "models"));
    cpSync(join(import.meta.dirname, "fixtures/vault.json"), join(folder, "models/vault.json"));
    expect(await swage(folder, ["generate"])).toMatchObject({ status: 0 });
    symlinkSync(join(root, "node_modules"), join(folder, "node_modules"), "junction");
    const built = join(folder, "output/vault");
    const tsc = join(root, "node_modules/typescript/bin/tsc");
    // With the proof, which a build leaves out.
    const options = ["-p", join(built, "tsconfig.json"), "--noEmit", "false", "--rootDir", "src", "--outDir", "dist"];
    execFileSync(process.execPath, [tsc, ...options], { cwd: built });
  }, 120_000);
  const load = async <Module>(path: string): Promise<Module> =>
    (await import(pathToFileURL(join(folder, "output/vault/dist", path)).href)) as Module;

  test("are not told by `swage mock`", async () => {
    const run = start(folder, ["mock", "--port", "0"]);
    await run.saw("http://");
    const url = /http:\S+/.exec(run.stdout())![0];
    const good = await ask(fetch, url, WHOLE);
    expect(good).toMatch(/^200 /);
    const answers = await Promise.all(BROKEN.map((input) => ask(fetch, url, { ...GOOD, ...input })));
    expect(answers.filter((answer) => !answer.startsWith("400 "))).toEqual([]);
    const calls = await (await fetch(`${url}/_swage/calls`)).text();
    expect(calls).toContain('"label":"shown"');
    expect(calls.split("***SensitiveInformation***").length).toBeGreaterThan(BROKEN.length * 8);
    run.kill("SIGTERM");
    const { stdout, stderr } = await run.ended;
    expect(leaks([...answers, calls, stdout, stderr])).toEqual([]);
  });

  test("are not told by the mock of the package, answers, errors and all", async () => {
    const { createMock } = await load<MockModule>("mock/index.js");
    const { Refused } = await load<Package>("index.js");
    const mock = createMock();
    const { url, close } = await mock.listen({ port: 0 });
    const stop = mock.on("Keep", (input) => input);
    expect(await ask(fetch, url, WHOLE)).toContain("hush-i");
    stop();
    mock.on("Keep", () => {
      throw new Refused({ message: "no", held: "hush-a" });
    });
    expect(await ask((request) => mock.fetch(request), url, GOOD)).toMatch(/^400 .*hush-a/);
    const answers = await Promise.all(BROKEN.map((input) => ask((request) => mock.fetch(request), url, input)));
    const calls = await (await fetch(`${url}/_swage/calls`)).text();
    await close();
    const [whole, refused] = mock.calls as readonly [MockCall, MockCall];
    expect(whole.input).toEqual(WHOLE);
    expect(whole.output).toEqual(WHOLE);
    const objects = [
      whole.input,
      whole.output,
      ...Object.values(whole.input).filter((value) => typeof value === "object"),
    ];
    const printed = [mock.calls, ...objects, refused.error].map((value) => inspect(value, { depth: 12 }));
    expect(printed.filter((text) => !text.includes("***SensitiveInformation***"))).toEqual([]);
    expect(leaks([...answers, calls, ...printed])).toEqual([]);
  });

  test("are not told by the helper beside the validators", async () => {
    const { BoxSchema, OwnerSchema, SecretSchema, SecretsSchema, describeFailures } = await load<Package>("index.js");
    const described = (schema: z.ZodType, input: unknown): string => {
      const { error } = schema.safeParse(input);
      return error === undefined ? "hush: nothing is wrong" : describeFailures(error, input).message;
    };
    const told = [
      ...BROKEN.map((input) => described(BoxSchema, input)),
      described(OwnerSchema, { name: "hush-hush-hush" }),
      described(SecretSchema, "hush-1"),
      described(SecretsSchema, ["hush-1"]),
    ];
    expect(leaks(told)).toEqual([]);
    expect(described(BoxSchema, { label: "far too long" })).toContain("Value 'far too long' at 'label'");
  });
});

type MockCall = ReturnType<MockModule["createMock"]>["calls"][number];
