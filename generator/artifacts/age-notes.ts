import type { History } from "../changes/history.js";
import { compareText } from "../diagnostics/diagnostic.js";
import { enumValues } from "../model/enums.js";
import type { ShapeId } from "../model/shape-id.js";
import type { DataShape } from "../model/shapes.js";
import { dataMembersOf } from "../model/shapes.js";
import { codeSpan } from "../print/markdown.js";

/** `` Since 2022-05-24: `A`, `B` ``: members and values that are newer than their shape, a line a day. */
export function sinceNotes(history: History, shape: DataShape): readonly string[] {
  if (history.releases.length < 2) return [];
  const ownAge = history.since(shape.id);
  const dated = [
    ...(enumValues(shape) === undefined ? dataMembersOf(shape) : []).map(
      ({ id, name }) => [history.since(id), name] as const,
    ),
    ...(enumValues(shape) ?? []).map(
      ({ value }) => [history.valueSince(shape.id, value), JSON.stringify(value)] as const,
    ),
  ];
  return notes(
    "Since",
    dated.filter(([date]) => date !== ownAge),
  );
}

/** `` Until 2022-05-24: `A`, `B` ``: members and values that the shape had, a line a day. */
export function untilNotes(history: History, shape: ShapeId): readonly string[] {
  if (history.removals.length === 0) return [];
  const gone = history.removals.filter((one) => one.shape === shape && (one.kind === "member" || one.kind === "value"));
  return notes(
    "Until",
    gone.map(({ date, member, value }) => [date, member ?? JSON.stringify(value)] as const),
  );
}

function notes(word: string, dated: readonly (readonly [date: string | undefined, name: string])[]): readonly string[] {
  const byDate = new Map<string, string[]>();
  for (const [date, name] of dated)
    if (date !== undefined) byDate.set(date, [...(byDate.get(date) ?? []), codeSpan(name)]);
  return [...byDate]
    .toSorted(([a], [b]) => compareText(b, a))
    .map(([date, names]) => `${word} ${date}: ${names.join(", ")}`);
}
