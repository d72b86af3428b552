import type {
  Behaviours,
  ResourceDefinition,
  ServiceDefinition,
} from "../definition.js";
import { getOwn, setOwn } from "../schema-access.js";
import { isFields } from "./values.js";
import type { Fields } from "./values.js";

/** A Smithy JSON AST document, such as `{"smithy": "2.0", "shapes": {"ns#Shape": {"type": "apply", "traits": {}}}}`. */
export type Overlay = Readonly<Record<string, unknown>>;

const RESOURCES = "swage#resources";
const LIFECYCLE = [
  "create",
  "put",
  "read",
  "update",
  "delete",
  "list",
] as const;

/**
 * Merges an overlay over a definition: a trait value replaces the one that was there, lists too; resource shapes are
 * added, or replace those of the same id; what stands on a shape that the service lacks has no effect. Traits other
 * than swage's cannot change at runtime what was generated from the model, and are passed over.
 */
export function mergeOverlay(
  definition: ServiceDefinition,
  overlay: Overlay,
): ServiceDefinition {
  const shapes = overlay["shapes"];
  if (!isFields(shapes)) return definition;
  const behaviour: Record<string, Record<string, unknown>> = {};
  for (const [target, traits] of Object.entries(definition.behaviour))
    setOwn(behaviour, target, { ...traits });
  const added = new Map<string, ResourceDefinition>();

  for (const [id, shape] of Object.entries(shapes)) {
    if (!isFields(shape)) continue;
    mergeTraits(behaviour, id, shape["traits"]);
    if (isFields(shape["members"])) {
      for (const [name, member] of Object.entries(shape["members"])) {
        if (isFields(member))
          mergeTraits(behaviour, `${id}$${name}`, member["traits"]);
      }
    }
    if (shape["type"] === "resource") added.set(id, readResource(id, shape));
  }
  return {
    ...definition,
    behaviour,
    resources: boundResources(definition, behaviour, added),
  };
}

function mergeTraits(
  behaviour: Record<string, Record<string, unknown>>,
  target: string,
  traits: unknown,
): void {
  if (!isFields(traits)) return;
  const merged =
    (getOwn(behaviour, target) as Record<string, unknown> | undefined) ?? {};
  for (const [trait, value] of Object.entries(traits))
    if (trait.startsWith("swage#")) setOwn(merged, trait, value);
  setOwn(behaviour, target, merged);
}

/** The resources that the merged traits bind: what `swage#resources` no longer names is gone. */
function boundResources(
  definition: ServiceDefinition,
  behaviour: Behaviours,
  added: ReadonlyMap<string, ResourceDefinition>,
): readonly ResourceDefinition[] {
  const byId = new Map([
    ...definition.resources.map((resource) => [resource.id, resource] as const),
    ...added,
  ]);
  const named = rootsIn(behaviour, definition.id);
  const gone = new Set(
    rootsIn(definition.behaviour, definition.id).filter(
      (id) => !named.includes(id),
    ),
  );
  const children = new Set(
    definition.resources.flatMap((resource) => resource.resources),
  );
  const roots = definition.resources
    .map(({ id }) => id)
    .filter((id) => !children.has(id) && !gone.has(id));

  const bound = new Set<string>();
  const bind = (ids: readonly string[]): void => {
    for (const id of ids) {
      if (bound.has(id) || !byId.has(id)) continue;
      bound.add(id);
      bind(byId.get(id)?.resources ?? []);
    }
  };
  bind([...roots, ...named]);
  return Array.from(bound, (id) => byId.get(id)).filter(
    (resource) => resource !== undefined,
  );
}

function rootsIn(behaviour: Behaviours, service: string): readonly string[] {
  const traits = getOwn(behaviour, service);
  const value = isFields(traits) ? getOwn(traits, RESOURCES) : undefined;
  return Array.isArray(value)
    ? value.filter((id) => typeof id === "string")
    : [];
}

function readResource(id: string, shape: Fields): ResourceDefinition {
  const lifecycle: { [name in (typeof LIFECYCLE)[number]]?: string } = {};
  for (const name of LIFECYCLE) {
    const target = targetOf(shape[name]);
    if (target !== undefined) lifecycle[name] = target;
  }
  const noReplace =
    isFields(shape["traits"]) &&
    getOwn(shape["traits"], "smithy.api#noReplace") !== undefined;
  return {
    id,
    ...(noReplace ? { noReplace } : {}),
    identifiers: targetsByName(shape["identifiers"]),
    properties: targetsByName(shape["properties"]),
    ...lifecycle,
    operations: targetList(shape["operations"]),
    collectionOperations: targetList(shape["collectionOperations"]),
    resources: targetList(shape["resources"]),
  };
}

function targetOf(reference: unknown): string | undefined {
  const target = isFields(reference) ? reference["target"] : undefined;
  return typeof target === "string" ? target : undefined;
}

function targetList(references: unknown): readonly string[] {
  if (!Array.isArray(references)) return [];
  return references.map(targetOf).filter((target) => target !== undefined);
}

function targetsByName(references: unknown): Readonly<Record<string, string>> {
  const targets: Record<string, string> = {};
  for (const [name, reference] of Object.entries(
    isFields(references) ? references : {},
  )) {
    const target = targetOf(reference);
    if (target !== undefined) setOwn(targets, name, target);
  }
  return targets;
}
