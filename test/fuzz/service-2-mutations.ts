/** Changes of a model in AWS's older form, service-2.json. */

import type { Chance } from "./chance.js";
import { NAMES, SCALARS, TEXTS } from "./material.js";
import type { Tree } from "./tree.js";
import { isTree, membersOf, objectsOf, put, replaceKeys, shapesOf } from "./tree.js";

type Mutation = (model: Tree, chance: Chance) => void;

/** Keys of shapes, members and operations, with values that fit them, most of the time. */
const FACTS: readonly (readonly [key: string, values: readonly unknown[]])[] = [
  ...(
    "box sensitive flattened payload streaming eventstream event eventpayload eventheader exception fault jsonvalue " +
    "idempotencyToken hostLabel xmlAttribute sparse document union wrapper idempotent readonly deprecated synthetic"
  )
    .split(" ")
    .map((key) => [key, [true, true, false, "true"]] as const),
  ...["documentation", "deprecatedMessage", "deprecatedSince", "pattern", "locationName", "queryName"].map(
    (key) => [key, TEXTS] as const,
  ),
  ["location", ["uri", "querystring", "header", "headers", "statusCode", "nowhere"]],
  ["min", [0, 1, -1, "2", 1e300, 0.5, null]],
  ["max", [0, 1, 5, "9", 1e300, -1, null]],
  ["enum", [["a", "b"], ["*/", "`${", ""], ["1", "a", "A", "a-b", "a.b"], []]],
  ["timestampFormat", ["iso8601", "rfc822", "unixTimestamp", "x"]],
  ["error", [{ httpStatusCode: 404, senderFault: true, code: "*/" }, { code: "" }, {}]],
  ["retryable", [{ throttling: true }, {}]],
  [
    "http",
    [
      { method: "GET", requestUri: "/{a}/{b+}?x" },
      { method: "*/", requestUri: "`" },
    ],
  ],
  ["type", ["structure", "string", "list", "map", "blob", "timestamp", "integer", "long", "character", "nonsense"]],
  ["xmlNamespace", [{ uri: "https://example.com/*/" }, "x"]],
  ["authtype", ["none", "v4-unsigned-body"]],
  ["tags", [TEXTS]],
];

function operationsOf(model: Tree): Tree[] {
  return isTree(model["operations"]) ? Object.values(model["operations"]).filter(isTree) : [];
}

/** An operation, a shape, or a member of one. */
function something(model: Tree, chance: Chance): Tree {
  const shapes = shapesOf(model);
  const operations = operationsOf(model);
  if (shapes.length === 0 || (operations.length > 0 && chance.below(6) === 0))
    return operations.length === 0 ? model : chance.one(operations);
  const [, shape] = chance.one(shapes);
  const members = membersOf(shape);
  return members.length === 0 || chance.below(2) === 0 ? shape : chance.one(members)[1];
}

const state: Mutation = (model, chance) => {
  const [key, values] = chance.one(FACTS);
  put(something(model, chance), key, structuredClone(chance.one(values)));
};

const renameShape: Mutation = (model, chance) => {
  const shapes = shapesOf(model);
  if (shapes.length === 0) return;
  const [[old], wanted] = [chance.one(shapes), chance.one(NAMES)];
  if (shapes.some(([name]) => name === wanted)) return;
  for (const object of objectsOf(model)) if ((object as Tree)["shape"] === old) put(object, "shape", wanted);
  model["shapes"] = replaceKeys(model["shapes"] as Tree, (key) => (key === old ? wanted : key));
};

const renameMember: Mutation = (model, chance) => {
  const owners = shapesOf(model).filter(([, shape]) => isTree(shape["members"]));
  if (owners.length === 0) return;
  const [, shape] = chance.one(owners);
  const members = shape["members"] as Tree;
  const names = Object.keys(members);
  if (names.length === 0) return;
  const [old, wanted] = [chance.one(names), chance.one(NAMES)];
  if (!names.includes(wanted)) shape["members"] = replaceKeys(members, (key) => (key === old ? wanted : key));
};

const retarget: Mutation = (model, chance) => {
  const shapes = shapesOf(model);
  const members = shapes.flatMap(([, shape]) => membersOf(shape));
  if (members.length > 0) put(chance.one(members)[1], "shape", chance.one(shapes)[0]);
};

const addMember: Mutation = (model, chance) => {
  const shapes = shapesOf(model);
  const owners = shapes.filter(([, shape]) => isTree(shape["members"]));
  if (owners.length === 0) return;
  const members = chance.one(owners)[1]["members"] as Tree;
  put(members, chance.one(NAMES), { shape: chance.one(shapes)[0] });
};

const require: Mutation = (model, chance) => {
  const owners = shapesOf(model).filter(([, shape]) => isTree(shape["members"]));
  if (owners.length === 0) return;
  const [, shape] = chance.one(owners);
  put(shape, "required", [
    ...Object.keys(shape["members"] as Tree).slice(chance.below(3)),
    ...(chance.below(5) === 0 ? ["gone"] : []),
  ]);
};

const addOperation: Mutation = (model, chance) => {
  const shapes = shapesOf(model);
  if (!isTree(model["operations"]) || shapes.length === 0) return;
  const name = chance.one(NAMES);
  const shape = (): Tree => ({ shape: chance.one(shapes)[0] });
  put(model["operations"], name, {
    name: chance.below(4) === 0 ? chance.one(NAMES) : name,
    http: { method: "POST", requestUri: "/" },
    input: shape(),
    output: shape(),
    errors: [shape()],
  });
};

const metadata: Mutation = (model, chance) => {
  if (!isTree(model["metadata"])) return;
  const key = chance.one(Object.keys(model["metadata"]).concat("protocols", "targetPrefix", "jsonVersion"));
  const protocols = ["json", "rest-json", "query", "ec2", "rest-xml", "smithy-rpc-v2-cbor", "nonsense"];
  const value = key.startsWith("protocol") ? chance.one(protocols) : chance.one(TEXTS);
  put(model["metadata"], key, key === "protocols" ? [value] : value);
};

const wrongValue: Mutation = (model, chance) => {
  const holder = chance.one(objectsOf(model));
  const keys = Object.keys(holder);
  if (keys.length > 0) put(holder, chance.one(keys), structuredClone(chance.one(SCALARS)));
};

const COMMON: readonly Mutation[] = [state, state, state, renameShape, renameMember, retarget, addMember];

export const SERVICE_TWO_MUTATIONS: readonly Mutation[] = COMMON.concat(
  COMMON,
  [require, addOperation, metadata],
  [wrongValue],
);
