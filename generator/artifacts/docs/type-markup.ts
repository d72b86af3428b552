import { isEnumeration } from "../../model/enums.js";
import type { Model } from "../../model/model.js";
import { expectShape, targetOf } from "../../model/model.js";
import { UNIT } from "../../model/prelude.js";
import type { ShapeId } from "../../model/shape-id.js";
import type { MemberShape } from "../../model/shapes.js";
import { isDataShape, isSimpleShape } from "../../model/shapes.js";
import { hasTrait } from "../../model/traits.js";
import { codeSpan, link, tableCode } from "../../print/markdown.js";
import type { Names } from "../../print/names.js";
import type { PackageContext } from "../context.js";
import { directionOf, SIMPLE_TYPE_NAMES } from "../types/member-type.js";

/** A piece of a type's TypeScript text, with the shape that it names. */
interface Piece {
  readonly text: string;
  readonly shape?: ShapeId;
}

/** Lists within lists are spelt out so deep; deeper ones, as a hostile model has them, go by their name. */
const DEEPEST = 6;

/** The TypeScript type of what a member holds: lists and maps spelt out, structures, unions, enumerations by name. */
export function typeText(context: PackageContext, member: MemberShape): string {
  let text = "";
  for (const piece of memberPieces(context, member)) text += piece.text;
  return text;
}

/** The same as Markdown for a table, with a link on each name. */
export function typeMarkup(
  context: PackageContext,
  member: MemberShape,
  hrefOf: (id: ShapeId) => string | undefined,
): string {
  let markup = "";
  let plain = "";
  for (const piece of memberPieces(context, member)) {
    const href = piece.shape === undefined ? undefined : hrefOf(piece.shape);
    if (href === undefined) plain += piece.text;
    else {
      markup += tableCode(plain) + link(codeSpan(piece.text), href);
      plain = "";
    }
  }
  return markup + tableCode(plain);
}

function memberPieces({ closure, names }: PackageContext, member: MemberShape): readonly Piece[] {
  const target = targetOf(closure.model, member);
  if (!hasTrait(target, "smithy.api#streaming")) return pieces(closure.model, names, target.id, 0);
  if (target.type === "union")
    return [{ text: "AsyncIterable<" }, { text: names.type(target.id), shape: target.id }, { text: ">" }];
  return [{ text: STREAMS[directionOf(closure, member.container)] }];
}

function pieces(model: Model, names: Names, id: ShapeId, level: number): readonly Piece[] {
  // A member of a union that says only that it is set: Unit has no name in a package.
  if (id === UNIT) return [{ text: "{}" }];
  const shape = expectShape(model, id);
  if (!isDataShape(shape)) throw new Error(`${id} is a ${shape.type}`);
  if (hasTrait(shape, "smithy.api#error")) return [{ text: names.errorMembers(id), shape: id }];
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
    const start = [{ text: "Partial<Record<" }, { text: names.type(key.id), shape: key.id }, { text: ", " }];
    return [...start, ...value, { text: `${end}>` }];
  }
  return [{ text: isSimpleShape(shape) ? SIMPLE_TYPE_NAMES[shape.type] : names.type(id) }];
}

const STREAMS = { input: "StreamingInput", output: "StreamingOutput", both: "StreamingInput | StreamingOutput" };
