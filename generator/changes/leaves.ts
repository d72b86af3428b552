import type { ShapeId } from "../model/shape-id.js";
import type { Closure } from "../model/closure.js";
import { enumValues } from "../model/enums.js";
import { getMember, targetOf } from "../model/model.js";
import { isRequired } from "../model/nullability.js";
import { nameOf } from "../model/shape-id.js";
import type { DataShape, MemberShape, StructureShape } from "../model/shapes.js";
import type { Change } from "./change.js";
import { joinPath } from "./reach.js";

/** The end of what is new under a member: where nothing further is new, or nothing further is. */
export interface Leaf {
  /** From what changed; "" where that is the leaf itself. */
  readonly path: string;
  /** `string`, `list of phone_number | email`, `AccountType` for a structure that was there before. */
  readonly type: string;
  /** Values of an enumeration, where the leaf is one or a list or map of one. */
  readonly values: readonly (string | number)[];
  /** Whether the member that was added is required. */
  readonly required: boolean;
}

/** The type of a leaf that is a value of an enumeration which was there before. */
export const NEW_VALUE = "new value";

/** @returns for a new member or value what it brought; nothing for other changes. */
export function leavesOf(change: Change, before: Closure, after: Closure): readonly Leaf[] {
  if (change.id === "enum-value-added" && (typeof change.after === "string" || typeof change.after === "number")) {
    return [{ path: "", type: NEW_VALUE, values: [change.after], required: false }];
  }
  if (change.id !== "member-added" || change.member === undefined) return [];
  const member = getMember(after.model, change.shape as ShapeId, change.member);
  if (member === undefined) return [];
  const leaves: Leaf[] = [];
  descend({ steps: [], required: isRequired(member), open: new Set() }, member, before, after, leaves);
  return leaves;
}

interface Position {
  readonly steps: readonly string[];
  readonly required: boolean;
  /** Shapes on the way here: one inside itself is a leaf. */
  readonly open: ReadonlySet<string>;
}

/** More leaves of one member help nobody; the rest is in the docs. */
const MAXIMUM = 100;

function descend(at: Position, member: MemberShape, before: Closure, after: Closure, leaves: Leaf[]): void {
  if (leaves.length >= MAXIMUM) return;
  const shape = targetOf(after.model, member);
  const { steps, inner } = unwrap(shape, after);
  const isNew = after.ids.has(inner.id) && !before.ids.has(inner.id);
  if (!isNew || !hasMembers(inner) || at.open.has(inner.id)) {
    const values = (enumValues(inner) ?? []).map(({ value }) => value);
    leaves.push({ path: joinPath(at.steps), type: typeText(shape, after), values, required: at.required });
    return;
  }
  const open = new Set([...at.open, inner.id]);
  for (const next of inner.members.values()) {
    descend({ steps: [...at.steps, ...steps, next.name], required: at.required, open }, next, before, after, leaves);
  }
}

function hasMembers(shape: DataShape): shape is StructureShape {
  return (shape.type === "structure" || shape.type === "union") && shape.members.size > 0;
}

/** Lists of lists of lists: no model by hand goes deeper. */
const DEPTH = 8;

/** What is inside of lists and maps, and the steps to it. */
function unwrap(shape: DataShape, { model }: Closure): { steps: readonly string[]; inner: DataShape } {
  const steps: string[] = [];
  let inner = shape;
  while ((inner.type === "list" || inner.type === "map") && steps.length < DEPTH) {
    steps.push(inner.type === "list" ? "[]" : "{}");
    inner = targetOf(model, inner.type === "list" ? inner.member : inner.value);
  }
  return { steps, inner };
}

function typeText(shape: DataShape, closure: Closure, depth = 0): string {
  if (shape.type === "list" && depth < DEPTH) {
    return `list of ${typeText(targetOf(closure.model, shape.member), closure, depth + 1)}`;
  }
  if (shape.type === "map" && depth < DEPTH) {
    return `map of ${typeText(targetOf(closure.model, shape.value), closure, depth + 1)}`;
  }
  const values = enumValues(shape);
  if (values !== undefined) return values.map(({ value }) => String(value)).join(" | ");
  return shape.type === "structure" || shape.type === "union" ? nameOf(shape.id) : shape.type;
}
