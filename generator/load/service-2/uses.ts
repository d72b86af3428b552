import { isObject } from "../json/json-value.js";
import type { JsonObject } from "../json/json-value.js";
import type { Node } from "./reader.js";

/** Where a file points at a shape, by the shape's name; counted once, ahead of the conversion. */
export interface Uses {
  /** Operations of which it is the input, the output. */
  readonly inputs: ReadonlyMap<string, number>;
  readonly outputs: ReadonlyMap<string, number>;
  readonly errors: ReadonlySet<string>;
  /** Names of XML elements that operations give to their input, where it is not the name of the shape. */
  readonly roots: ReadonlyMap<string, string>;
  readonly members: ReadonlyMap<string, number>;
  /** Members among these that say that the target is a stream. */
  readonly streams: ReadonlyMap<string, number>;
}

type Entries = readonly (readonly [string, Node])[];

export function countUses(operations: Entries, shapes: Entries): Uses {
  const inputs = new Map<string, number>();
  const outputs = new Map<string, number>();
  const errors = new Set<string>();
  const members = new Map<string, number>();
  const streams = new Map<string, number>();
  const roots = new Map<string, string>();
  for (const [, { value }] of operations) {
    count(inputs, value.input);
    const { shape, locationName } = isObject(value.input) ? value.input : {};
    if (typeof shape === "string" && typeof locationName === "string" && locationName !== shape)
      roots.set(shape, locationName);
    count(outputs, value.output);
    if (Array.isArray(value.errors))
      for (const error of value.errors as readonly unknown[])
        if (isObject(error) && typeof error.shape === "string") errors.add(error.shape);
  }
  for (const [, { value }] of shapes)
    for (const reference of referencesOf(value)) {
      count(members, reference);
      if (isObject(reference) && reference.streaming === true) count(streams, reference);
    }
  return { inputs, outputs, errors, roots, members, streams };
}

function referencesOf({ members, member, key, value }: JsonObject): readonly unknown[] {
  return [...(isObject(members) ? Object.values(members) : []), member, key, value];
}

function count(counts: Map<string, number>, reference: unknown): void {
  if (!isObject(reference) || typeof reference.shape !== "string") return;
  counts.set(reference.shape, (counts.get(reference.shape) ?? 0) + 1);
}
