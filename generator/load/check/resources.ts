import { loadCodes } from "../../diagnostics/codes/load.js";
import type { ShapeId } from "../../model/shape-id.js";
import type { MemberShape, OperationShape, ResourceShape } from "../../model/shapes.js";
import { overlaidResources } from "../../model/operations.js";
import { isSimpleShape, membersOf } from "../../model/shapes.js";
import type { JsonPath } from "../json/json-source.js";
import { suggest } from "../suggest.js";
import type { CheckContext } from "./context.js";

const LIFECYCLE = ["create", "put", "read", "update", "delete", "list"] as const;
type Lifecycle = (typeof LIFECYCLE)[number];

/** What an operation must and must not promise in a place of the lifecycle (Smithy 2.0 spec, "Resource lifecycle"). */
const PROMISES: { readonly [key in Lifecycle]: { readonly needs?: string; readonly excludes?: string } } = {
  create: { excludes: "smithy.api#readonly" },
  put: { needs: "smithy.api#idempotent" },
  read: { needs: "smithy.api#readonly" },
  update: { excludes: "smithy.api#readonly" },
  delete: { needs: "smithy.api#idempotent" },
  list: { needs: "smithy.api#readonly" },
};

/** An operation in a place of a resource. */
interface Binding {
  readonly resource: ResourceShape;
  readonly operation: OperationShape;
  readonly part: JsonPath;
  readonly lifecycle: Lifecycle | undefined;
  readonly isCollection: boolean;
}

/** What stands around a resource. */
interface Surroundings {
  readonly parents: readonly ResourceShape[];
  /** It is bound by `swage#resources` alone, and describes operations that were not made for resources. */
  readonly isOverlaid: boolean;
}

/** Resources against Smithy's rules: lifecycle, identifiers, properties, parents. */
export function checkResources(context: CheckContext): void {
  const resources = [...context.model.shapes.values()].filter((shape) => shape.type === "resource");
  const parentsOf = new Map<ShapeId, ResourceShape[]>();
  for (const parent of resources) {
    for (const child of parent.resources)
      if (child !== parent.id) parentsOf.set(child, [...(parentsOf.get(child) ?? []), parent]);
  }
  const overlaid = new Set(context.model.services.flatMap((one) => [...overlaidResources(context.model, one)]));
  for (const resource of resources) {
    const parents = parentsOf.get(resource.id) ?? [];
    const isOverlaid = overlaid.has(resource.id);
    for (const binding of bindingsOf(context, resource)) checkBinding(context, binding, { parents, isOverlaid });
    for (const parent of parents) checkParent(context, resource, parent);
    if (resource.put === undefined && resource.traits.has("smithy.api#noReplace"))
      context.report(
        loadCodes.noReplaceWithoutPut,
        context.locate(resource.id, ["traits", "smithy.api#noReplace"], "key"),
        { resource: resource.id },
      );
  }
  checkCycles(context, resources);
}

export function bindingsOf(context: CheckContext, resource: ResourceShape): readonly Binding[] {
  const bindings: Binding[] = [];
  const add = (id: ShapeId | undefined, part: JsonPath, lifecycle: Lifecycle | undefined, isCollection: boolean) => {
    const operation = id === undefined ? undefined : context.model.getShape(id);
    if (operation?.type === "operation") bindings.push({ resource, operation, part, lifecycle, isCollection });
  };
  for (const key of LIFECYCLE) add(resource[key], [key, "target"], key, key === "create" || key === "list");
  for (const [index, id] of resource.operations.entries()) add(id, ["operations", index, "target"], undefined, false);
  for (const [index, id] of resource.collectionOperations.entries())
    add(id, ["collectionOperations", index, "target"], undefined, true);
  return bindings;
}

function checkBinding(context: CheckContext, binding: Binding, { parents, isOverlaid }: Surroundings): void {
  const { resource, operation, lifecycle } = binding;
  const at = () => context.locate(resource.id, binding.part);
  if (lifecycle !== undefined) {
    const { needs, excludes } = PROMISES[lifecycle];
    const facts = { resource: resource.id, lifecycle, operation: operation.id };
    if (needs !== undefined && !operation.traits.has(needs))
      context.report(loadCodes.lifecycleTrait, at(), { ...facts, trait: needs });
    if (excludes !== undefined && operation.traits.has(excludes))
      context.report(loadCodes.lifecycleReadonly, at(), facts);
  }
  const input = context.model.getShape(operation.input);
  const members = input === undefined ? [] : membersOf(input);
  const ofParents = parents.flatMap((parent) => [...parent.identifiers]);
  const needed = isOverlaid
    ? [...resource.identifiers].filter(([name]) => !binding.isCollection && !ofParents.some(([of]) => of === name))
    : binding.isCollection
      ? ofParents
      : [...resource.identifiers];
  for (const [identifier, target] of needed) {
    const binds = (member: MemberShape): boolean =>
      isOverlaid ? givesIdentifier(context, member, identifier) : bindsIdentifier(member, identifier, target);
    if (members.some(binds)) continue;
    const facts = { resource: resource.id, operation: operation.id, identifier, target, input: operation.input };
    context.report(loadCodes.identifierNotBound, at(), { ...facts, isOverlaid });
  }
  if (lifecycle !== undefined && resource.properties.size > 0) checkProperties(context, resource, operation);
}

/** By name and target, or by `resourceIdentifier`; the member is required either way. */
function bindsIdentifier({ name, target, traits }: MemberShape, identifier: string, type: ShapeId): boolean {
  if (!traits.has("smithy.api#required")) return false;
  return traits.get("smithy.api#resourceIdentifier") === identifier || (name === identifier && target === type);
}

/** By name, by `resourceIdentifier` or by `swage#identifier`, as the mock reads it; a client may leave it out. */
function givesIdentifier(context: CheckContext, { name, target, traits }: MemberShape, identifier: string): boolean {
  const shape = context.model.getShape(target);
  if (shape === undefined || !isSimpleShape(shape)) return false;
  const said = traits.get("swage#identifier") as { readonly name?: unknown } | undefined;
  if (said !== undefined) return (said.name ?? name) === identifier;
  return (traits.get("smithy.api#resourceIdentifier") ?? name) === identifier;
}

function checkProperties(context: CheckContext, resource: ResourceShape, operation: OperationShape): void {
  for (const side of [operation.input, operation.output]) {
    const shape = context.model.getShape(side);
    if (shape === undefined) continue;
    for (const member of membersOf(shape)) {
      if (member.traits.has("smithy.api#notProperty") || member.traits.has("smithy.api#nestedProperties")) continue;
      const value = member.traits.get("smithy.api#property");
      const named = (value as { readonly name?: unknown } | undefined)?.name;
      const property = typeof named === "string" ? named : member.name;
      const target = resource.properties.get(property);
      if (target === undefined && typeof named === "string") {
        const suggestions = suggest(property, resource.properties.keys());
        const facts = { member: member.id, property, resource: resource.id, suggestions };
        context.report(loadCodes.unknownProperty, context.locate(member.id, ["traits", "smithy.api#property"]), facts);
      }
      if (target === undefined || target === member.target) continue;
      const facts = { member: member.id, property, resource: resource.id, target };
      context.report(loadCodes.propertyTarget, context.locate(member.id, ["target"]), facts);
    }
  }
}

function checkParent(context: CheckContext, resource: ResourceShape, parent: ResourceShape): void {
  for (const [identifier, target] of parent.identifiers) {
    if (resource.identifiers.get(identifier) === target) continue;
    const facts = { resource: resource.id, parent: parent.id, identifier, target };
    context.report(loadCodes.parentIdentifier, context.locate(resource.id, ["identifiers"], "key"), facts);
  }
}

/** A child further down that is on the way to itself; each resource is walked once. */
function checkCycles(context: CheckContext, resources: readonly ResourceShape[]): void {
  const state = new Map<ShapeId, "open" | "done">();
  for (const root of resources) {
    const stack = state.has(root.id) ? [] : [{ resource: root, next: 0 }];
    state.set(root.id, state.get(root.id) ?? "open");
    for (let frame = stack.at(-1); frame !== undefined; frame = stack.at(-1)) {
      const id = frame.resource.resources[frame.next++];
      const child = id === undefined ? undefined : context.model.getShape(id);
      if (id === undefined) {
        state.set(frame.resource.id, "done");
        stack.pop();
      } else if (state.get(id) === "open") {
        const facts = { resource: id };
        context.report(loadCodes.resourceCycle, context.locate(frame.resource.id, ["resources"], "key"), facts);
      } else if (child?.type === "resource" && !state.has(id)) {
        state.set(id, "open");
        stack.push({ resource: child, next: 0 });
      }
    }
  }
}
