import { getOwn, setOwn } from "../schema-access.js";
import { isDefaulted } from "../values.js";
import type { OperationPlan, OutputPlace, ResourcePlan } from "./plan.js";
import type { Scope } from "./rules.js";
import type { Instance } from "./store.js";
import { fromJson, project } from "./values.js";
import type { Fields } from "./values.js";

type Input = Readonly<Fields>;

/** The identifiers that an input gives, in the forms in which it gives them. */
export function boundIdentifiers(
  plan: OperationPlan,
  input: Input,
): Map<string, string> {
  const bound = new Map<string, string>();
  for (const [member, identifier] of plan.inputIdentifiers) {
    const value = getOwn(input, member);
    if (value !== undefined && value !== null)
      bound.set(identifier, String(value));
  }
  return bound;
}

/**
 * What a request gives of a resource's state. The model's default of an absent member counts as given, unless a trait
 * says what the member becomes, or an update keeps it.
 */
export function givenState(
  plan: OperationPlan,
  resource: ResourcePlan,
  input: Input,
  exists: boolean,
): Fields {
  const given: Fields = {};
  for (const { name, member, property, onAbsent } of plan.inputMembers) {
    const value = getOwn(input, name);
    if (value === undefined || value === null) continue;
    const absent =
      (exists && onAbsent === "keep") ||
      resource.completion.ownAbsent.has(property);
    if (absent && isDefaulted(input, name)) continue;
    setOwn(given, property, project(member.schema, value));
  }
  return given;
}

/** Adds what an operation sets to what the request gives, and to the state. Null takes a member away. */
export function applySets(
  plan: OperationPlan,
  resource: ResourcePlan,
  given: Fields,
  scope: Scope,
  state: Fields = {},
): void {
  for (const [name, query] of plan.sets ?? []) {
    const schema = resource.state.schemas.get(name);
    if (schema === undefined) continue;
    const value = fromJson(schema, query(scope));
    delete given[name];
    delete state[name];
    if (value === null || value === undefined) continue;
    setOwn(given, name, project(schema, value));
    setOwn(state, name, getOwn(given, name));
  }
}

/** The state in the names of an output: members of other names, and identifiers, included. */
export function shownState(
  { identifiers, state }: Instance,
  {
    identifierMembers,
    properties,
  }: Pick<OutputPlace, "identifierMembers" | "properties">,
): Fields {
  const shown = { ...state };
  for (const [member, property] of properties)
    setOwn(shown, member, getOwn(state, property));
  for (const [member, identifier] of identifierMembers)
    setOwn(shown, member, identifiers.get(identifier));
  return shown;
}
