import { compareText } from "../diagnostics/diagnostic.js";
import type { ShapeId } from "../model/shape-id.js";
import { nameOf } from "../model/shape-id.js";
import type { Change, Reach } from "./change.js";

/** Operations that come to a change from the same side by the same path. */
export interface ReachGroup {
  readonly side: Reach["side"];
  readonly path: string;
  /** Names, sorted. */
  readonly operations: readonly string[];
}

export function groupReaches(reaches: readonly Reach[]): readonly ReachGroup[] {
  const groups = new Map<string, { side: Reach["side"]; path: string; operations: string[] }>();
  for (const { operation, side, path } of reaches) {
    const key = `${side} ${path}`;
    const group = groups.get(key) ?? { side, path, operations: [] };
    groups.set(key, group);
    group.operations.push(nameOf(operation as ShapeId));
  }
  return [...groups.values()].map(({ side, path, operations }) => ({
    side,
    path,
    operations: operations.toSorted(compareText),
  }));
}

/** `request of A, B (Path)`, a group each; nothing for a change that is about the operation itself. */
export function reachTexts(
  { reaches, shape }: Pick<Change, "reaches" | "shape">,
  most: { readonly groups: number; readonly operations: number },
  pathText: (path: string) => string,
): readonly string[] {
  if (reaches.some(({ operation }) => operation === shape)) return [];
  const groups = groupReaches(reaches);
  const texts = groups.slice(0, most.groups).map(({ side, path, operations }) => {
    return `${side} of ${enumerate(operations, most.operations)}${path === "" ? "" : pathText(path)}`;
  });
  const left = groups.length - texts.length;
  return left === 0 ? texts : [...texts, `and ${left} more paths`];
}

/** `A, B, C and 4 more`. */
export function enumerate(names: readonly string[], most: number): string {
  if (names.length <= most) return names.join(", ");
  return `${names.slice(0, most).join(", ")} and ${names.length - most} more`;
}
