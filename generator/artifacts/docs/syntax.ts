import { enumValues } from "../../model/enums.js";
import { targetOf } from "../../model/model.js";
import type { ShapeId } from "../../model/shape-id.js";
import type { DataShape, MemberShape, StructureShape } from "../../model/shapes.js";
import { hasTrait } from "../../model/traits.js";
import { stringLiteral } from "../../print/literals.js";
import type { PackageContext } from "../context.js";
import { isOptional } from "../types/member-type.js";
import { typeText } from "./type-markup.js";

/** Structures are spelt out within each other so deep, then named: readers see the whole of a usual request. */
const LEVELS = 4;

/** Columns of a line, the comment at its end left out: where prettier breaks by default. */
const WIDTH = 80;

/**
 * The whole syntax of a structure as a TypeScript interface in prettier's form: nested structures spelt out, values of
 * enumerations listed where they fit on the line, what came later marked.
 */
export function structureSyntax(context: PackageContext, structure: StructureShape): string {
  const body = memberLines(context, structure, "  ", [structure.id]);
  const name = context.names.type(structure.id);
  return body.length === 0 ? `interface ${name} {}` : [`interface ${name} {`, ...body, "}"].join("\n");
}

function memberLines(
  context: PackageContext,
  structure: StructureShape,
  indent: string,
  path: readonly ShapeId[],
): readonly string[] {
  return [...structure.members.values()].flatMap((member) => {
    const since = context.history.since(member.id);
    const lines = valueLines(
      context,
      member,
      `${indent}${member.name}${isOptional(member) ? "?" : ""}: `,
      indent,
      path,
    );
    if (since !== undefined) lines[lines.length - 1] += ` // since ${since}`;
    return lines;
  });
}

/** The lines of a member, the first beginning with `start`. */
function valueLines(
  context: PackageContext,
  member: MemberShape,
  start: string,
  indent: string,
  path: readonly ShapeId[],
): string[] {
  const { model } = context.closure;
  const target = targetOf(model, member);
  const spelt = isSpeltOut(target, path) ? target : undefined;
  if (spelt !== undefined) {
    const body = memberLines(context, spelt, `${indent}  `, [...path, spelt.id]);
    return body.length === 0 ? [`${start}{};`] : [`${start}{`, ...body, `${indent}};`];
  }
  if (target.type === "list" && !hasTrait(target, "smithy.api#sparse")) {
    const item = targetOf(model, target.member);
    if (isSpeltOut(item, path) && item.members.size > 0) {
      const body = memberLines(context, item, `${indent}  `, [...path, item.id]);
      return [`${start}{`, ...body, `${indent}}[];`];
    }
    const values = literalUnion(item);
    const line = `${start}${values?.includes(" | ") ? `(${values})` : values}[];`;
    if (values !== undefined && line.length <= WIDTH) return [line];
  }
  if (target.type === "map" && !hasTrait(target, "smithy.api#sparse")) {
    const value = targetOf(model, target.value);
    const key = targetOf(model, target.key);
    if (isSpeltOut(value, path) && value.members.size > 0 && enumValues(key) === undefined) {
      const inner = memberLines(context, value, `${indent}    `, [...path, value.id]);
      return [`${start}{`, `${indent}  [key: string]: {`, ...inner, `${indent}  };`, `${indent}};`];
    }
  }
  const values = literalUnion(target);
  const line = `${start}${values};`;
  return [values !== undefined && line.length <= WIDTH ? line : `${start}${typeText(context, member)};`];
}

function isSpeltOut(shape: DataShape, path: readonly ShapeId[]): shape is StructureShape {
  return shape.type === "structure" && path.length < LEVELS && !path.includes(shape.id);
}

function literalUnion(shape: DataShape): string | undefined {
  const values = enumValues(shape);
  if (values === undefined || values.length === 0) return undefined;
  return values.map(({ value }) => (typeof value === "string" ? stringLiteral(value) : String(value))).join(" | ");
}
