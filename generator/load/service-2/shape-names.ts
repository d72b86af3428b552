import { loadCodes } from "../../diagnostics/codes/load.js";
import type { ShapeId } from "../../model/shape-id.js";
import { isIdentifier, shapeId } from "../../model/shape-id.js";
import type { ShapeType } from "../../model/shapes.js";
import { SIMPLE_TYPES } from "../../model/shapes.js";
import type { Node, Reader } from "./reader.js";
import { at, pathOf } from "./reader.js";

/** Gives out shape ids of one namespace that Smithy takes for different. */
export interface Namer {
  /** The id of that name; where it is taken, of the name with a capital letter and a number. */
  give(name: string, type: ShapeType): ShapeId;
  isTaken(name: string): boolean;
}

/**
 * Smithy has operations, shapes and the service in one namespace, where names differ by more than their letters' case;
 * only simple shapes of one type, and lists, may differ by case alone (Smithy 2.0 spec, "Shape ID conflicts").
 */
export function createNamer(namespace: string): Namer {
  const names = new Set<string>();
  const kinds = new Map<string, string>();
  const counts = new Map<string, number>();
  const isFree = (name: string, kind: string): boolean =>
    !names.has(name) && (kinds.get(name.toLowerCase()) ?? kind) === kind;
  return {
    give(wanted, type) {
      const kind = mayDifferByCase(type) ? type : `only ${wanted}`;
      let name = wanted;
      const key = wanted.toLowerCase();
      for (let count = counts.get(key) ?? 2; !isFree(name, kind); count++) {
        name = `${wanted[0]!.toUpperCase()}${wanted.slice(1)}${count}`;
        counts.set(key, count + 1);
      }
      names.add(name);
      kinds.set(name.toLowerCase(), kind);
      return shapeId(`${namespace}#${name}`);
    },
    isTaken: (name) => kinds.has(name.toLowerCase()),
  };
}

function mayDifferByCase(type: ShapeType): boolean {
  return type === "list" || (SIMPLE_TYPES as readonly string[]).includes(type);
}

/** Entries whose name may stand in a shape id; the others are reported. */
export function namedEntries(
  reader: Reader,
  entries: readonly (readonly [string, Node])[],
  what: string,
): readonly (readonly [string, Node])[] {
  return entries.filter(([name, node]) => {
    if (isIdentifier(name)) return true;
    reader.report(loadCodes.invalidName, at(reader, pathOf(node), "key"), { name, what });
    return false;
  });
}

/** What would end the id of a shape or begin the name of its member, and what nobody can see or print. */
const NO_MEMBER_NAME = /^$|[$#\p{C}\p{Zl}\p{Zp}]/u;

/** Members by their names: this form has no grammar for them, and a name is no more than a key. */
export function memberEntries(
  reader: Reader,
  entries: readonly (readonly [string, Node])[],
): readonly (readonly [string, Node])[] {
  return entries.filter(([name, node]) => {
    if (!NO_MEMBER_NAME.test(name)) return true;
    reader.report(loadCodes.memberName, at(reader, pathOf(node), "key"), { name });
    return false;
  });
}
