import { defineIndex } from "../../model/define-index.js";
import { enumValues } from "../../model/enums.js";
import { defaultOf } from "../../model/nullability.js";
import type { Model } from "../../model/model.js";
import { targetOf } from "../../model/model.js";
import type { ShapeId } from "../../model/shape-id.js";
import type { DataShape, MemberShape, StructureShape } from "../../model/shapes.js";
import type { Traits } from "../../model/traits.js";
import { trait } from "../../model/traits.js";
import { constraintWords, hasOwnRules } from "../../print/constraint-words.js";
import { documentationBlocks, joinBlocks } from "../../print/documentation-markdown.js";
import { codeSpan, escapeMarkdown, tableCell, tableCode } from "../../print/markdown.js";
import type { PackageContext } from "../context.js";
import type { MessageKind } from "./http-binding.js";
import { httpPlace } from "./http-binding.js";
import type { Pages } from "./pages.js";
import { isOptional } from "../types/member-type.js";
import { typeMarkup } from "./type-markup.js";

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

/** What a table's cell could not hold of a member's documentation. */
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

/**
 * @param from path of the page that the table stands on.
 * @param message what the structure is, where its members have places of their own in HTTP messages.
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
  for (const member of structure.members.values()) {
    const { target, documentation, deprecation } = targetFacts(context, member);
    const blocks = documentationBlocks(documentationOf(member) ?? documentation, references);
    const first = blocks[0]?.type === "paragraph" ? blocks[0].text : "";
    const below = first === "" ? blocks : blocks.slice(1);
    if (below.length > 0) details.push({ name: codeSpan(member.name), documentation: joinBlocks(below) });
    const description = descriptionOf(deprecationOf(member) || deprecation, first, below.length > 0);
    const value = defaultOf(member);
    rows.push({
      name: `**${tableCode(member.name)}**`,
      since: sinceMark(context.history.since(member.id), "<br>"),
      type: typeMarkup(context, member, target, hrefOf),
      required: isOptional(member) ? "" : "yes",
      constraints: constraintsOf(context, member, description, message === undefined ? "" : httpPlace(member, message)),
      default: value === undefined ? "" : tableCode(JSON.stringify(value)),
      description,
    });
  }
  return { rows, details, hasRows: rows.length > 0 };
}

function descriptionOf(deprecation: string, first: string, hasMore: boolean): string {
  const marked = deprecation === "" || first === "" ? deprecation + first : `${deprecation} ${first}`;
  return tableCell(hasMore ? `${marked} _More below._` : marked);
}

function constraintsOf(context: PackageContext, member: MemberShape, description: string, place: string): string {
  const rules = rulesOf(context, member);
  if (rules === "" && place === "") return "";
  const sent = place === "" ? "" : `_Sent as:_ ${place}`;
  const below = rules === "" || sent === "" ? rules + sent : `${rules}<br>${sent}`;
  return description === "" ? below : `<br>${below}`;
}

/** `_Constraints:_ at most 128 characters`; "" for none. */
function rulesOf(context: PackageContext, member: MemberShape): string {
  const { model } = context.closure;
  if (hasOwnRules(member)) return printRules(model, member);
  const facts = targetFacts(context, member);
  return (facts.rules ??= printRules(model, member));
}

/** What rows say of a target, for as many members as have it. */
interface TargetFacts {
  readonly target: DataShape;
  readonly documentation: string | undefined;
  readonly deprecation: string;
  /** Those that members without rules of their own are told; undefined until the first of them. */
  rules: string | undefined;
}

const factsByTarget = defineIndex((_context: PackageContext) => new Map<ShapeId, TargetFacts>());

function targetFacts(context: PackageContext, member: MemberShape): TargetFacts {
  const known = factsByTarget(context);
  let facts = known.get(member.target);
  if (facts === undefined) {
    const target = targetOf(context.closure.model, member);
    facts = {
      target,
      documentation: documentationOf(target),
      deprecation: deprecationOf(target),
      rules: undefined,
    };
    known.set(member.target, facts);
  }
  return facts;
}

function printRules(model: Model, member: MemberShape): string {
  const words = constraintWords(model, member, tableCode);
  return words.length === 0 ? "" : `_Constraints:_ ${tableCell(words.join("; "))}`;
}

function documentationOf(shape: DataShape | MemberShape): string | undefined {
  return trait(shape, "smithy.api#documentation");
}

/** @returns no rows for a shape that lists no values. */
export function valueRows(context: PackageContext, pages: Pages, shape: DataShape, from: string): readonly ValueRow[] {
  const references = pages.references(from);
  return (enumValues(shape) ?? []).map(({ value, documentation, deprecated }) => {
    const since = sinceMark(context.history.valueSince(shape.id, value), "<br>");
    const words = documentationBlocks(documentation, references).map((block) => block.text);
    if (deprecated !== undefined) words.unshift(deprecationText(deprecated));
    return { value: tableCode(JSON.stringify(value)) + since, description: tableCell(words.join(" ")) };
  });
}

/** The badge for what an older snapshot did not have: text, so that it needs no network and no image. */
export function sinceMark(date: string | undefined, before = " "): string {
  return date === undefined ? "" : `${before}\`since ${date}\``;
}

/** `**Deprecated** since X. Message.`, inline Markdown: sentences, since more may follow. */
export function deprecationText({ message, since }: { readonly message?: string; readonly since?: string }): string {
  const start = since === undefined ? "**Deprecated.**" : `**Deprecated** since ${escapeMarkdown(since)}.`;
  const words = (message ?? "").trim().replace(/^Deprecated\.\s+(?=\S)/, "");
  if (words === "") return start;
  return `${start} ${escapeMarkdown(words)}${/[.!?)]$/.test(words) ? "" : "."}`;
}

/** The same of a shape's own trait; "" where it is not deprecated. */
export function deprecationOf(shape: { readonly traits: Traits }): string {
  const value = trait(shape, "smithy.api#deprecated");
  return value === undefined ? "" : deprecationText(value);
}
