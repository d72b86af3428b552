import { unreachable } from "../../diagnostics/diagnostic.js";
import { isEnumeration } from "../../model/enums.js";
import type { Model } from "../../model/model.js";
import { expectShape, targetOf } from "../../model/model.js";
import type { ShapeId } from "../../model/shape-id.js";
import type { SimpleShape } from "../../model/shapes.js";
import { isDataShape, isSimpleShape } from "../../model/shapes.js";
import { hasTrait } from "../../model/traits.js";
import { codeSpan, link, tableCode } from "../../print/markdown.js";
import type { Names } from "../../print/names.js";

/** A piece of a type's TypeScript text, with the shape that it names. */
interface Piece {
  readonly text: string;
  readonly shape?: ShapeId;
}

/** Lists within lists are spelt out so deep; deeper ones, as a hostile model has them, go by their name. */
const DEEPEST = 6;

/** The TypeScript type of a shape's values, lists and maps spelt out, structures, unions and enumerations by name. */
export function typeText(model: Model, names: Names, id: ShapeId): string {
  return pieces(model, names, id, 0)
    .map((piece) => piece.text)
    .join("");
}

/** The same as Markdown for a table, with a link on each name. */
export function typeMarkup(
  model: Model,
  names: Names,
  id: ShapeId,
  hrefOf: (id: ShapeId) => string | undefined,
): string {
  let markup = "";
  let plain = "";
  for (const piece of pieces(model, names, id, 0)) {
    const href = piece.shape === undefined ? undefined : hrefOf(piece.shape);
    if (href === undefined) plain += piece.text;
    else {
      markup += tableCode(plain) + link(codeSpan(piece.text), href);
      plain = "";
    }
  }
  return markup + tableCode(plain);
}

function pieces(model: Model, names: Names, id: ShapeId, level: number): readonly Piece[] {
  const shape = expectShape(model, id);
  if (!isDataShape(shape)) throw new Error(`${id} is a ${shape.type}`);
  if (isEnumeration(shape) || shape.type === "structure" || shape.type === "union" || level > DEEPEST)
    return [{ text: names.type(id), shape: id }];
  if (shape.type === "list") {
    const item = pieces(model, names, shape.member.target, level + 1);
    if (!hasTrait(shape, "smithy.api#sparse")) return [...item, { text: "[]" }];
    return [{ text: "(" }, ...item, { text: " | null)[]" }];
  }
  if (shape.type === "map") {
    const value = pieces(model, names, shape.value.target, level + 1);
    const key = targetOf(model, shape.key);
    const end = hasTrait(shape, "smithy.api#sparse") ? " | null>" : ">";
    if (!isEnumeration(key)) return [{ text: "Record<string, " }, ...value, { text: end }];
    return [
      { text: "Partial<Record<" },
      { text: names.type(key.id), shape: key.id },
      { text: ", " },
      ...value,
      { text: `${end}>` },
    ];
  }
  return [{ text: isSimpleShape(shape) ? simpleType(shape) : names.type(id) }];
}

function simpleType(shape: SimpleShape): string {
  switch (shape.type) {
    case "string":
      return "string";
    case "boolean":
      return "boolean";
    case "byte":
    case "short":
    case "integer":
    case "long":
    case "float":
    case "double":
      return "number";
    case "bigInteger":
      return "bigint";
    case "bigDecimal":
      return "BigDecimal";
    case "timestamp":
      return "Date";
    case "document":
      return "DocumentValue";
    case "blob":
      return hasTrait(shape, "smithy.api#streaming") ? "StreamingBlob" : "Uint8Array";
    default:
      return unreachable(shape.type);
  }
}
