import { getOwn } from "../schema-access.js";
import type { ResourcePlan } from "./plan.js";
import type { Fields } from "./values.js";

/** Identifier → value. */
export type Identifiers = ReadonlyMap<string, string>;

export interface Instance {
  readonly resource: ResourcePlan;
  readonly identifiers: Identifiers;
  readonly state: Fields;
  /** Grows with each instance that is added; an instance keeps its number when it is written again. */
  readonly order: number;
  /** When it was last written, epoch milliseconds. */
  readonly written: number;
}

/** All instances of all resources of one mock. Instances are replaced, never changed. */
export interface Store {
  /** @returns undefined where there is none, or where no identifier at all is given. */
  find(resource: ResourcePlan, identifiers: Identifiers): Instance | undefined;
  put(instance: Instance): void;
  /** Removes an instance, and what lives in it. */
  remove(instance: Instance): void;
  /** In the order in which they were added; only those whose identifiers agree with the given ones. */
  list(resource: ResourcePlan, identifiers: Identifiers): readonly Instance[];
  /** The number of the next instance that is added. */
  nextOrder(): number;
  clear(): void;
}

export function createStore(): Store {
  const tables = new Map<string, Map<string, Instance>>();
  let order = 0;

  const list = (
    resource: ResourcePlan,
    identifiers: Identifiers,
  ): readonly Instance[] =>
    Array.from(tables.get(resource.id)?.values() ?? []).filter((instance) =>
      agrees(instance, identifiers),
    );

  return {
    find: (resource, identifiers) => {
      const values = resource.identifiers.map((name) => identifiers.get(name));
      const found = tables.get(resource.id)?.get(JSON.stringify(values));
      const exact =
        resource.opaqueIdentifiers.size === 0 &&
        resource.alternatives.size === 0 &&
        values.every((value) => value !== undefined);
      return (
        found ??
        (exact || identifiers.size === 0
          ? undefined
          : list(resource, identifiers)[0])
      );
    },
    put: (instance) => {
      const { resource, identifiers } = instance;
      order = Math.max(order, instance.order);
      let table = tables.get(resource.id);
      if (table === undefined) tables.set(resource.id, (table = new Map()));
      table.set(keyOf(resource, identifiers), instance);
    },
    remove: ({ resource, identifiers }) => {
      tables.get(resource.id)?.delete(keyOf(resource, identifiers));
      for (const table of tables.values()) {
        for (const [key, inner] of table) {
          if (isWithin(inner.resource, resource) && agrees(inner, identifiers))
            table.delete(key);
        }
      }
    },
    list,
    nextOrder: () => order + 1,
    clear: () => {
      tables.clear();
      order = 0;
    },
  };
}

function keyOf(resource: ResourcePlan, identifiers: Identifiers): string {
  return JSON.stringify(
    resource.identifiers.map((name) => identifiers.get(name)),
  );
}

function agrees(
  { resource, identifiers: own, state }: Instance,
  identifiers: Identifiers,
): boolean {
  for (const [name, value] of identifiers) {
    if (own.get(name) === value) continue;
    if (resource.opaqueIdentifiers.has(name)) {
      if (Object.values(state).includes(value)) continue;
    } else if (
      resource.alternatives
        .get(name)
        ?.some((member) => getOwn(state, member) === value) === true
    )
      continue;
    return false;
  }
  return true;
}

function isWithin(resource: ResourcePlan, ancestor: ResourcePlan): boolean {
  for (let plan = resource.parent; plan !== undefined; plan = plan.parent)
    if (plan.id === ancestor.id) return true;
  return false;
}
