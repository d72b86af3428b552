import { getOwn } from "../schema-access.js";
import type { ServiceSurroundings } from "../surroundings.js";
import { generate } from "./generate.js";
import { samplerFor } from "./pattern-sampler.js";
import type { ResourcePlan } from "./plan.js";
import { createRandom } from "./random.js";
import type { Scope } from "./rules.js";
import type { Identifiers, Instance, Store } from "./store.js";
import type { Fields } from "./values.js";

/** How often an identifier is made anew because it is taken. */
const MAX_TRIES = 100;
const ANY_LENGTH = { min: 0, max: Infinity };

interface Making {
  readonly surroundings: ServiceSurroundings;
  readonly store: Store;
  readonly resource: ResourcePlan;
  readonly order: number;
}

/** Adds the identifiers that a new instance lacks; free ones, unless their form leaves nothing to chance. */
export function makeIdentifiers(
  making: Making,
  bound: Identifiers,
  scope: Scope,
): Identifiers {
  const { resource, store } = making;
  const missing = resource.ownIdentifiers.filter((name) => !bound.has(name));
  for (let attempt = 0; ; attempt++) {
    const identifiers = new Map(bound);
    for (const name of missing)
      identifiers.set(name, makeIdentifier(making, name, scope, attempt));
    const last = missing.length === 0 || attempt === MAX_TRIES;
    if (last || store.find(resource, identifiers) === undefined)
      return identifiers;
  }
}

function makeIdentifier(
  { surroundings, resource, order }: Making,
  name: string,
  scope: Scope,
  attempt: number,
): string {
  const random = createRandom(
    surroundings.seed,
    resource.id,
    name,
    order,
    attempt,
  );
  const form = resource.identifierForms.get(name);
  const sampled =
    form?.random === undefined
      ? undefined
      : samplerFor(form.random, ANY_LENGTH)(random);
  if (form?.form !== undefined)
    return form.form({ ...scope, random: sampled ?? "" });
  if (sampled !== undefined) return sampled;
  const source = resource.identifierSources.get(name);
  const made =
    source === undefined
      ? undefined
      : generate(source, random, surroundings, name);
  return typeof made === "string" ? made : `${name}-${order}-${attempt}`;
}

/** Who is there already where a create would put an instance: of the same identifiers, or of a name in `also`. */
export function occupant(
  store: Store,
  resource: ResourcePlan,
  identifiers: Identifiers,
  given: Fields,
): Instance | undefined {
  if (!resource.identifiers.every((name) => identifiers.has(name)))
    return undefined;
  const named = store.find(resource, identifiers);
  if (named !== undefined) return named;
  for (const [identifier, members] of resource.alternatives) {
    for (const member of members) {
      const value = getOwn(given, member);
      if (typeof value !== "string") continue;
      const other = new Map(identifiers).set(identifier, value);
      const found = store.find(resource, other);
      if (found !== undefined) return found;
    }
  }
  return undefined;
}
