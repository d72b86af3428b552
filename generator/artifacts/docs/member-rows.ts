import { enumValues } from "../../model/enums.js";
import { defaultOf } from "../../model/nullability.js";
import type { DataShape, MemberShape, StructureShape } from "../../model/shapes.js";
import { trait } from "../../model/traits.js";
import { hasOwnRules } from "../../print/constraint-words.js";
import { documentationBlocks, joinBlocks } from "../../print/documentation-markdown.js";
import type { PartDocumentation } from "../../print/documentation-of.js";
import { withLinks } from "../../print/documentation-of.js";
import type { ReferenceResolver } from "../../print/documentation-blocks.js";
import { codeSpan, tableCell, tableCode } from "../../print/markdown.js";
import type { MarkdownBlock } from "../../print/markdown.js";
import type { PackageContext } from "../context.js";
import type { Deprecated } from "../deprecation.js";
import type { Stage } from "../stage.js";
import { stageOf } from "../stage.js";
import { isOptional } from "../types/member-type.js";
import type { MessageKind, Wire } from "./http-binding.js";
import { placeOf, wireOf } from "./http-binding.js";
import { deprecationText, inARow, noticesFor, noticesOf, remarksOf, sinceMark } from "./marks.js";
import type { Pages } from "./pages.js";
import type { Target } from "./targets.js";
import { rulesOf, targetsOf } from "./targets.js";
import { streamType, typeMarkup } from "./type-markup.js";

/** A row of a table of members; every field is finished Markdown for a cell. */
export interface MemberRow {
  readonly name: string;
  readonly type: string;
  /** The badge with a line break before it; "" for what was always there. */
  readonly since: string;
  /** "yes" or "". */
  readonly required: string;
  /** And the place in an HTTP message, each on a line of its own under the description, where a long pattern has room. */
  readonly constraints: string;
  /** "" where there is none. */
  readonly default: string;
  readonly description: string;
}

/** What a table's cell could not hold of a member's or a value's documentation. */
export interface MemberDetails {
  readonly name: string;
  readonly documentation: string;
}

export interface MemberTable {
  readonly rows: readonly MemberRow[];
  readonly details: readonly MemberDetails[];
  readonly hasRows: boolean;
}

export interface ValueRow {
  readonly value: string;
  readonly description: string;
}

export interface ValueTable {
  readonly rows: readonly ValueRow[];
  readonly details: readonly MemberDetails[];
}

/**
 * @param from path of the page that the table stands on.
 * @param message what the structure is; undefined for what is a part of one.
 */
export function memberTable(
  context: PackageContext,
  pages: Pages,
  structure: StructureShape,
  from: string,
  message?: MessageKind,
): MemberTable {
  const rows: MemberRow[] = [];
  const details: MemberDetails[] = [];
  const references = pages.references(from);
  const hrefOf = pages.hrefs(from);
  const targetOf = targetsOf(context);
  const wire = wireOf(context);
  for (const member of structure.members.values()) {
    const target = targetOf(member);
    const documentation = trait(member, "smithy.api#documentation");
    const marks =
      member.traits.size === (documentation === undefined ? 0 : 1) ? NO_MARKS : marksOf(member, message, wire);
    const blocks = documentationBlocks(withLinks(documentation ?? target.documentation, member), references);
    const first = firstOf(blocks);
    const hasMore = blocks.length > (first === "" ? 0 : 1);
    if (hasMore) details.push({ name: codeSpan(member.name), documentation: belowOf(blocks) });
    const deprecated = marks.deprecated ?? target.deprecated;
    const notices = noticesFor(marks.stage ?? target.stage, marks.remarks);
    const own = descriptionOf(deprecated, notices, first, hasMore);
    const description = target.parts.length === 0 ? own : withParts(own, target.parts, references);
    rows.push({
      name: `**${tableCode(member.name)}**`,
      since: sinceMark(context.history.since(member.id), "<br>"),
      type: typeMarkup(target.type ?? streamType(context, member, target.shape), hrefOf),
      required: marks.required,
      constraints: constraintsOf(context, member, target, marks, description),
      default: marks.default,
      description,
    });
  }
  return { rows, details, hasRows: rows.length > 0 };
}

/** What a member's own traits say beside its documentation. */
interface Marks {
  readonly deprecated: Deprecated | undefined;
  readonly stage: Stage | undefined;
  /** Sentences. */
  readonly remarks: string;
  readonly required: string;
  readonly default: string;
  readonly hasRules: boolean;
  /** Where in a message it stands, or by what name. */
  readonly place: string;
}

/** More than half of all members have their documentation, and no other trait. */
const NO_MARKS: Marks = {
  deprecated: undefined,
  stage: undefined,
  remarks: "",
  required: "",
  default: "",
  hasRules: false,
  place: "",
};

function marksOf(member: MemberShape, message: MessageKind | undefined, wire: Wire): Marks {
  const value = defaultOf(member);
  return {
    deprecated: trait(member, "smithy.api#deprecated"),
    stage: stageOf(member),
    remarks: remarksOf(member),
    required: isOptional(member) ? "" : "yes",
    default: value === undefined ? "" : tableCode(JSON.stringify(value)),
    hasRules: hasOwnRules(member),
    place: placeOf(member, message, wire),
  };
}

function descriptionOf(deprecated: Deprecated | undefined, notices: string, first: string, hasMore: boolean): string {
  const isBare = deprecated === undefined && notices === "";
  const marked = isBare ? first : inARow([deprecationText(deprecated, first), notices, first]);
  return tableCell(hasMore ? `${marked} _More below._` : marked);
}

/** A list and a map have no place where they are told but with the members that hold them. */
function withParts(description: string, parts: readonly PartDocumentation[], references: ReferenceResolver): string {
  const lines = parts.map(({ part, documentation }) => {
    const paragraphs = documentationBlocks(documentation, references).filter(({ type }) => type === "paragraph");
    const words = tableCell(paragraphs.map(({ text }) => text).join(" "));
    return words === "" ? "" : `_Each ${part}:_ ${words}`;
  });
  return [description, ...lines].filter((line) => line !== "").join("<br>");
}

function constraintsOf(
  context: PackageContext,
  member: MemberShape,
  target: Target,
  { hasRules, place }: Marks,
  description: string,
): string {
  const { model } = context.closure;
  const rules = hasRules ? rulesOf(model, member) : (target.rules ??= rulesOf(model, member));
  if (rules === "" && place === "") return "";
  const sent = place === "" ? "" : `_Sent as:_ ${place}`;
  const below = rules === "" || sent === "" ? rules + sent : `${rules}<br>${sent}`;
  return description === "" ? below : `<br>${below}`;
}

/** The paragraph that a documentation begins with: what a cell holds of it. */
function firstOf(blocks: readonly MarkdownBlock[]): string {
  return blocks[0]?.type === "paragraph" ? blocks[0].text : "";
}

function belowOf(blocks: readonly MarkdownBlock[]): string {
  return joinBlocks(firstOf(blocks) === "" ? blocks : blocks.slice(1));
}

/** @returns no rows for a shape that lists no values. */
export function valueTable(context: PackageContext, pages: Pages, shape: DataShape, from: string): ValueTable {
  const references = pages.references(from);
  const details: MemberDetails[] = [];
  const rows = (enumValues(shape) ?? []).map((entry): ValueRow => {
    const { name, value, documentation, deprecated } = entry;
    const shown = JSON.stringify(value);
    const blocks = documentationBlocks(documentation, references);
    const isProse = blocks.every(({ type }) => type === "paragraph");
    if (!isProse) details.push({ name: codeSpan(shown), documentation: belowOf(blocks) });
    const first = isProse ? blocks.map(({ text }) => text).join(" ") : firstOf(blocks);
    // Of a number, the name says more.
    const named = shape.type === "intEnum" && name !== undefined ? `<br>${tableCode(name)}` : "";
    const since = sinceMark(context.history.valueSince(shape.id, value), "<br>");
    const description = descriptionOf(deprecated, noticesOf(entry), first, !isProse);
    return { value: tableCode(shown) + named + since, description };
  });
  return { rows, details };
}
