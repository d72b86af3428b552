import { PRELUDE } from "../../model/prelude.js";
import type { ShapeId } from "../../model/shape-id.js";
import type { ShapeType } from "../../model/shapes.js";
import type { Json } from "../../model/traits.js";
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

/**
 * Makes of Smithy 1.0 what Smithy's own loader makes of it: unboxed simple shapes and the members that target them get
 * their zero value as `default`, boxed members a default of null, streaming blobs that are not required an empty one.
 */
export function upgradeDefaults(drafts: ReadonlyMap<ShapeId, Draft>): void {
  const old = [...drafts.values()].filter((draft) => draft.version === "1.0");
  for (const draft of old) {
    const zero = ZERO_VALUES.get(draft.type);
    if (zero !== undefined && !draft.traits.has(BOX) && !draft.traits.has(DEFAULT)) draft.traits.set(DEFAULT, zero);
  }
  for (const draft of old) {
    if (draft.type !== "structure") continue;
    for (const { target, traits } of draft.members.values()) {
      if (traits.has(DEFAULT)) continue;
      const shape = drafts.get(target) ?? PRELUDE.get(target);
      if (traits.has(BOX)) traits.set(DEFAULT, null);
      else if (shape === undefined || isBoxed(target, shape.traits)) continue;
      else if (ZERO_VALUES.has(shape.type)) traits.set(DEFAULT, ZERO_VALUES.get(shape.type)!);
      else if (shape.type === "blob" && shape.traits.has("smithy.api#streaming") && !traits.has("smithy.api#required"))
        traits.set(DEFAULT, "");
    }
  }
}

/** The prelude's `Integer`, `Boolean` and so on were boxed in 1.0; its `PrimitiveInteger` and so on were not. */
function isBoxed(target: ShapeId, traits: ReadonlyMap<string, Json>): boolean {
  return traits.has(BOX) || (PRELUDE.has(target) && !traits.has(DEFAULT));
}
