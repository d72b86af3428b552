import type { DataShape, MemberShape } from "../model/shapes.js";
import type { Traits, TraitValues } from "../model/traits.js";
import { trait } from "../model/traits.js";
import { isHtml } from "./html-blocks.js";

interface Documented {
  readonly traits: Traits;
}

type Links = TraitValues["smithy.api#externalDocumentation"];

/** A shape's or member's documentation, with what its `externalDocumentation` names behind it. */
export function documentationOf(shape: Documented): string | undefined {
  return withLinks(trait(shape, "smithy.api#documentation"), shape);
}

/** The same behind other documentation: that of a member's target, for instance. */
export function withLinks(documentation: string | undefined, shape: Documented): string | undefined {
  const links = shape.traits.size === 0 ? undefined : trait(shape, "smithy.api#externalDocumentation");
  return links === undefined ? documentation : appended(documentation ?? "", links);
}

/** Documentation that a list has for its items, or a map for its keys or values, and what they are called. */
export interface PartDocumentation {
  readonly part: "item" | "key" | "value";
  readonly documentation: string;
}

const NO_PARTS: readonly PartDocumentation[] = [];

export function partDocumentation(shape: DataShape): readonly PartDocumentation[] {
  if (shape.type === "list") return documentedPart("item", shape.member);
  if (shape.type !== "map") return NO_PARTS;
  return [...documentedPart("key", shape.key), ...documentedPart("value", shape.value)];
}

function documentedPart(part: PartDocumentation["part"], member: MemberShape): readonly PartDocumentation[] {
  const documentation = trait(member, "smithy.api#documentation");
  return documentation === undefined ? NO_PARTS : [{ part, documentation }];
}

/**
 * In the form of the text that it follows: documentation is CommonMark or HTML (Smithy 2.0 spec, "documentation
 * trait"). Behind a last paragraph it is a sentence of that, so that one paragraph stays one, as a table's cell holds it.
 */
function appended(documentation: string, links: Links): string {
  const inHtml = documentation === "" || isHtml(documentation);
  const each = Object.entries(links).map(([title, href]) =>
    inHtml
      ? `<a href="${escapeHtml(href)}">${escapeHtml(title)}</a>`
      : `[${title.replace(/[[\]\\]/g, "")}](${href.replace(/[\s()<>]/g, percentCode)})`,
  );
  if (each.length === 0) return documentation;
  const sentence = `See ${each.join(", ")}.`;
  if (!inHtml) return `${documentation}\n\n${sentence}`;
  const last = /^(.*[^>\s])\s*<\/p>\s*$/s.exec(documentation)?.[1];
  if (last === undefined) return `${documentation}<p>${sentence}</p>`;
  return `${last}${/[.!?:;)]$/.test(last) ? "" : "."} ${sentence}</p>`;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

function percentCode(sign: string): string {
  return `%${sign.charCodeAt(0).toString(16).padStart(2, "0")}`;
}
