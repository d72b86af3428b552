import { expect, test } from "vitest";
import { closureOf } from "../../generator/model/closure.js";
import { declarationOrder } from "../../generator/model/declaration-order.js";
import { createMember, createModel } from "../../generator/model/model.js";
import { nameOf, shapeId } from "../../generator/model/shape-id.js";
import type { MemberShape, Shape } from "../../generator/model/shapes.js";

const traits = new Map();

/** Structures by name, each with the names of those it holds; the first is an operation's input. */
function order(structures: Record<string, readonly string[]>): string[] {
  const shapes = Object.entries(structures).map(([name, targets]): Shape => {
    const id = shapeId(`ns#${name}`);
    const members = targets.map((target): [string, MemberShape] => [
      target,
      createMember(id, target, shapeId(`ns#${target}`), traits),
    ]);
    return { type: "structure", id, traits, members: new Map(members) };
  });
  const input = shapeId(`ns#${Object.keys(structures)[0]}`);
  const operation: Shape = {
    type: "operation",
    id: shapeId("ns#Do"),
    traits,
    input,
    output: shapeId("smithy.api#Unit"),
    errors: [],
  };
  const lists = { operations: [operation.id], resources: [], errors: [], rename: new Map() };
  const service = { type: "service", id: shapeId("ns#S"), traits, version: "1", ...lists } as const;
  const model = createModel([...shapes, operation, service]);
  return declarationOrder(closureOf(model, service)).map((shape) => nameOf(shape.id));
}

test("a shape stands behind what it is made of; equals are sorted", () => {
  expect(order({ In: ["B", "A"], A: ["Leaf"], B: ["Leaf"], Leaf: [] })).toEqual(["Leaf", "A", "B", "In"]);
});

test("structures that hold each other do not wait for each other, but for what else they hold", () => {
  expect(order({ In: ["Tree", "Z"], Tree: ["Node"], Node: ["Tree", "Leaf"], Leaf: [], Z: ["Leaf"] })).toEqual([
    "Leaf",
    "Tree",
    "Node",
    "Z",
    "In",
  ]);
});

test("a new shape moves no other", () => {
  const before = { In: ["Update", "Verified"], Update: ["Verified"], Verified: [], Zone: [] };
  const after = { ...before, In: ["Attributes", ...before.In, "Zone"], Attributes: ["Verified"] };
  expect(order(after).filter((name) => name !== "Attributes" && name !== "Zone")).toEqual(order(before));
});

test("a chain of 50,000 shapes does not exhaust the stack", () => {
  const chain = Array.from({ length: 50_000 }, (_, i) => [`S${i}`, i === 49_999 ? [] : [`S${i + 1}`]] as const);
  expect(order(Object.fromEntries(chain)).at(-1)).toBe("S0");
});
