import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { loadModel } from "../../generator/load/load-model.js";

/** As much of the JSON AST as the tests look at. */
interface Ast {
  readonly type: string;
  readonly traits?: Readonly<Record<string, unknown>>;
  readonly target?: string;
  readonly members?: Record<string, Ast>;
  readonly member?: Ast;
  readonly key?: Ast;
  readonly value?: Ast;
  readonly errors?: readonly Ast[];
}

/** A shape of AWS's older form, service-2. */
interface Fact {
  readonly type: string;
  readonly members?: Readonly<Record<string, { readonly shape: string; readonly box?: boolean }>>;
  readonly required?: readonly string[];
  readonly enum?: readonly string[];
  readonly min?: number;
  readonly max?: number;
  readonly pattern?: string;
  readonly exception?: boolean;
  readonly fault?: boolean;
}
interface Facts {
  readonly operations: Readonly<Record<string, { readonly errors: readonly { readonly shape: string }[] }>>;
  readonly shapes: Readonly<Record<string, Fact>>;
}

const root = resolve(import.meta.dirname, "../..");
const NAMESPACE = "com.amazonaws.cognitoidentityprovider#";
const FACTS = resolve(root, ".corpus/aws-history/cognito-idp-2022-05-24");
const SNAPSHOTS = [
  ["2022-03-15", "before"],
  ["2022-05-24", "after"],
] as const;

function readJson<T>(path: string): T {
  return JSON.parse(readFileSync(path, "utf8")) as T;
}

function shapesOf(date: string): Record<string, Ast> {
  const path = resolve(root, `models/cognito-identity-provider/${date}.json`);
  return readJson<{ shapes: Record<string, Ast> }>(path).shapes;
}

describe.each(SNAPSHOTS)("the snapshot of %s", (date, file) => {
  const shapes = shapesOf(date);

  test("loads without a word of complaint", () => {
    const path = `models/cognito-identity-provider/${date}.json`;
    const { value, diagnostics } = loadModel({ files: [{ path, text: readFileSync(resolve(root, path), "utf8") }] });
    expect(diagnostics).toEqual([]);
    expect(value?.shapes.size).toBe(Object.keys(shapes).length);
  });

  test("documents every shape, member and enum value, in CommonMark without HTML", () => {
    const texts = Object.entries(shapes).flatMap(([id, shape]) => [
      [id, shape.traits?.["smithy.api#documentation"]] as const,
      ...Object.entries(shape.members ?? {}).map(
        ([name, member]) => [`${id}$${name}`, member.traits?.["smithy.api#documentation"]] as const,
      ),
    ]);
    const wrong = texts.filter(
      ([, text]) => typeof text !== "string" || !/^[A-Z`].*\.$/s.test(text) || text.includes("<"),
    );
    expect(texts.length).toBeGreaterThan(250);
    expect(wrong).toEqual([]);
  });

  test("gives a member the default of its target, or null, and never beside required", () => {
    const wrong = Object.entries(shapes).flatMap(([id, shape]) =>
      Object.entries(shape.members ?? {}).flatMap(([name, { target = "", traits = {} }]) => {
        const ofTarget = shapes[target]?.traits?.["smithy.api#default"];
        const own = traits["smithy.api#default"];
        const repeats = ofTarget === undefined || own === ofTarget || own === null;
        return repeats && !(own !== undefined && "smithy.api#required" in traits) ? [] : [`${id}$${name}`];
      }),
    );
    expect(wrong).toEqual([]);
  });

  test.skipIf(!existsSync(FACTS))("holds every fact of the older form (needs .corpus/aws-history)", () => {
    const facts = readJson<Facts>(resolve(FACTS, `${file}.json`));
    expect(Object.keys(shapes).length).toBe(1 + Object.keys(facts.operations).length + Object.keys(facts.shapes).length);
    for (const [name, operation] of Object.entries(facts.operations)) {
      const errors = operation.errors.map((error) => NAMESPACE + error.shape);
      expect(shapes[NAMESPACE + name]?.errors?.map((error) => error.target)).toEqual(errors);
    }
    const names = Object.keys(facts.shapes);
    expect(names.map((name) => [name, factOf(shapes[NAMESPACE + name]!)])).toEqual(
      names.map((name) => [name, expectedOf(facts, facts.shapes[name]!)]),
    );
  });
});

test("the two snapshots differ by the attribute update settings alone", () => {
  const before = shapesOf("2022-03-15");
  const after = shapesOf("2022-05-24");
  expect(JSON.stringify(before)).not.toMatch(/AttributeUpdate|RequireVerification/);
  for (const name of ["CreateUserPoolRequest", "UpdateUserPoolRequest", "UserPoolType"]) {
    const members = after[NAMESPACE + name]!.members!;
    expect(members).toHaveProperty("UserAttributeUpdateSettings");
    delete members["UserAttributeUpdateSettings"];
  }
  delete after[`${NAMESPACE}UserAttributeUpdateSettingsType`];
  delete after[`${NAMESPACE}AttributesRequireVerificationBeforeUpdateType`];
  expect(JSON.stringify(after)).toBe(JSON.stringify(before));
});

/** What both forms can say of a shape, read from ours. */
function factOf(shape: Ast): unknown {
  const traits = shape.traits ?? {};
  const { min, max } = (traits["smithy.api#length"] ?? traits["smithy.api#range"] ?? {}) as Fact;
  const members = Object.entries(shape.members ?? {});
  const isEnum = shape.type === "enum";
  return {
    type: isEnum ? "string" : shape.type,
    bounds: [min, max],
    pattern: traits["smithy.api#pattern"],
    values: isEnum ? members.map(([, member]) => member.traits?.["smithy.api#enumValue"]) : undefined,
    targets: [shape.member, shape.key, shape.value].map((member) => member?.target),
    error: traits["smithy.api#error"],
    members: isEnum
      ? []
      : members.map(([name, member]) => ({
          name,
          target: member.target,
          required: "smithy.api#required" in (member.traits ?? {}),
          default: member.traits?.["smithy.api#default"] ?? undefined,
        })),
  };
}

/** The same, read from the older form: its patterns match whole strings, and its defaults are implied by the type. */
function expectedOf(facts: Facts, fact: Fact): unknown {
  const { member, key, value } = fact as unknown as Record<string, { shape: string } | undefined>;
  return {
    type: fact.type,
    bounds: [fact.min, fact.max],
    pattern: fact.pattern === undefined ? undefined : `^${fact.pattern.replace(/^\^|\$$/g, "")}$`,
    values: fact.enum,
    targets: [member, key, value].map((reference) => reference && NAMESPACE + reference.shape),
    error: fact.exception ? (fact.fault ? "server" : "client") : undefined,
    members: Object.entries(fact.members ?? {}).map(([name, reference]) => {
      const required = fact.required?.includes(name) ?? false;
      const optionalDefault = required || reference.box ? undefined : zeroOf(facts.shapes[reference.shape]!);
      return { name, target: NAMESPACE + reference.shape, required, default: optionalDefault };
    }),
  };
}

function zeroOf({ type, min = 0, max = 0 }: Fact): unknown {
  if (type === "boolean") return false;
  return type === "integer" && min <= 0 && max >= 0 ? 0 : undefined;
}
