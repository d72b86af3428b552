import type { ShapeId } from "../../model/shape-id.js";
import type { DataShape, MemberShape, StructureShape } from "../../model/shapes.js";
import type { PackageContext } from "../context.js";
import { isOptional } from "../types/member-type.js";
import type { Target } from "./targets.js";
import { targetsOf } from "./targets.js";
import { streamType } from "./type-markup.js";

/** Structures are spelt out within each other so deep, then named: readers see the whole of a usual request. */
const LEVELS = 4;

/** Fewer levels where it would take more lines: many large structures that hold each other have no end. */
const LINES = 1000;

/** Columns of a line, the comment at its end left out: where prettier breaks by default. */
const WIDTH = 80;

/**
 * The whole syntax of a structure as a TypeScript interface in prettier's form: nested structures spelt out, values of
 * enumerations listed where they fit on the line, what came later marked.
 */
export function structureSyntax(context: PackageContext, structure: StructureShape): string {
  const targetOf = targetsOf(context);
  const linesTo = (levels: number): string[] => {
    const lines = [`interface ${context.names.type(structure.id)} {`];
    addMembers({ context, targetOf, levels }, structure, "  ", [structure.id], lines);
    return lines.length <= LINES || levels === 1 ? lines : linesTo(levels - 1);
  };
  const lines = linesTo(LEVELS);
  return lines.length === 1 ? `${lines[0]!}}` : `${lines.join("\n")}\n}`;
}

interface Depth {
  readonly context: PackageContext;
  readonly targetOf: (member: MemberShape) => Target;
  readonly levels: number;
}

function addMembers(
  depth: Depth,
  structure: StructureShape,
  indent: string,
  path: readonly ShapeId[],
  lines: string[],
): void {
  const { context, levels } = depth;
  for (const member of structure.members.values()) {
    // Too many already: these levels will not be taken.
    if (lines.length > LINES && levels > 1) return;
    const since = context.history.since(member.id);
    addValue(depth, member, `${indent}${member.name}${isOptional(member) ? "?" : ""}: `, indent, path, lines);
    if (since !== undefined) lines[lines.length - 1] += ` // since ${since}`;
  }
}

/** The lines of a member, the first beginning with `start`. */
function addValue(
  depth: Depth,
  member: MemberShape,
  start: string,
  indent: string,
  path: readonly ShapeId[],
  lines: string[],
): void {
  const { context, targetOf, levels } = depth;
  const { shape: target, type, item, value, values, itemValues } = targetOf(member);
  if (isSpeltOut(target, path, levels)) {
    lines.push(`${start}{`);
    const before = lines.length;
    addMembers(depth, target, `${indent}  `, [...path, target.id], lines);
    if (lines.length === before) lines[before - 1] += "};";
    else lines.push(`${indent}};`);
    return;
  }
  if (item !== undefined && isSpeltOut(item, path, levels) && item.members.size > 0) {
    lines.push(`${start}{`);
    addMembers(depth, item, `${indent}  `, [...path, item.id], lines);
    lines.push(`${indent}}[];`);
    return;
  }
  if (value !== undefined && isSpeltOut(value, path, levels) && value.members.size > 0) {
    lines.push(`${start}{`, `${indent}  [key: string]: {`);
    addMembers(depth, value, `${indent}    `, [...path, value.id], lines);
    lines.push(`${indent}  };`, `${indent}};`);
    return;
  }
  if (itemValues !== "") {
    const line = `${start}${itemValues.includes(" | ") ? `(${itemValues})` : itemValues}[];`;
    if (line.length <= WIDTH) {
      lines.push(line);
      return;
    }
  }
  const fits = values !== "" && start.length + values.length < WIDTH;
  lines.push(`${start}${fits ? values : (type ?? streamType(context, member, target)).text};`);
}

function isSpeltOut(shape: DataShape, path: readonly ShapeId[], levels: number): shape is StructureShape {
  return shape.type === "structure" && path.length < levels && !path.includes(shape.id);
}
