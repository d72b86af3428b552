import { isEnumeration } from "../../model/enums.js";
import { expectShape, targetOf } from "../../model/model.js";
import { UNIT } from "../../model/prelude.js";
import type { ShapeId } from "../../model/shape-id.js";
import type { DataShape, MemberShape } from "../../model/shapes.js";
import { isDataShape, isSimpleShape } from "../../model/shapes.js";
import { hasTrait } from "../../model/traits.js";
import { codeSpan, link, tableCode } from "../../print/markdown.js";
import type { PackageContext } from "../context.js";
import type { ExportedHelper } from "../types/helpers.js";
import type { TypeScope } from "../types/member-type.js";
import { directionOf, EMPTY_TYPE, SIMPLE_TYPE_NAMES, typeScope } from "../types/member-type.js";
import type { DocumentedType } from "./pages.js";
import { pagesOf } from "./pages.js";

/** A piece of a type's TypeScript text, with the type that it names. */
interface Piece {
  readonly text: string;
  readonly type?: DocumentedType;
}

/** Lists within lists are spelt out so deep; deeper ones, as a hostile model has them, go by their name. */
const DEEPEST = 6;

/** The TypeScript type of what a member holds: lists and maps spelt out, structures, unions, enumerations by name. */
export interface TypeParts {
  readonly text: string;
  /** The names of types with a place of their own, each with the code before it; finished Markdown for a cell. */
  readonly links: readonly { readonly before: string; readonly label: string; readonly type: DocumentedType }[];
  readonly after: string;
}

/** The type of a target that is not streamed. */
export function typeOf(context: PackageContext, target: ShapeId): TypeParts {
  return partsOf(context, pieces(typeScope(context), target, 0));
}

/** The type of a streamed target, as the member's structure is sent or received. */
export function streamType(context: PackageContext, member: MemberShape, target: DataShape): TypeParts {
  const { closure, names } = context;
  if (target.type !== "union") return partsOf(context, STREAMS[directionOf(closure, member.container)]);
  const event = { text: names.type(target.id), type: target.id };
  return partsOf(context, [{ text: "AsyncIterable<" }, event, { text: ">" }]);
}

/** A type as Markdown for a table, with a link on each name. */
export function typeMarkup({ links, after }: TypeParts, hrefOf: (id: DocumentedType) => string | undefined): string {
  let markup = "";
  for (const { before, label, type } of links) markup += before + link(label, hrefOf(type)!);
  return markup + after;
}

function partsOf(context: PackageContext, all: readonly Piece[]): TypeParts {
  const pages = pagesOf(context);
  const links: TypeParts["links"][number][] = [];
  let whole = "";
  let plain = "";
  for (const { text, type } of all) {
    whole += text;
    if (type === undefined || pages.shape(type) === undefined) plain += text;
    else {
      links.push({ before: tableCode(plain), label: codeSpan(text), type });
      plain = "";
    }
  }
  return { text: whole, links, after: tableCode(plain) };
}

function pieces(scope: TypeScope, id: ShapeId, level: number): readonly Piece[] {
  // A member of a union that says only that it is set: Unit has no name in a package.
  if (id === UNIT) return [{ text: EMPTY_TYPE }];
  const { names } = scope;
  const { model } = scope.closure;
  const shape = expectShape(model, id);
  if (!isDataShape(shape)) throw new Error(`${id} is a ${shape.type}`);
  if (hasTrait(shape, "smithy.api#error")) return [{ text: names.errorMembers(id), type: id }];
  if (isEnumeration(shape) || shape.type === "structure" || shape.type === "union" || level > DEEPEST)
    return [{ text: names.type(id), type: id }];
  if (shape.type === "list") {
    const item = pieces(scope, shape.member.target, level + 1);
    if (!hasTrait(shape, "smithy.api#sparse")) return [...item, { text: "[]" }];
    return [{ text: "(" }, ...item, { text: " | null)[]" }];
  }
  if (shape.type === "map") {
    const value = pieces(scope, shape.value.target, level + 1);
    const key = targetOf(model, shape.key);
    const end = hasTrait(shape, "smithy.api#sparse") ? " | null>" : ">";
    if (!isEnumeration(key) || scope.isOpen(key.id)) return [{ text: "Record<string, " }, ...value, { text: end }];
    const start = [{ text: "Partial<Record<" }, { text: names.type(key.id), type: key.id }, { text: ", " }];
    return [...start, ...value, { text: `${end}>` }];
  }
  if (shape.type === "document") return [helperPiece("DocumentValue")];
  if (shape.type === "bigDecimal") return [helperPiece("BigDecimal")];
  return [{ text: isSimpleShape(shape) ? SIMPLE_TYPE_NAMES[shape.type] : names.type(id) }];
}

function helperPiece(name: ExportedHelper): Piece {
  return { text: name, type: name };
}

const SENT = helperPiece("StreamingInput");
const RECEIVED = helperPiece("StreamingOutput");
const STREAMS = { input: [SENT], output: [RECEIVED], both: [SENT, { text: " | " }, RECEIVED] };
