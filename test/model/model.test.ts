import { describe, expect, expectTypeOf, test } from "vitest";
import { closureOf, unknownOperations } from "../../generator/model/closure.js";
import { enumValues } from "../../generator/model/enums.js";
import type { Model } from "../../generator/model/model.js";
import { createMember, createModel, effectiveTrait, expectShape, getMember } from "../../generator/model/model.js";
import { clientMayOmit, defaultOf } from "../../generator/model/nullability.js";
import { operationErrors, serviceOperations, serviceResources } from "../../generator/model/operations.js";
import { UNIT } from "../../generator/model/prelude.js";
import { inSameGroup, isRecursive, recursionGroups } from "../../generator/model/recursion.js";
import { rolesOf } from "../../generator/model/roles.js";
import type { ShapeId } from "../../generator/model/shape-id.js";
import {
  containerOf,
  memberNameOf,
  nameOf,
  namespaceOf,
  parseShapeId,
  shapeId,
} from "../../generator/model/shape-id.js";
import type {
  MemberShape,
  OperationShape,
  ResourceShape,
  ServiceShape,
  Shape,
  StructureShape,
} from "../../generator/model/shapes.js";
import type { Json } from "../../generator/model/traits.js";

const id = (name: string): ShapeId => shapeId(`ns#${name}`);
const traits = (values: Record<string, Json> = {}): Map<string, Json> => new Map(Object.entries(values));

function structure(name: string, members: Record<string, string>, own: Record<string, Json> = {}): StructureShape {
  const shapes = Object.entries(members).map(([member, target]): [string, MemberShape] => [
    member,
    createMember(id(name), member, shapeId(target), traits()),
  ]);
  return { type: "structure", id: id(name), traits: traits(own), members: new Map(shapes) };
}

function operation(name: string, input: string, output: string, errors: string[] = []): OperationShape {
  return {
    type: "operation",
    id: id(name),
    traits: traits(),
    input: shapeId(input),
    output: shapeId(output),
    errors: errors.map(id),
  };
}

const noLifecycle = {
  create: undefined,
  put: undefined,
  read: undefined,
  update: undefined,
  delete: undefined,
  list: undefined,
};

function resource(name: string, parts: Partial<ResourceShape>): ResourceShape {
  const lists = { operations: [], collectionOperations: [], resources: [] };
  return {
    type: "resource",
    id: id(name),
    traits: traits(),
    identifiers: new Map(),
    properties: new Map(),
    ...noLifecycle,
    ...lists,
    ...parts,
  };
}

function service(parts: Partial<ServiceShape>): ServiceShape {
  const lists = { operations: [], resources: [], errors: [], rename: new Map() };
  return { type: "service", id: id("Service"), traits: traits(), version: "1", ...lists, ...parts };
}

function sample(): Model {
  const shapes: Shape[] = [
    service({
      traits: traits({ "swage#resources": ["ns#Late"] }),
      operations: [id("Direct")],
      resources: [id("Parent")],
      errors: [id("Common")],
    }),
    resource("Parent", { read: id("ReadParent"), resources: [id("Child")] }),
    resource("Child", { collectionOperations: [id("ListChildren")] }),
    resource("Late", { create: id("Direct"), operations: [id("LateAction")] }),
    operation("Direct", "ns#DirectInput", "smithy.api#Unit", ["Own", "Common"]),
    operation("ReadParent", "smithy.api#Unit", "ns#Tree"),
    operation("ListChildren", "smithy.api#Unit", "smithy.api#Unit"),
    operation("LateAction", "smithy.api#Unit", "smithy.api#Unit"),
    structure("DirectInput", { text: "smithy.api#String", shared: "ns#Shared" }),
    structure("Shared", {}),
    structure("Tree", { children: "ns#Trees", shared: "ns#Shared" }),
    {
      type: "list",
      id: id("Trees"),
      traits: traits(),
      member: createMember(id("Trees"), "member", id("Tree"), traits()),
    },
    structure("Own", {}, { "smithy.api#error": "client" }),
    structure("Common", { detail: "ns#Detail" }, { "smithy.api#error": "server" }),
    structure("Detail", {}),
    structure("Unreached", {}),
  ];
  return createModel(shapes);
}

describe("shape ids", () => {
  test.each(["ns#A", "a.b_c#_A1$m", "_a#B"])("%s is one", (text) => expect(parseShapeId(text)).toBe(text));
  test.each(["A", "ns#", "ns#A$", "ns#1A", "ns#A$b$c", "n-s#A", "_#A", "ns#A\n", 7, null])("%j is none", (text) => {
    expect(parseShapeId(text)).toBeUndefined();
  });
  test("their parts", () => {
    const member = shapeId("a.b#C$d");
    expect([namespaceOf(member), nameOf(member), memberNameOf(member), containerOf(member)]).toEqual([
      "a.b",
      "C",
      "d",
      "a.b#C",
    ]);
    expect(memberNameOf(shapeId("a.b#C"))).toBeUndefined();
  });
});

describe("a service", () => {
  const model = sample();
  const [found] = model.services;

  test("has the operations of its resources at any depth, the overlay's too, each once", () => {
    expect(serviceOperations(model, found!).map((o) => o.id)).toEqual([
      "ns#Direct",
      "ns#LateAction",
      "ns#ListChildren",
      "ns#ReadParent",
    ]);
    expect(serviceResources(model, found!).map((r) => r.id)).toEqual(["ns#Parent", "ns#Child", "ns#Late"]);
  });

  test("is asked for shapes by their type, which the compiler knows", () => {
    const tree = () => expectShape(model, id("Tree"), "structure");
    expectTypeOf(tree).returns.toEqualTypeOf<StructureShape>();
    expect(tree().members.size).toBeGreaterThan(0);
    expect(() => expectShape(model, id("Tree"), "operation")).toThrow("no operation ns#Tree");
  });

  test("adds its common errors to each operation's own, once", () => {
    const direct = expectShape(model, id("Direct"), "operation");
    expect(operationErrors(model, found!, direct).map((e) => e.id)).toEqual(["ns#Own", "ns#Common"]);
  });

  test("has a closure of what operations and errors reach, and nothing else", () => {
    const closure = closureOf(model, found!);
    expect(closure.shapes.map((s) => s.id)).toEqual([
      "ns#Common",
      "ns#Detail",
      "ns#DirectInput",
      "ns#Own",
      "ns#Shared",
      "ns#Tree",
      "ns#Trees",
    ]);
    expect(closure.whole).toBe(true);
  });

  test("can be cut to some operations; names that it lacks are told", () => {
    const closure = closureOf(model, found!, ["ListChildren"]);
    expect(closure.shapes.map((s) => s.id)).toEqual(["ns#Common", "ns#Detail"]);
    expect(closure.whole).toBe(false);
    expect(unknownOperations(model, found!, ["ListChildren", "Nope"])).toEqual(["Nope"]);
  });

  test("tells which way data flows through a shape", () => {
    const roles = rolesOf(closureOf(model, found!));
    expect([roles.input.has(id("Shared")), roles.output.has(id("Shared")), roles.error.has(id("Shared"))]).toEqual([
      true,
      true,
      false,
    ]);
    expect(roles.error.has(id("Detail"))).toBe(true);
  });
});

describe("recursion", () => {
  test("groups shapes that contain each other; a leaf is in none", () => {
    const model = sample();
    expect(recursionGroups(model).get(id("Tree"))).toEqual(["ns#Tree", "ns#Trees"]);
    expect(inSameGroup(model, id("Tree"), id("Trees"))).toBe(true);
    expect(isRecursive(model, id("Shared"))).toBe(false);
  });

  test("a structure that holds itself is a group of one", () => {
    expect(recursionGroups(createModel([structure("A", { a: "ns#A" })])).get(id("A"))).toEqual(["ns#A"]);
  });

  test("a chain of 100,000 shapes does not exhaust the stack", () => {
    const chain = Array.from({ length: 100_000 }, (_, i) => structure(`S${i}`, { next: `ns#S${(i + 1) % 100_000}` }));
    expect(recursionGroups(createModel(chain)).size).toBe(100_000);
  });
});

describe("members", () => {
  const container = id("S");
  const member = (own: Record<string, Json>, target = "smithy.api#String"): MemberShape =>
    createMember(container, "m", shapeId(target), traits(own));

  test("a trait of the member goes before its target's", () => {
    const text: Shape = { type: "string", id: id("Text"), traits: traits({ "smithy.api#length": { max: 9 } }) };
    const model = createModel([text]);
    expect(effectiveTrait(model, member({}, "ns#Text"), "smithy.api#length")).toEqual({ max: 9 });
    expect(effectiveTrait(model, member({ "smithy.api#length": { max: 2 } }, "ns#Text"), "smithy.api#length")).toEqual({
      max: 2,
    });
  });

  test("a null default is none; false and 0 are some", () => {
    expect(defaultOf(member({ "smithy.api#default": null }))).toBeUndefined();
    expect(defaultOf(member({ "smithy.api#default": false }))).toBe(false);
    expect(defaultOf(member({ "smithy.api#default": 0 }))).toBe(0);
  });

  test("a required idempotency token or default may be left out by a client; a required member may not", () => {
    expect(clientMayOmit(member({ "smithy.api#required": {} }))).toBe(false);
    expect(clientMayOmit(member({ "smithy.api#required": {}, "smithy.api#idempotencyToken": {} }))).toBe(true);
    expect(clientMayOmit(member({ "smithy.api#required": {}, "smithy.api#default": "" }))).toBe(true);
    expect(clientMayOmit(member({}))).toBe(true);
  });

  test("are found by container and name, those of lists and maps too", () => {
    const model = sample();
    expect(getMember(model, id("Trees"), "member")?.target).toBe("ns#Tree");
    expect(getMember(model, id("Tree"), "constructor")).toBeUndefined();
  });

  test("Unit belongs to every model", () => expect(createModel([]).getShape(UNIT)?.type).toBe("structure"));
});

test("both forms of enumeration give the same values", () => {
  const old: Shape = {
    type: "string",
    id: id("Old"),
    traits: traits({ "smithy.api#enum": [{ value: "a-b", name: "A_B" }, { value: "c" }] }),
  };
  const enumMember = createMember(id("New"), "A_B", UNIT, traits({ "smithy.api#enumValue": "a-b" }));
  const bare = createMember(id("New"), "c", UNIT, traits());
  const recent: Shape = {
    type: "enum",
    id: id("New"),
    traits: traits(),
    members: new Map([
      ["A_B", enumMember],
      ["c", bare],
    ]),
  };
  expect(enumValues(old)?.map((v) => v.value)).toEqual(enumValues(recent)?.map((v) => v.value));
  expect(enumValues(structure("S", {}))).toBeUndefined();
});
