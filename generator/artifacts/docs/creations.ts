import type { OperationPlan, ResourcePlan } from "../../../templates/mock/runtime/behaviour/plan.js";
import { membersOf, traitOf } from "../../../templates/mock/runtime/schema-access.js";
import type { Closure } from "../../model/closure.js";
import { defineIndex } from "../../model/define-index.js";
import type { ShapeId } from "../../model/shape-id.js";
import { nameOf } from "../../model/shape-id.js";
import type { OperationShape } from "../../model/shapes.js";
import type { ExampleObject, ExampleValue } from "../../print/example-literal.js";
import { freeName } from "../../print/names.js";
import { mockedPlans } from "../mock/definition.js";
import { inputOf, withMembers } from "./example-input.js";

/** A call that brings a resource to be. */
export interface Creation {
  readonly operation: OperationShape;
  readonly input: ExampleObject;
  /** The constant that holds its output; "" where nothing asks for it. */
  readonly variable: string;
}

/** A call of an operation, and what must be called before it, in this order, for the mock to find what it names. */
export interface PreparedCall {
  readonly creations: readonly Creation[];
  readonly input: ExampleObject;
}

/** @returns undefined where a resource must be there, and no call is known to make it or to tell its identifiers. */
export function prepareCall(closure: Closure, operation: OperationShape): PreparedCall | undefined {
  const known: Known = { creations: [], made: new Set(), identifiers: new Map() };
  const input = prepare(closure, operation, known);
  return input && { creations: known.creations, input };
}

/** What the calls so far have made. */
interface Known {
  readonly creations: Creation[];
  /** Ids of resources. */
  readonly made: Set<string>;
  /** Identifier → its value in the program. */
  readonly identifiers: Map<string, ExampleValue>;
}

/**
 * Adds the creations that the operation needs, as the mock looks for them: ancestors whose identifiers the input
 * gives, and for an operation on an instance the instance.
 * @returns the operation's input, with the identifiers of what was created; undefined where one cannot be shown.
 */
function prepare(closure: Closure, operation: OperationShape, known: Known): ExampleObject | undefined {
  const input = inputOf(closure, operation);
  if (input === undefined) return undefined;
  const plan = mockedPlans(closure).get(operation.id);
  if (plan?.resource === undefined) return input;
  const given = new Set(input.entries.map(([name]) => name));
  const bound = new Set([...plan.inputIdentifiers].flatMap(([member, name]) => (given.has(member) ? [name] : [])));
  for (const ancestor of ancestorsOf(plan.resource))
    if (ancestor.identifiers.every((name) => bound.has(name)) && !make(closure, ancestor, known)) return undefined;
  const needsInstance = isOnInstance(plan);
  if (needsInstance && !make(closure, plan.resource, known)) return undefined;
  const identifiers = new Map<string, ExampleValue>();
  for (const [member, name] of plan.inputIdentifiers) {
    const value = known.identifiers.get(name);
    if (value !== undefined && (needsInstance || given.has(member))) identifiers.set(member, value);
    else if (needsInstance && given.has(member)) return undefined;
  }
  return withMembers(input, identifiers);
}

/** Creates a resource, once. @returns false where that cannot be shown. */
function make(closure: Closure, resource: ResourcePlan, known: Known): boolean {
  if (known.made.has(resource.id)) return true;
  const creator = creatorsOf(closure).get(resource.id);
  const input = creator && prepare(closure, creator.operation, known);
  if (creator === undefined || input === undefined) return false;
  const taken = new Set(known.creations.map(({ variable }) => variable));
  const variable = freeName(`created${stemOf(resource)}`, (name) => taken.has(name));
  let isAsked = false;
  for (const name of resource.identifiers) {
    if (known.identifiers.has(name)) continue;
    const given = givenIdentifier(creator.plan, input, name);
    const path = given === undefined ? shownIdentifier(creator.plan, resource, name) : undefined;
    if (path !== undefined) isAsked = true;
    const value = path === undefined ? given : { expression: `${variable}.${path.join("!.")}!` };
    if (value !== undefined) known.identifiers.set(name, value);
  }
  known.made.add(resource.id);
  known.creations.push({ operation: creator.operation, input, variable: isAsked ? variable : "" });
  return true;
}

interface Creator {
  readonly operation: OperationShape;
  readonly plan: OperationPlan;
}

/** By the resource's id. */
const creatorsOf = defineIndex((closure: Closure): ReadonlyMap<string, Creator> => {
  const creators = new Map<string, Creator>();
  const plans = mockedPlans(closure);
  for (const lifecycle of ["create", "put"])
    for (const operation of closure.operations) {
      const plan = plans.get(operation.id);
      if (plan?.resource === undefined || plan.lifecycle !== lifecycle || creators.has(plan.resource.id)) continue;
      creators.set(plan.resource.id, { operation, plan });
    }
  return creators;
});

/** The outermost first. */
function ancestorsOf(resource: ResourcePlan): readonly ResourcePlan[] {
  return resource.parent === undefined ? [] : [...ancestorsOf(resource.parent), resource.parent];
}

function isOnInstance({ lifecycle }: OperationPlan): boolean {
  return lifecycle === "read" || lifecycle === "update" || lifecycle === "delete" || lifecycle === "instance";
}

/** The identifier that the client itself gave. */
function givenIdentifier(plan: OperationPlan, input: ExampleObject, name: string): ExampleValue | undefined {
  return input.entries.find(([member]) => plan.inputIdentifiers.get(member) === name)?.[1];
}

/** The way from a creation's output to an identifier. */
function shownIdentifier({ output, inputMembers }: OperationPlan, resource: ResourcePlan, name: string): Path {
  const { wrapper, structure, identifierMembers } = output;
  const before = wrapper === undefined ? [] : [wrapper];
  for (const [member, identifier] of identifierMembers) if (identifier === name) return [...before, member];
  if (!resource.opaqueIdentifiers.has(name)) return undefined;
  // The mock takes any text that it made up for the resource; an id or an ARN is what a reader expects.
  const given = new Set(inputMembers.map(({ property }) => property));
  const { names, members } = membersOf(structure);
  const texts = names.filter((text, index) => {
    const member = members[index];
    const isText = member?.schema[0] === 0 && member.schema[4] === "string";
    return isText && traitOf(member, "enum") === undefined && !given.has(text);
  });
  const stem = stemOf(resource);
  for (const form of ["id", "identifier", "arn", "name"])
    for (const wanted of [form, `${stem.toLowerCase()}${form}`]) {
      const found = texts.find((text) => text.toLowerCase() === wanted);
      if (found !== undefined) return [...before, found];
    }
  return undefined;
}

type Path = readonly string[] | undefined;

/** `Cluster` of `ClusterResource`. */
function stemOf({ id }: ResourcePlan): string {
  return nameOf(id as ShapeId).replace(/(?!^)Resource$/, "");
}
