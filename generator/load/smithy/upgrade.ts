import { PRELUDE } from "../../model/prelude.js";
import type { ShapeId } from "../../model/shape-id.js";
import type { ShapeType } from "../../model/shapes.js";
import type { Json, Traits } from "../../model/traits.js";
import { isObject } from "../json/json-value.js";
import type { Draft } from "./ast.js";

/** Types that had a zero value in Smithy 1.0 wherever `box` did not take it away. */
const ZERO_VALUES: ReadonlyMap<ShapeType, Json> = new Map<ShapeType, Json>([
  ["boolean", false],
  ["byte", 0],
  ["short", 0],
  ["integer", 0],
  ["long", 0],
  ["float", 0],
  ["double", 0],
  ["intEnum", 0],
]);

const BOX = "smithy.api#box";
const DEFAULT = "smithy.api#default";
const RANGE = "smithy.api#range";

/**
 * Makes of Smithy 1.0 what Smithy's own loader makes of it: unboxed simple shapes and the members that target them get
 * their zero value as `default`, boxed members a default of null, streaming blobs that are not required an empty one.
 * A zero that the range leaves out is no default: no request without the member would pass.
 */
export function upgradeDefaults(drafts: ReadonlyMap<ShapeId, Draft>): void {
  const old = [...drafts.values()].filter((draft) => draft.version === "1.0");
  for (const draft of old) {
    const zero = ZERO_VALUES.get(draft.type);
    if (zero === undefined || draft.traits.has(BOX) || draft.traits.has(DEFAULT)) continue;
    if (admitsZero(draft.traits)) draft.traits.set(DEFAULT, zero);
  }
  for (const draft of old) {
    if (draft.type !== "structure") continue;
    for (const { target, traits } of draft.members.values()) {
      if (traits.has(DEFAULT)) continue;
      const shape = drafts.get(target) ?? PRELUDE.get(target);
      if (traits.has(BOX)) traits.set(DEFAULT, null);
      else if (shape === undefined || isBoxed(target, shape.traits)) continue;
      else if (ZERO_VALUES.has(shape.type)) upgradeMember(traits, shape);
      else if (shape.type === "blob" && shape.traits.has("smithy.api#streaming") && !traits.has("smithy.api#required"))
        traits.set(DEFAULT, "");
    }
  }
}

function upgradeMember(traits: Map<string, Json>, target: { readonly type: ShapeType; readonly traits: Traits }): void {
  if (admitsZero(traits.has(RANGE) ? traits : target.traits)) traits.set(DEFAULT, ZERO_VALUES.get(target.type)!);
  // Where the target has its zero, the member says that it has none.
  else if (target.traits.has(DEFAULT)) traits.set(DEFAULT, null);
}

function admitsZero(traits: Traits): boolean {
  const range = traits.get(RANGE);
  return !isObject(range) || (Number(range.min ?? 0) <= 0 && Number(range.max ?? 0) >= 0);
}

/** The prelude's `Integer`, `Boolean` and so on were boxed in 1.0; its `PrimitiveInteger` and so on were not. */
function isBoxed(target: ShapeId, traits: Traits): boolean {
  return traits.has(BOX) || (PRELUDE.has(target) && !traits.has(DEFAULT));
}
