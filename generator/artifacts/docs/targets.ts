import { defineIndex } from "../../model/define-index.js";
import { enumValues, isEnumeration } from "../../model/enums.js";
import type { Model } from "../../model/model.js";
import { targetOf } from "../../model/model.js";
import { UNIT } from "../../model/prelude.js";
import type { ShapeId } from "../../model/shape-id.js";
import type { DataShape, MemberShape } from "../../model/shapes.js";
import { hasTrait, trait } from "../../model/traits.js";
import { constraintWords } from "../../print/constraint-words.js";
import type { PartDocumentation } from "../../print/documentation-of.js";
import { documentationOf, partDocumentation } from "../../print/documentation-of.js";
import { stringLiteral } from "../../print/literals.js";
import { tableCell, tableCode } from "../../print/markdown.js";
import type { PackageContext } from "../context.js";
import type { Deprecated } from "../deprecation.js";
import type { Stage } from "../stage.js";
import { stageOf } from "../stage.js";
import { openEndOf, typeScope } from "../types/member-type.js";
import type { TypeParts } from "./type-markup.js";
import { typeOf } from "./type-markup.js";

/** A target with what is said of it, for as many members as have it. */
export interface Target {
  readonly shape: DataShape;
  readonly documentation: string | undefined;
  readonly parts: readonly PartDocumentation[];
  readonly deprecated: Deprecated | undefined;
  readonly stage: Stage | undefined;
  /** Undefined for what is streamed: that goes by the direction. */
  readonly type: TypeParts | undefined;
  /** What a list holds, and a map of strings, where neither holds nulls. */
  readonly item: DataShape | undefined;
  readonly value: DataShape | undefined;
  /** Values of an enumeration as a union of literals, and those of a list's items; "" for what is none. */
  readonly values: string;
  readonly itemValues: string;
  /** Those that members without rules of their own are told; undefined until the first of them. */
  rules: string | undefined;
}

/** The targets of a package's members. */
export const targetsOf = defineIndex((context: PackageContext) => {
  const known = new Map<ShapeId, Target>();
  return (member: MemberShape): Target => {
    let target = known.get(member.target);
    if (target === undefined) {
      target = describe(context, targetOf(context.closure.model, member));
      known.set(member.target, target);
    }
    return target;
  };
});

function describe(context: PackageContext, shape: DataShape): Target {
  const { model } = context.closure;
  const isSparse = hasTrait(shape, "smithy.api#sparse");
  const item = shape.type === "list" && !isSparse ? targetOf(model, shape.member) : undefined;
  const isRecord = shape.type === "map" && !isSparse && !isEnumeration(targetOf(model, shape.key));
  const { isOpen } = typeScope(context);
  return {
    shape,
    documentation: documentationOf(shape),
    parts: partDocumentation(shape),
    deprecated: trait(shape, "smithy.api#deprecated"),
    stage: stageOf(shape),
    type: hasTrait(shape, "smithy.api#streaming") ? undefined : typeOf(context, shape.id),
    item,
    value: isRecord ? targetOf(model, shape.value) : undefined,
    values: literalUnion(shape, isOpen(shape.id)),
    itemValues: item === undefined ? "" : literalUnion(item, isOpen(item.id)),
    rules: undefined,
  };
}

/** @param isOpen whether other values are taken too. */
function literalUnion(shape: DataShape, isOpen: boolean): string {
  const values = enumValues(shape);
  if (values === undefined) return "";
  const literals = values.map(({ value }) => (typeof value === "string" ? stringLiteral(value) : String(value)));
  return (isOpen ? [...literals, openEndOf(shape)] : literals).join(" | ");
}

/** `_Constraints:_ at most 128 characters`, or what to write where the type alone leaves that open; "" for none. */
export function rulesOf(model: Model, member: MemberShape): string {
  if (member.target === UNIT) return "Holds nothing: write `{}`.";
  const words = constraintWords(model, member, tableCode);
  return words.length === 0 ? "" : `_Constraints:_ ${tableCell(words.join("; "))}`;
}
