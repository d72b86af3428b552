import { readFileSync } from "node:fs";
import { join } from "node:path";
import { format } from "prettier";
import { beforeAll, describe, expect, test } from "vitest";
import { shapeId } from "../../../generator/model/shape-id.js";
import { slice } from "../../whole.js";
import { beside, compile, contextOf, copyInto, corpus, filesOf, hasCorpus, root, writeFiles } from "../package.js";

const fixtures = join(import.meta.dirname, "../fixtures");
const text = readFileSync(join(fixtures, "everything.json"), "utf8");
const generated = {
  closed: filesOf(contextOf("everything.json", text)),
  open: filesOf(contextOf("everything.json", text, "open")),
  streams: filesOf(contextOf("streams.json", readFileSync(join(fixtures, "streams.json"), "utf8"))),
};

/** The oldest and the newest TypeScript of the contract; all in between where somebody asks for them. */
const COMPILERS =
  process.env["SWAGE_ALL_COMPILERS"] === undefined
    ? ["typescript-5.5", "typescript"]
    : ["typescript-5.5", "typescript-5.9", "typescript-6.0", "typescript"];

describe("types of everything that Smithy has", () => {
  test("are what the golden file says", async () => {
    const types = generated.closed.find(({ path }) => path === "src/types.ts");
    const schemas = generated.closed.find(({ path }) => path === "src/schemas.ts");
    await expect(types?.text).toMatchFileSnapshot(join(fixtures, "expected/types.ts"));
    await expect(schemas?.text).toMatchFileSnapshot(join(fixtures, "expected/schemas.ts"));
  });

  test.each(COMPILERS)(
    "compile under %s, proof and uses included, and are those that all SDK clients share",
    (typescript) => {
      const packages = Object.entries(generated).flatMap(([name, files]) => beside(name, files));
      const target = writeFiles(packages);
      copyInto(target, join(fixtures, "uses.ts"), "src/closed/uses.ts");
      copyInto(target, join(fixtures, "smithy-types.ts"), "src/streams/smithy-types.ts");
      expect(compile(target, typescript)).toBe("");
    },
  );

  test("fail to compile where a validator is not its type", () => {
    const broken = generated.closed.map((file) =>
      file.path === "src/types.ts" ? { ...file, text: file.text.replace("  tiny?: number", "  tiny?: string") } : file,
    );
    expect(compile(writeFiles(broken), "typescript")).toContain("src/proof.ts");
  });
});

test("names that the printed files use for themselves are no shape's", () => {
  const own = [...generated.closed, ...generated.streams]
    .filter(({ path }) => path === "src/types.ts")
    .flatMap(({ text: types }) => types.slice(0, types.indexOf("export interface Operations")))
    .flatMap((helpers) => [...helpers.matchAll(/^(?:export )?(?:interface|type) (\w+)/gm)].map(([, name]) => name!));
  const structures = own.map((name) => [`ex#${name}`, { type: "structure", members: {} }]);
  const operations = own.map((name) => [`ex#Op${name}`, { type: "operation", input: { target: `ex#${name}` } }]);
  const service = { type: "service", version: "1", operations: own.map((name) => ({ target: `ex#Op${name}` })) };
  const shapes = Object.fromEntries([["ex#Service", service], ...structures, ...operations]);
  const { names } = contextOf("own.json", JSON.stringify({ smithy: "2.0", shapes }));
  expect(own).toContain("NodeStream");
  expect(own.filter((name) => names.type(shapeId(`ex#${name}`)) === name)).toEqual([]);
});

describe("errors", () => {
  let module: Record<string, new (members: object) => Error & Record<string, unknown>>;
  beforeAll(async () => {
    const target = writeFiles(generated.closed.filter(({ path }) => path === "src/types.ts"));
    expect(compile(target, "typescript", true)).toBe("");
    module = await import(join(target, "built/types.js"));
  });

  test("are classes with name, fault, retryability, text and members", () => {
    const error = new module["Broken"]!({ Message: "no", reason: { code: "x" } });
    expect(error).toBeInstanceOf(Error);
    expect({ ...error }).toMatchObject({
      name: "Broken",
      $fault: "client",
      $retryable: { throttling: true },
      Message: "no",
      reason: { code: "x" },
    });
    expect(error.message).toBe("no");
    expect(new module["Busy"]!({ message: "later" })).toMatchObject({ message: "later", $fault: "server" });
    expect(new module["Busy"]!({})).toHaveProperty("$retryable", { throttling: false });
    expect(new module["Taken"]!({})).not.toHaveProperty("$retryable");
    expect(new module["Painted"]!({ message: "red" }).message).toBe("red");
    expect(new module["Odd"]!({ message: { code: "x" } }).message).toEqual({ code: "x" });
    expect(new module["Odd"]!({})).toMatchObject({ message: "", toString: undefined });
  });
});

describe("the printed text is in prettier's form", () => {
  const models = ["models/cognito-identity-provider/2022-05-24.json"].map((path) => join(root, path));
  const real = hasCorpus
    ? slice(["sqs", "dynamodb", "bedrock-runtime"], 3).map((name) => join(corpus, `${name}.json`))
    : [];

  test.each([join(fixtures, "everything.json"), join(fixtures, "streams.json"), ...models])("%s", async (path) =>
    expect(await unformatted(path)).toEqual([]),
  );

  test.skipIf(!hasCorpus).each(real)("%s (needs .corpus)", async (path) => expect(await unformatted(path)).toEqual([]));

  test("whatever the length of the names", async () => {
    for (const length of [4, 12, 20, 26, 32, 38, 44, 50, 56, 62, 70]) {
      const long = text.replaceAll(/ex#([A-Z]\w*)/g, (_, name: string) => `ex#${name}${"x".repeat(length)}`);
      const source = long.replaceAll('"names"', `"n${"y".repeat(length)}"`);
      expect(await unformatted(`${length}.json`, source)).toEqual([]);
    }
  });
});

/** Texts that prettier leaves as they are: what all packages hold alike is formatted once. */
const inForm = new Set<string>();

/** The files that prettier would change. */
async function unformatted(path: string, source = readFileSync(path, "utf8")): Promise<string[]> {
  const found: string[] = [];
  for (const enums of ["closed", "open"] as const) {
    for (const file of filesOf(contextOf(path, source, enums))) {
      if (file.path === "src/validation-message.ts") continue; // the mock's, in the form of its own room
      if (inForm.has(file.text)) continue;
      if (file.text === (await format(file.text, { parser: "typescript" }))) inForm.add(file.text);
      else found.push(`${file.path} (${enums})`);
    }
  }
  return found;
}
