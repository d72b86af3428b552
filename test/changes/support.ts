import { compareClosures } from "../../generator/changes/compare.js";
import type { Change } from "../../generator/changes/change.js";
import { loadModel } from "../../generator/load/load-model.js";
import type { Closure } from "../../generator/model/closure.js";
import { closureOf } from "../../generator/model/closure.js";
import type { Model } from "../../generator/model/model.js";

export type Traits = Readonly<Record<string, unknown>>;
type Members = Readonly<Record<string, string | readonly [target: string, traits: Traits]>>;
export type Shape = Readonly<Record<string, unknown>>;
/** By name, in the namespace `ex`; undefined takes a shape away. */
export type Shapes = Readonly<Record<string, Shape | undefined>>;

const PRELUDE = /^(?:String|Integer|Long|Boolean|Timestamp|Blob|Double|Document|Unit)$/;

function target(name: string): string {
  return PRELUDE.test(name) ? `smithy.api#${name}` : `ex#${name}`;
}

function traits(values: Traits = {}): Traits {
  return Object.fromEntries(
    Object.entries(values).map(([id, value]) => [id.includes("#") ? id : `smithy.api#${id}`, value]),
  );
}

function member(given: Members[string]): Shape {
  return typeof given === "string" ? { target: target(given) } : { target: target(given[0]), traits: traits(given[1]) };
}

function aggregate(type: string, members: Members, values?: Traits): Shape {
  const entries = Object.entries(members).map(([name, given]) => [name, member(given)]);
  return { type, members: Object.fromEntries(entries), traits: traits(values) };
}

export const struct = (members: Members, values?: Traits): Shape => aggregate("structure", members, values);
export const union = (members: Members, values?: Traits): Shape => aggregate("union", members, values);
export const simple = (type: string, values?: Traits): Shape => ({ type, traits: traits(values) });
export const list = (item: Members[string], values?: Traits): Shape => ({
  type: "list",
  member: member(item),
  traits: traits(values),
});
export const map = (value: Members[string], values?: Traits): Shape => ({
  type: "map",
  key: member("String"),
  value: member(value),
  traits: traits(values),
});
/** Member name → value. */
export const enumeration = (
  values: Readonly<Record<string, string>>,
  on: Readonly<Record<string, Traits>> = {},
): Shape => ({
  type: "enum",
  members: Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      { target: "smithy.api#Unit", traits: traits({ enumValue: value, ...on[name] }) },
    ]),
  ),
});
export const operation = (facts: { input?: string; output?: string; errors?: string[] }, values?: Traits): Shape => ({
  type: "operation",
  input: { target: target(facts.input ?? "Unit") },
  output: { target: target(facts.output ?? "Unit") },
  errors: (facts.errors ?? []).map((name) => ({ target: target(name) })),
  traits: traits(values),
});
export const resource = (facts: {
  identifiers?: Readonly<Record<string, string>>;
  properties?: Readonly<Record<string, string>>;
  read?: string;
  operations?: string[];
}): Shape => {
  const { identifiers = {}, properties = {}, read, operations = [] } = facts;
  const named = (from: Readonly<Record<string, string>>): Shape =>
    Object.fromEntries(Object.entries(from).map(([name, shape]) => [name, { target: target(shape) }]));
  return {
    type: "resource",
    identifiers: named(identifiers),
    properties: named(properties),
    ...(read === undefined ? {} : { read: { target: target(read) } }),
    operations: operations.map((name) => ({ target: target(name) })),
  };
};
export const service = (
  facts: {
    operations?: string[];
    resources?: string[];
    errors?: string[];
    version?: string;
    rename?: Readonly<Record<string, string>>;
  },
  values?: Traits,
): Shape => ({
  type: "service",
  version: facts.version ?? "1",
  operations: (facts.operations ?? ["Op"]).map((name) => ({ target: target(name) })),
  resources: (facts.resources ?? []).map((name) => ({ target: target(name) })),
  errors: (facts.errors ?? []).map((name) => ({ target: target(name) })),
  ...(facts.rename === undefined
    ? {}
    : { rename: Object.fromEntries(Object.entries(facts.rename).map(([from, to]) => [target(from), to])) }),
  traits: traits(values),
});

/** One operation, with `Shared` on both sides, `Asked` in requests alone and `Answered` in responses alone. */
export const BASE: Shapes = {
  Svc: service({}),
  Op: operation({ input: "In", output: "Out", errors: ["Failure"] }),
  In: struct({ asked: "Asked", shared: "Shared" }),
  Out: struct({ answered: "Answered", shared: "Shared" }),
  Failure: struct({ message: "String" }, { error: "client" }),
  Asked: struct({ text: "String" }),
  Answered: struct({ text: "String" }),
  Shared: struct({ text: "String" }),
};

export function modelOf(shapes: Shapes, metadata: Readonly<Record<string, unknown>> = {}): Model {
  const present = Object.entries({ ...BASE, ...shapes }).filter(([, shape]) => shape !== undefined);
  const ast = {
    smithy: "2.0",
    metadata,
    shapes: Object.fromEntries(present.map(([name, one]) => [`ex#${name}`, one])),
  };
  const { value, diagnostics } = loadModel({ files: [{ path: "model.json", text: JSON.stringify(ast) }] });
  if (value === undefined) throw new Error(diagnostics.map(({ message }) => message).join("\n"));
  return value;
}

export function closure(shapes: Shapes): Closure {
  const model = modelOf(shapes);
  return closureOf(model, model.services[0]!);
}

/** Changes between two variants of `BASE`. */
export function changesBetween(before: Shapes, after: Shapes): readonly Change[] {
  return compareClosures(closure(before), closure(after));
}
