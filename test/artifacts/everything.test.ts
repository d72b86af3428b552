// The fixture with everything in it, held against what AWS's published models use.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { corpus, hasCorpus } from "./package.js";

interface Part {
  readonly target?: string;
  readonly traits?: object;
}

interface Shape extends Part {
  readonly type: string;
  readonly members?: { readonly [name: string]: Part };
  readonly member?: Part;
  readonly key?: Part;
  readonly value?: Part;
}

/** The shape types, traits and shapes of the prelude that a model uses: of Smithy JSON AST, as it stands. */
function usesOf(path: string): ReadonlySet<string> {
  const uses = new Set<string>();
  const { shapes } = JSON.parse(readFileSync(path, "utf8")) as { readonly shapes: { readonly [id: string]: Shape } };
  for (const shape of Object.values(shapes)) {
    uses.add(shape.type);
    const { members = {}, member, key, value } = shape;
    const parts = [...Object.values(members), member, key, value].filter((part) => part !== undefined);
    for (const { target, traits = {} } of [shape, ...parts]) {
      if (target?.startsWith("smithy.api#") === true) uses.add(target);
      for (const id of Object.keys(traits)) uses.add(`@${id}`);
    }
  }
  return uses;
}

const everything = usesOf(join(import.meta.dirname, "fixtures/everything.json"));

/** What AWS's models do not use, and Smithy has. */
const BEYOND =
  "byte short bigInteger bigDecimal intEnum smithy.api#BigInteger @smithy.api#eventHeader @smithy.protocols#rpcv2Cbor";

test("the fixture has types and traits that no model of AWS's has", () => {
  expect(BEYOND.split(" ").filter((use) => !everything.has(use))).toEqual([]);
});

test.skipIf(!hasCorpus)(
  "the fixture has every type and trait of AWS's models (needs .corpus)",
  () => {
    const missing = new Set<string>();
    for (const file of readdirSync(corpus).filter((name) => name.endsWith(".json")))
      for (const use of usesOf(join(corpus, file))) if (!everything.has(use)) missing.add(use);
    expect([...missing].toSorted()).toEqual([]);
  },
  60_000,
);
