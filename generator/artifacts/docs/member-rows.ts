import { enumValues } from "../../model/enums.js";
import { defaultOf } from "../../model/nullability.js";
import { targetOf } from "../../model/model.js";
import type { ShapeId } from "../../model/shape-id.js";
import type { DataShape, MemberShape, StructureShape } from "../../model/shapes.js";
import type { Traits } from "../../model/traits.js";
import { trait } from "../../model/traits.js";
import { constraintWords } from "../../print/constraint-words.js";
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
  const hrefOf = (id: ShapeId): string | undefined => pages.href(from, id);
  for (const member of structure.members.values()) {
    const blocks = documentationBlocks(memberDocumentation(context, member), references);
    const first = blocks[0]?.type === "paragraph" ? blocks[0].text : "";
    const below = first === "" ? blocks : blocks.slice(1);
    if (below.length > 0) details.push({ name: codeSpan(member.name), documentation: joinBlocks(below) });
    const deprecation = deprecationOf(member) || deprecationOf(targetOf(context.closure.model, member));
    const cell = [deprecation, first, below.length > 0 ? "_More below._" : ""];
    const description = tableCell(cell.filter((text) => text !== "").join(" "));
    rows.push(memberRow(context, member, hrefOf, description, message === undefined ? "" : httpPlace(member, message)));
  }
  return { rows, details, hasRows: rows.length > 0 };
}

function memberRow(
  context: PackageContext,
  member: MemberShape,
  hrefOf: (id: ShapeId) => string | undefined,
  description: string,
  place: string,
): MemberRow {
  const value = defaultOf(member);
  const words = constraintWords(context.closure.model, member, tableCode);
  const below = [
    words.length === 0 ? "" : `_Constraints:_ ${tableCell(words.join("; "))}`,
    place === "" ? "" : `_Sent as:_ ${place}`,
  ].filter((line) => line !== "");
  return {
    name: `**${tableCode(member.name)}**`,
    since: sinceMark(context.history.since(member.id), "<br>"),
    type: typeMarkup(context, member, hrefOf),
    required: isOptional(member) ? "" : "yes",
    constraints: (description === "" || below.length === 0 ? "" : "<br>") + below.join("<br>"),
    default: value === undefined ? "" : tableCode(JSON.stringify(value)),
    description,
  };
}

/** The member's own documentation, else its target's. */
function memberDocumentation({ closure }: PackageContext, member: MemberShape): string | undefined {
  return (
    trait(member, "smithy.api#documentation") ?? trait(targetOf(closure.model, member), "smithy.api#documentation")
  );
}

/** @returns no rows for a shape that lists no values. */
export function valueRows(context: PackageContext, pages: Pages, shape: DataShape, from: string): readonly ValueRow[] {
  return (enumValues(shape) ?? []).map((entry) => {
    const since = sinceMark(context.history.valueSince(shape.id, entry.value), "<br>");
    const words = documentationBlocks(entry.documentation, pages.references(from)).map((block) => block.text);
    const deprecated = entry.deprecated === undefined ? [] : [deprecationText(entry.deprecated)];
    return {
      value: tableCode(JSON.stringify(entry.value)) + since,
      description: tableCell([...deprecated, ...words].join(" ")),
    };
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
