import { expect, test } from "vitest";
import { compile, contextOf, filesOf, writeFiles } from "../package.js";

const LEVELS = 40;

/** Structures within each other, in members that may be left out, every third in a list or a map. */
function deepModel(): string {
  const target = (name: string): object => ({ target: `ex#${name}` });
  const shapes = Array.from({ length: LEVELS }, (_, level) => {
    const next = level + 1 === LEVELS ? "Leaf" : ["", "List", "Map"][level % 3]! + (level + 1);
    return [
      [`ex#Level${level}`, { type: "structure", members: { inner: target(/^\d/.test(next) ? `Level${next}` : next) } }],
      [`ex#List${level}`, { type: "list", member: target(`Level${level}`) }],
      [`ex#Map${level}`, { type: "map", key: target("Leaf"), value: target(`Level${level}`) }],
    ] as const;
  });
  const operation = { type: "operation", input: target("Level0"), output: target("Level0") };
  const service = { type: "service", version: "1", operations: [target("Dig")] };
  return JSON.stringify({
    smithy: "2.0",
    shapes: Object.fromEntries([
      ["ex#Deep", service],
      ["ex#Dig", operation],
      ["ex#Leaf", { type: "string" }],
      ...shapes.flat(),
    ]),
  });
}

test.each(["typescript-5.5", "typescript"])(
  "what a validator of deep structures gives is known to %s",
  (typescript) => {
    const files = filesOf(contextOf("deep.json", deepModel())).filter(({ path }) => path !== "src/proof.ts");
    const use = `import { Level0Schema } from "./schemas.js";
import type { Level0 } from "./types.js";

export const value: Level0 = Level0Schema.parse({});
export const far: string | undefined = Level0Schema.parse({}).inner?.inner?.[0]?.inner?.["key"]?.inner?.inner?.[0]?.inner?.["a"] && "far";
// @ts-expect-error the member holds a structure
export const wrong: string | undefined = Level0Schema.parse({}).inner;
export const inner: Level0["inner"] = Level0Schema.shape.inner.unwrap().parse({});
`;
    expect(compile(writeFiles([...files, { path: "src/use.ts", text: use }]), typescript)).toBe("");
  },
);
