import { PRELUDE } from "./prelude.js";
import type { ShapeId } from "./shape-id.js";
import { memberId } from "./shape-id.js";
import type { DataShape, MemberShape, ServiceShape, Shape, ShapeType } from "./shapes.js";
import { isDataShape } from "./shapes.js";
import type { Json, Traits, TraitValues } from "./traits.js";
import { hasTrait, trait } from "./traits.js";

/** How a model was written down: as Smithy, or as AWS's older service-2.json. */
export type ModelForm = "smithy" | "service-2";

/** A loaded, checked, immutable model: every target exists, mixins are flattened, `apply` is applied. */
export interface Model {
  /** All shapes but the prelude's and members, sorted by id. */
  readonly shapes: ReadonlyMap<ShapeId, Shape>;
  readonly metadata: ReadonlyMap<string, Json>;
  readonly form: ModelForm;
  /** Services, sorted by id; mixins, which are parts of services and none themselves, left out. */
  readonly services: readonly ServiceShape[];
  /** A shape of the model or of the prelude. */
  getShape(id: ShapeId): Shape | undefined;
}

/** The loader's last step; also for tests. Shapes come in any order, ids once. */
export function createModel(
  shapes: Iterable<Shape>,
  metadata: ReadonlyMap<string, Json> = new Map(),
  form: ModelForm = "smithy",
): Model {
  const all = new Map(PRELUDE);
  const ids: ShapeId[] = [];
  for (const shape of shapes) {
    ids.push(shape.id);
    all.set(shape.id, shape);
  }
  const sorted = new Map<ShapeId, Shape>();
  for (const id of ids.sort()) sorted.set(id, all.get(id)!);
  return {
    shapes: sorted,
    metadata,
    form,
    services: [...sorted.values()]
      .filter((shape) => shape.type === "service")
      .filter((service) => !hasTrait(service, "smithy.api#mixin")),
    getShape: (id) => all.get(id),
  };
}

/** The shapes that may have the type: structures and unions are one interface. */
type ShapeOf<T extends ShapeType, S extends Shape = Shape> = S extends Shape
  ? T extends S["type"]
    ? S
    : never
  : never;

/** The shape of that id; throws where the model has none of that type, which the loader has excluded. */
export function expectShape(model: Model, id: ShapeId): Shape;
export function expectShape<T extends ShapeType>(model: Model, id: ShapeId, type: T): ShapeOf<T>;
export function expectShape(model: Model, id: ShapeId, type?: ShapeType): Shape {
  const shape = model.getShape(id);
  if (shape === undefined || (type !== undefined && shape.type !== type))
    throw new Error(`no ${type ?? "shape"} ${id}`);
  return shape;
}

/** The data shape that a member points at. */
export function targetOf(model: Model, member: MemberShape): DataShape {
  const target = model.getShape(member.target);
  if (target === undefined || !isDataShape(target))
    throw new Error(`${member.id} targets a ${expectShape(model, member.target).type}`);
  return target;
}

/** A trait of the member, else of its target: what is closer goes before (Smithy 2.0 spec, "Constraint trait precedence"). */
export function effectiveTrait<K extends keyof TraitValues>(
  model: Model,
  member: MemberShape,
  id: K,
): TraitValues[K] | undefined {
  return trait(member, id) ?? trait(targetOf(model, member), id);
}

/** A member by its absolute id, `ns#Shape$member`; lists have `member`, maps `key` and `value`. */
export function getMember(model: Model, container: ShapeId, name: string): MemberShape | undefined {
  const shape = model.getShape(container);
  switch (shape?.type) {
    case "structure":
    case "union":
    case "enum":
    case "intEnum":
      return shape.members.get(name);
    case "list":
      return name === "member" ? shape.member : undefined;
    case "map":
      return name === "key" ? shape.key : name === "value" ? shape.value : undefined;
    default:
      return undefined;
  }
}

/** For the loader and tests. */
export function createMember<T extends Traits>(
  container: ShapeId,
  name: string,
  target: ShapeId,
  traits: T,
): MemberShape & { readonly traits: T } {
  return { type: "member", id: memberId(container, name), name, container, target, traits };
}
