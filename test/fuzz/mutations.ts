/** Changes of a model in its JSON form, each made by chance and most of them still a model. */

import type { Chance } from "./chance.js";
import { DEEP_HTML, NAMES, SCALARS, TEXTS, TRAITS, TYPES } from "./material.js";
import { SERVICE_TWO_MUTATIONS } from "./service-2-mutations.js";
import type { Tree } from "./tree.js";
import { isTree, membersOf, objectsOf, put, replaceKeys, shapesOf } from "./tree.js";

type Mutation = (model: Tree, chance: Chance) => void;

function traitsOf(thing: Tree): Tree {
  if (!isTree(thing["traits"])) thing["traits"] = {};
  return thing["traits"] as Tree;
}

/** A shape, or a member of one. */
function something(model: Tree, chance: Chance): Tree {
  const shapes = shapesOf(model);
  if (shapes.length === 0) return model;
  const [, shape] = chance.one(shapes);
  const members = membersOf(shape);
  return members.length === 0 || chance.below(2) === 0 ? shape : chance.one(members)[1];
}

/** One shape gets another name wherever it is named. */
const renameShape: Mutation = (model, chance) => {
  const shapes = shapesOf(model);
  if (shapes.length === 0) return;
  const [old] = chance.one(shapes);
  const [namespace, name = ""] = old.split("#");
  const wanted = chance.below(4) === 0 ? swapCase(chance.one(shapes)[0].split("#")[1] ?? name) : chance.one(NAMES);
  const id = `${namespace}#${wanted}`;
  if (shapes.some(([other]) => other === id)) return;
  for (const object of objectsOf(model)) {
    const named = object as Tree;
    for (const [key, value] of Object.entries(named)) if (value === old) put(named, key, id);
  }
  model["shapes"] = replaceKeys(model["shapes"] as Tree, (key) => (key === old ? id : key));
};

function swapCase(name: string): string {
  const lower = name.toLowerCase();
  return lower === name ? name.toUpperCase() : lower;
}

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
  if (members.length > 0) put(chance.one(members)[1], "target", chance.one(shapes)[0]);
};

const addTrait: Mutation = (model, chance) => {
  const [id, values] = chance.one(TRAITS);
  put(traitsOf(something(model, chance)), id, structuredClone(chance.one(values)));
};

const dropTrait: Mutation = (model, chance) => {
  const traits = traitsOf(something(model, chance));
  const ids = Object.keys(traits);
  if (ids.length > 0) delete traits[chance.one(ids)];
};

const document: Mutation = (model, chance) => {
  const text = chance.below(12) === 0 ? DEEP_HTML : `${chance.one(TEXTS)}${chance.one(TEXTS)}`;
  put(traitsOf(something(model, chance)), "smithy.api#documentation", text);
};

/** Texts of any kind, wherever the model has one. */
const replaceText: Mutation = (model, chance) => {
  const holder = chance.one(objectsOf(model)) as Tree;
  const keys = Object.keys(holder).filter((key) => typeof holder[key] === "string");
  if (keys.length > 0) put(holder, chance.one(keys), chance.one(TEXTS));
};

const addMember: Mutation = (model, chance) => {
  const shapes = shapesOf(model);
  const owners = shapes.filter(([, shape]) => isTree(shape["members"]));
  if (owners.length === 0) return;
  const [, { type, members }] = chance.one(owners);
  const name = chance.one(NAMES);
  if (Object.hasOwn(members as Tree, name)) return;
  const enumeration = type === "enum" || type === "intEnum";
  const target = enumeration ? "smithy.api#Unit" : chance.one(shapes)[0];
  const value = type === "intEnum" ? chance.below(1000) : chance.one(TEXTS);
  put(members as Tree, name, enumeration ? { target, traits: { "smithy.api#enumValue": value } } : { target });
};

const changeType: Mutation = (model, chance) => {
  const shapes = shapesOf(model);
  if (shapes.length > 0) put(chance.one(shapes)[1], "type", chance.one(TYPES));
};

const wrongValue: Mutation = (model, chance) => {
  const holder = chance.one(objectsOf(model));
  const keys = Object.keys(holder);
  if (keys.length > 0) put(holder, chance.one(keys), structuredClone(chance.one(SCALARS)));
};

const dropKey: Mutation = (model, chance) => {
  const holder = chance.one(objectsOf(model)) as Tree;
  const keys = Object.keys(holder);
  if (keys.length > 0) delete holder[chance.one(keys)];
};

const moveSubtree: Mutation = (model, chance) => {
  const holder = chance.one(objectsOf(model));
  const keys = Object.keys(holder);
  if (keys.length > 0) put(holder, chance.one(keys), structuredClone(chance.one(objectsOf(model))));
};

const mixIn: Mutation = (model, chance) => {
  const structures = shapesOf(model).filter(([, shape]) => shape["type"] === "structure");
  if (structures.length === 0) return;
  const [[id, mixin], [, user]] = [chance.one(structures), chance.one(structures)];
  put(traitsOf(mixin), "smithy.api#mixin", {});
  put(user, "mixins", [{ target: id }]);
};

const applyTrait: Mutation = (model, chance) => {
  const shapes = shapesOf(model);
  if (shapes.length === 0) return;
  const [id, values] = chance.one(TRAITS);
  const at = chance.one(shapes)[0];
  const target = chance.below(2) === 0 ? at : `${at}$${chance.one(NAMES)}`;
  put(model["shapes"] as Tree, target, { type: "apply", traits: { [id]: structuredClone(chance.one(values)) } });
};

/** Lists of lists of lists, at a member. */
const nest: Mutation = (model, chance) => {
  const shapes = shapesOf(model);
  const members = shapes.flatMap(([, shape]) => membersOf(shape));
  const namespace = shapes[0]?.[0].split("#")[0];
  if (namespace === undefined || members.length === 0) return;
  const depth = chance.one([3, 16, 300]);
  const inner = chance.one(shapes)[0];
  for (let level = 0; level < depth; level++) {
    const target = level === 0 ? inner : `${namespace}#Nested${level - 1}`;
    const list = { type: "list", member: { target } };
    const map = { type: "map", key: { target: "smithy.api#String" }, value: { target } };
    put(model["shapes"] as Tree, `${namespace}#Nested${level}`, level % 2 === 0 ? list : map);
  }
  put(chance.one(members)[1], "target", `${namespace}#Nested${depth - 1}`);
};

const grow: Mutation = (model, chance) => {
  const shapes = shapesOf(model);
  const namespace = shapes[0]?.[0].split("#")[0];
  const members = shapes.flatMap(([, shape]) => membersOf(shape));
  if (namespace === undefined || members.length === 0) return;
  const values = Array.from({ length: chance.one([30, 2000]) }, (_, index) => index);
  const entries = values.map((value) => [
    `V${value}`,
    { target: "smithy.api#Unit", traits: { "smithy.api#enumValue": `${value}${chance.below(9) === 0 ? "'" : ""}` } },
  ]);
  put(model["shapes"] as Tree, `${namespace}#Huge`, { type: "enum", members: Object.fromEntries(entries) });
  put(chance.one(members)[1], "target", `${namespace}#Huge`);
};

const addOperation: Mutation = (model, chance) => {
  const shapes = shapesOf(model);
  const service = shapes.find(([, shape]) => shape["type"] === "service");
  const structures = shapes.filter(([, shape]) => shape["type"] === "structure");
  if (service === undefined || structures.length === 0) return;
  const id = `${service[0].split("#")[0]}#${chance.one(NAMES)}`;
  if (shapes.some(([other]) => other === id)) return;
  const operation = { input: { target: chance.one(structures)[0] }, output: { target: chance.one(structures)[0] } };
  put(model["shapes"] as Tree, id, { type: "operation", ...operation });
  const { operations } = service[1];
  put(service[1], "operations", [...(Array.isArray(operations) ? operations : []), { target: id }]);
};

const addResource: Mutation = (model, chance) => {
  const shapes = shapesOf(model);
  const service = shapes.find(([, shape]) => shape["type"] === "service");
  const operations = shapes.filter(([, shape]) => shape["type"] === "operation");
  if (service === undefined || operations.length === 0) return;
  const id = `${service[0].split("#")[0]}#${chance.one(NAMES)}`;
  if (shapes.some(([other]) => other === id)) return;
  put(model["shapes"] as Tree, id, {
    type: "resource",
    identifiers: { [chance.one(NAMES)]: { target: "smithy.api#String" } },
    [chance.one(["create", "read", "list", "delete"])]: { target: chance.one(operations)[0] },
  });
  put(service[1], "resources", [{ target: id }]);
};

/** What keeps a model a model stands more than once. */
const COMMON: readonly Mutation[] = [renameShape, renameMember, addTrait, document, addMember];
const MUTATIONS: readonly Mutation[] = COMMON.concat(
  COMMON,
  [retarget, addTrait, replaceText, addOperation, addResource, dropTrait, nest, grow],
  [changeType, wrongValue, dropKey, moveSubtree, mixIn, applyTrait],
);

/** What breaks any JSON breaks this one, too. */
const SERVICE_TWO = SERVICE_TWO_MUTATIONS.concat(replaceText, dropKey, moveSubtree);

/**
 * A copy of the model with one to ten things changed.
 * @param isModel most changes after which this is false are taken back: what is refused at the door goes no further.
 */
export function mutated(model: unknown, chance: Chance, isModel: (model: unknown) => boolean): unknown {
  const mutations = isTree(model) && isTree(model["metadata"]) && isTree(model["operations"]) ? SERVICE_TWO : MUTATIONS;
  let current = model;
  const times = 1 + chance.below(10);
  for (let time = 0; time < times; time++) {
    const copy = structuredClone(current) as Tree;
    chance.one(mutations)(copy, chance);
    const kept = chance.below(16) === 0;
    if (kept || isModel(copy)) current = copy;
  }
  return current;
}
