import type { Shapes } from "./support.js";
import { enumeration, list, operation, resource, service, simple, struct, union } from "./support.js";

/** A change of a model at which a rule speaks, or a near miss at which it must not. */
export interface RuleCase {
  readonly rule: string;
  /** The verdict that is given; undefined: the rule is silent. */
  readonly verdict: string | undefined;
  readonly before: Shapes;
  readonly after: Shapes;
  readonly metadata?: readonly [before: Readonly<Record<string, unknown>>, after: Readonly<Record<string, unknown>>];
}

function fires(rule: string, verdict: string, before: Shapes, after: Shapes): RuleCase {
  return { rule, verdict, before, after };
}

function silent(rule: string, before: Shapes, after: Shapes): RuleCase {
  return { rule, verdict: undefined, before, after };
}

const text = { text: "String" } as const;
const shared = (members: Parameters<typeof struct>[0], traits?: Parameters<typeof struct>[1]): Shapes => ({
  Shared: struct({ ...text, ...members }, traits),
});
const on = (traits: Readonly<Record<string, unknown>>): Shapes => ({ Shared: struct({ text: ["String", traits] }) });
const letters = (...values: Parameters<typeof enumeration>): Shapes => ({
  ...shared({ letter: "Letter" }),
  Letter: enumeration(...values),
});
const AB = letters({ A: "a", B: "b" });
const twoOps = { Svc: service({ operations: ["Op", "Other"] }), Other: operation({ input: "In" }) };
const thing = (facts: Parameters<typeof resource>[0]): Shapes => ({
  Svc: service({ resources: ["Thing"], operations: facts.operations?.includes("Op") === true ? [] : ["Op"] }),
  Thing: resource(facts),
});
const http = (uri: string) => ({ Op: operation({ input: "In", output: "Out" }, { http: { method: "POST", uri } }) });
const rest = { Svc: service({}, { "aws.protocols#restJson1": {} }) };
const restXml = { Svc: service({}, { "aws.protocols#restXml": {} }) };
const rpc = { Svc: service({}, { "aws.protocols#awsJson1_1": {} }) };
const holds = (shape: Shapes[string]): Shapes => ({ ...shared({ held: "Held" }), Held: shape });
const custom = (breaking: readonly unknown[], value?: string): Shapes => ({
  Shared: struct(text, value === undefined ? {} : { "ex#mark": value }),
  mark: simple("string", { trait: { breakingChanges: breaking } }),
});
/** A trait that looks into its values, with tags on its members and on the items of a list. */
const marked = (value: unknown): Shapes => ({
  Shared: struct(text, { "ex#mark": value }),
  mark: struct(
    {
      fixed: ["String", { tags: ["diff.error.const"] }],
      kept: ["Texts", { tags: ["diff.warning.remove"] }],
      free: "String",
      inner: "Inner",
    },
    { trait: {}, tags: ["diff.contents"] },
  ),
  Inner: struct({ fixed: ["String", { tags: ["diff.error.const"] }], inner: "Inner" }),
  Texts: list(["String", { tags: ["diff.danger.update"] }]),
});
const page = (facts: Readonly<Record<string, string>>): Shapes => ({
  Op: operation({ input: "In", output: "Out" }, { paginated: { inputToken: "token", outputToken: "token", ...facts } }),
  In: struct({ token: "String", size: "Integer", other: "String" }),
  Out: struct({ token: "String" }),
});

export const CASES: readonly RuleCase[] = [
  fires("service-added", "any", { Svc: undefined }, {}),
  silent("service-added", {}, { Svc: undefined, Svc2: service({}) }),
  fires("service-removed", "any", {}, { Svc: undefined }),
  silent("service-removed", {}, { Svc: undefined, Svc2: service({}) }),
  fires("service-id-changed", "other", {}, { Svc: undefined, Svc2: service({}) }),
  fires("service-id-changed", "wire", rpc, { Svc: undefined, Svc2: rpc.Svc }),
  silent("service-id-changed", {}, { Svc: service({ version: "2" }) }),
  fires("service-version-changed", "any", {}, { Svc: service({ version: "2" }) }),
  silent("service-version-changed", {}, { Svc: service({}, { title: "Other" }) }),
  fires("service-rename-changed", "old", {}, { Svc: service({ rename: { Shared: "Common" } }) }),
  fires(
    "service-rename-changed",
    "new",
    {},
    { Svc: service({ rename: { Fresh: "Other" } }), ...shared({ fresh: "Fresh" }), Fresh: struct({}) },
  ),
  silent(
    "service-rename-changed",
    { Svc: service({ rename: { Shared: "Common" } }) },
    { Svc: service({ rename: { Shared: "Common" }, version: "2" }) },
  ),
  { ...fires("metadata-added", "any", {}, {}), metadata: [{}, { note: 1 }] },
  { ...silent("metadata-added", {}, {}), metadata: [{ note: 1 }, { note: 2 }] },
  { ...fires("metadata-removed", "value", {}, {}), metadata: [{ note: 1 }, {}] },
  { ...fires("metadata-removed", "name", {}, {}), metadata: [{ uid: "a-1" }, {}] },
  { ...silent("metadata-removed", {}, {}), metadata: [{ note: 1 }, { note: 2 }] },
  { ...fires("metadata-changed", "value", {}, {}), metadata: [{ note: 1 }, { note: 2 }] },
  { ...fires("metadata-changed", "name", {}, {}), metadata: [{ uid: "a-1" }, { uid: "a-2" }] },
  { ...silent("metadata-changed", {}, {}), metadata: [{ note: { a: 1, b: 2 } }, { note: { b: 2, a: 1 } }] },
  fires("operation-added", "any", {}, twoOps),
  silent("operation-added", twoOps, { ...twoOps, Svc: service({ operations: ["Other", "Op"] }) }),
  fires("operation-removed", "any", twoOps, {}),
  silent("operation-removed", twoOps, {
    Svc: service({ resources: ["R"], operations: ["Op"] }),
    R: resource({ operations: ["Other"] }),
    Other: twoOps.Other,
  }),
  fires(
    "operation-input-changed",
    "contents",
    {},
    { Op: operation({ input: "In2", output: "Out", errors: ["Failure"] }), In2: struct({ other: "String" }) },
  ),
  silent(
    "operation-input-changed",
    { In: struct(text) },
    { In: undefined, Op: operation({ input: "In2", output: "Out", errors: ["Failure"] }), In2: struct(text) },
  ),
  fires("operation-output-changed", "contents", {}, { Op: operation({ input: "In", errors: ["Failure"] }) }),
  silent("operation-output-changed", {}, { Out: struct({ ...text, shared: "Shared", answered: "Answered" }) }),
  fires("error-added", "any", { Op: operation({ input: "In", output: "Out" }) }, {}),
  silent("error-added", {}, { Svc: service({ errors: ["Failure"] }) }),
  fires("error-removed", "gone", {}, { Op: operation({ input: "In", output: "Out" }) }),
  fires(
    "error-removed",
    "still",
    { ...twoOps, Other: operation({ errors: ["Failure"] }) },
    { ...twoOps, Op: operation({ input: "In", output: "Out" }), Other: operation({ errors: ["Failure"] }) },
  ),
  silent("error-removed", {}, { Svc: service({ errors: ["Failure"] }), Op: operation({ input: "In", output: "Out" }) }),
  fires("resource-added", "any", {}, thing({})),
  silent("resource-added", thing({}), { Svc: service({ resources: ["Thing"], version: "2" }), Thing: resource({}) }),
  fires("resource-removed", "any", thing({}), {}),
  silent("resource-removed", thing({}), thing({ operations: ["Op"] })),
  fires("resource-binding-added", "any", thing({}), thing({ operations: ["Op"] })),
  silent("resource-binding-added", thing({ operations: ["Op"] }), thing({ operations: ["Op"] })),
  fires("resource-binding-removed", "moved", thing({ operations: ["Op"] }), thing({})),
  fires("resource-binding-removed", "gone", thing({}), {}),
  silent("resource-binding-removed", thing({}), thing({ properties: { size: "String" } })),
  fires(
    "resource-identifiers-changed",
    "any",
    thing({ identifiers: { id: "String" } }),
    thing({ identifiers: { name: "String" } }),
  ),
  silent(
    "resource-identifiers-changed",
    thing({ identifiers: { id: "String", of: "String" } }),
    thing({ identifiers: { of: "String", id: "String" } }),
  ),
  fires("resource-properties-changed", "added", thing({}), thing({ properties: { size: "String" } })),
  fires("resource-properties-changed", "other", thing({ properties: { size: "String" } }), thing({})),
  silent(
    "resource-properties-changed",
    thing({ properties: { size: "String" } }),
    thing({ properties: { size: "String" }, operations: ["Op"] }),
  ),
  fires("shape-added", "any", {}, holds(struct({}))),
  silent("shape-added", {}, { Unreached: struct({}) }),
  fires("shape-removed", "other", holds(struct({})), {}),
  fires("shape-removed", "simple", holds(simple("string")), {}),
  silent("shape-removed", holds(struct(text)), { ...shared({ held: "Kept" }), Kept: struct(text) }),
  fires("shape-type-changed", "other", holds(simple("string")), holds(simple("integer"))),
  fires("shape-type-changed", "wider", holds(simple("integer")), holds(simple("long"))),
  silent("shape-type-changed", holds(simple("string")), holds(enumeration({ A: "a" }))),
  fires("member-added", "optional", {}, shared({ more: "String" })),
  fires("member-added", "optional", {}, shared({ more: ["String", { required: {}, default: "" }] })),
  fires("member-added", "required", {}, shared({ more: ["String", { required: {} }] })),
  fires("member-added", "required", {}, shared({ more: ["String", { required: {}, clientOptional: {} }] })),
  fires("member-added", "variant", holds(union({ a: "String" })), holds(union({ a: "String", b: "String" }))),
  silent("member-added", {}, { Other: struct({ a: "String" }) }),
  silent("member-added", shared({ b: "String" }), { Shared: struct({ b: "String", ...text }) }),
  fires("member-removed", "member", shared({ less: "String" }), {}),
  fires("member-removed", "variant", holds(union({ a: "String", b: "String" })), holds(union({ a: "String" }))),
  silent("member-removed", shared({ b: "String" }), { Shared: struct({ b: "String", ...text }) }),
  fires("member-target-changed", "contents", shared({ held: "String" }), shared({ held: "Integer" })),
  silent("member-target-changed", holds(struct(text)), { ...shared({ held: "Kept" }), Kept: struct(text) }),
  fires("required-added", "any", {}, on({ required: {} })),
  silent("required-added", {}, shared({ more: ["String", { required: {} }] })),
  fires("required-removed", "any", on({ required: {} }), {}),
  silent("required-removed", on({ required: {} }), on({ required: {}, clientOptional: {} })),
  fires("default-added", "value", {}, on({ default: "x" })),
  fires("default-added", "none", { ...on({}) }, on({ default: null })),
  silent("default-added", {}, shared({ more: ["String", { default: "x" }] })),
  fires("default-removed", "value", on({ default: "x" }), {}),
  fires("default-removed", "none", on({ default: null }), {}),
  silent("default-removed", on({ default: "x" }), on({ default: "y" })),
  fires("default-changed", "any", on({ default: "x" }), on({ default: "y" })),
  silent("default-changed", {}, on({ default: "y" })),
  fires("enum-added", "any", holds(simple("string")), holds(enumeration({ A: "a" }))),
  silent("enum-added", {}, AB),
  fires("enum-removed", "any", holds(enumeration({ A: "a" })), holds(simple("string"))),
  silent("enum-removed", AB, {}),
  fires("enum-value-added", "any", letters({ A: "a" }), AB),
  fires(
    "enum-value-added",
    "any",
    holds(simple("string", { enum: [{ value: "a" }] })),
    holds(enumeration({ A: "a", B: "b" })),
  ),
  silent("enum-value-added", AB, letters({ B: "b", A: "a" })),
  fires("enum-value-removed", "any", AB, letters({ A: "a" })),
  silent("enum-value-removed", AB, letters({ A: "a", C: "b" })),
  fires("enum-value-renamed", "any", AB, letters({ A: "a", C: "b" })),
  silent("enum-value-renamed", AB, letters({ A: "a", B: "c" })),
  fires("constraint-narrowed", "any", on({ length: { max: 9 } }), on({ length: { max: 8 } })),
  fires("constraint-narrowed", "any", {}, on({ pattern: "^a$" })),
  silent("constraint-narrowed", {}, on({ length: { min: 0 } })),
  silent("constraint-narrowed", on({ length: { max: 8 } }), on({ length: { max: 9 } })),
  fires("constraint-widened", "any", on({ length: { max: 8 } }), on({ length: { max: 9 } })),
  fires("constraint-widened", "any", holds(list("String", { uniqueItems: {} })), holds(list("String"))),
  silent("constraint-widened", on({ length: { min: 1 } }), on({ length: { min: 2 } })),
  fires("constraint-narrowed", "any", on({ pattern: "^[a-z]+$" }), on({ pattern: "^[a-m]+$" })),
  // No string of that length has lost anything.
  silent(
    "constraint-narrowed",
    on({ pattern: "^[a-z]+$", length: { min: 2 } }),
    on({ pattern: "^[a-z]{2,}$", length: { min: 2 } }),
  ),
  fires("constraint-widened", "any", on({ pattern: "^[a-m]+$" }), on({ pattern: "^[a-z]+$" })),
  silent("constraint-widened", on({ pattern: "^[a-z]+$" }), on({ pattern: "^[a-m]+$" })),
  fires("constraint-changed", "unknown", on({ pattern: "^(?!a)[a-z]$" }), on({ pattern: "^(?!b)[a-z]$" })),
  fires("constraint-changed", "same", on({ pattern: "^[0-9]$" }), on({ pattern: "^\\d$" })),
  silent("constraint-changed", on({ pattern: "^a$" }), on({ pattern: "^b$" })),
  silent("constraint-changed", on({ pattern: "^a$" }), {}),
  fires("deprecated-added", "any", {}, on({ deprecated: {} })),
  silent("deprecated-added", {}, shared({ more: ["String", { deprecated: {} }] })),
  fires("deprecated-removed", "any", on({ deprecated: {} }), {}),
  silent("deprecated-removed", on({ deprecated: {} }), on({ deprecated: { message: "Use more." } })),
  fires("deprecated-changed", "any", on({ deprecated: {} }), on({ deprecated: { message: "Use more." } })),
  silent("deprecated-changed", {}, on({ deprecated: {} })),
  fires("documentation-changed", "any", on({ documentation: "Old." }), on({ documentation: "New." })),
  silent("documentation-changed", {}, shared({ more: ["String", { documentation: "New." }] })),
  fires("trait-added", "wire", {}, on({ jsonName: "t" })),
  fires(
    "trait-added",
    "types",
    {},
    { Failure: struct({ message: "String" }, { error: "client" }), Shared: struct(text, { error: "client" }) },
  ),
  fires("trait-added", "nulls", holds(list("String")), holds(list("String", { sparse: {} }))),
  fires(
    "trait-added",
    "additive",
    {},
    { Op: operation({ input: "In", output: "Out", errors: ["Failure"] }, { idempotent: {} }) },
  ),
  fires("trait-added", "risky", holds(simple("string")), holds(simple("string", { mediaType: "text/plain" }))),
  fires("trait-added", "documentation", {}, on({ tags: ["x"] })),
  fires("trait-added", "documentation", AB, letters({ A: "a", B: "b" }, { B: { unstable: {} } })),
  fires("trait-added", "none", on({ required: {} }), on({ required: {}, clientOptional: {} })),
  silent("trait-added", {}, on({ required: {} })),
  fires("trait-removed", "wire", on({ jsonName: "t" }), {}),
  fires("trait-removed", "no-nulls", holds(list("String", { sparse: {} })), holds(list("String"))),
  fires(
    "trait-removed",
    "client",
    { Op: operation({ input: "In", output: "Out" }, { idempotent: {} }) },
    { Op: operation({ input: "In", output: "Out" }) },
  ),
  fires("trait-removed", "risky", holds(simple("string", { sensitive: {} })), holds(simple("string"))),
  fires("trait-removed", "declared", custom([{ change: "remove" }], "x"), custom([{ change: "remove" }])),
  silent("trait-removed", on({ length: { max: 8 } }), {}),
  fires("trait-changed", "wire", { ...rest, ...http("/a") }, { ...rest, ...http("/b") }),
  fires("trait-changed", "unused", { ...rpc, ...http("/a") }, { ...rpc, ...http("/b") }),
  fires("trait-added", "unused", { ...rest, ...on({}) }, { ...rest, ...on({ xmlName: "t" }) }),
  fires("trait-added", "wire", { ...restXml, ...on({}) }, { ...restXml, ...on({ xmlName: "t" }) }),
  fires("trait-added", "wire", on({}), on({ xmlName: "t" })),
  fires("trait-changed", "types", {}, { Failure: struct({ message: "String" }, { error: "server" }) }),
  fires("trait-changed", "client", page({}), page({ inputToken: "other" })),
  fires("trait-changed", "additive", page({}), page({ pageSize: "size" })),
  fires("trait-changed", "client", page({ pageSize: "size" }), page({})),
  fires("trait-changed", "declared", custom([{ change: "update" }], "x"), custom([{ change: "update" }], "y")),
  fires(
    "trait-changed",
    "risky",
    custom([{ change: "update", severity: "WARNING" }], "x"),
    custom([{ change: "update", severity: "WARNING" }], "y"),
  ),
  fires("trait-changed", "declared", marked({ fixed: "a" }), marked({ fixed: "b" })),
  fires("trait-changed", "declared", marked({ inner: { inner: { fixed: "a" } } }), marked({ inner: { inner: {} } })),
  fires("trait-changed", "declared", marked({ kept: ["a", "b"] }), marked({ kept: ["a", "c"] })),
  fires("trait-changed", "risky", marked({ kept: ["a"] }), marked({ free: "a" })),
  fires("trait-changed", "documentation", marked({ kept: ["a"], free: "a" }), marked({ kept: ["a", "b"], free: "b" })),
  silent("trait-changed", {}, on({ jsonName: "t" })),
];
