import type { ShapeId } from "../../model/shape-id.js";
import type { DataShape, MemberShape, StructureShape } from "../../model/shapes.js";
import { typeKey } from "../../print/literals.js";
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
    addMembers({ context, targetOf, levels, path: [] }, structure, "  ", lines);
    return lines.length <= LINES || levels === 1 ? lines : linesTo(levels - 1);
  };
  const lines = linesTo(LEVELS);
  return lines.length === 1 ? `${lines[0]!}}` : `${lines.join("\n")}\n}`;
}

interface Depth {
  readonly context: PackageContext;
  readonly targetOf: (member: MemberShape) => Target;
  readonly levels: number;
  /** The structures that are being spelt out, each within the one before. */
  readonly path: ShapeId[];
}

function addMembers(depth: Depth, structure: StructureShape, indent: string, lines: string[]): void {
  const { context, levels, path } = depth;
  path.push(structure.id);
  for (const member of structure.members.values()) {
    // Too many already: these levels will not be taken.
    if (lines.length > LINES && levels > 1) break;
    const since = context.history.since(member.id);
    addValue(depth, member, `${indent}${typeKey(member.name)}${isOptional(member) ? "?" : ""}: `, indent, lines);
    if (since !== undefined) lines[lines.length - 1] += ` // since ${since}`;
  }
  path.pop();
}

/** The lines of a member, the first beginning with `start`. */
function addValue(depth: Depth, member: MemberShape, start: string, indent: string, lines: string[]): void {
  const { context, targetOf } = depth;
  const { shape: target, type, item, value, values, itemValues } = targetOf(member);
  if (isSpeltOut(target, depth)) {
    lines.push(`${start}{`);
    const before = lines.length;
    addMembers(depth, target, `${indent}  `, lines);
    if (lines.length === before) lines[before - 1] += "};";
    else lines.push(`${indent}};`);
    return;
  }
  if (item !== undefined && isSpeltOut(item, depth) && item.members.size > 0) {
    lines.push(`${start}{`);
    addMembers(depth, item, `${indent}  `, lines);
    lines.push(`${indent}}[];`);
    return;
  }
  if (value !== undefined && isSpeltOut(value, depth) && value.members.size > 0) {
    lines.push(`${start}{`, `${indent}  [key: string]: {`);
    addMembers(depth, value, `${indent}    `, lines);
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

function isSpeltOut(shape: DataShape, { path, levels }: Depth): shape is StructureShape {
  return shape.type === "structure" && path.length < levels && !path.includes(shape.id);
}
