import type { History } from "../../changes/history.js";
import type { Closure } from "../../model/closure.js";
import type { EnumValue } from "../../model/enums.js";
import { defaultOf } from "../../model/nullability.js";
import type { ShapeId } from "../../model/shape-id.js";
import { nameOf } from "../../model/shape-id.js";
import type { DataShape, MemberShape, OperationShape } from "../../model/shapes.js";
import type { Traits } from "../../model/traits.js";
import { trait } from "../../model/traits.js";
import { constraintSentences, constraintsOf, isConstrained, memberSentences } from "../../print/constraints.js";
import type { ReferenceResolver } from "../../print/documentation-blocks.js";
import { commentText, documentationText } from "../../print/documentation-tsdoc.js";
import { stringLiteral } from "../../print/literals.js";
import type { TsDoc } from "../../print/tsdoc.js";
import { escapeText, tsDoc } from "../../print/tsdoc.js";
import { untilNotes } from "../age-notes.js";
import type { PackageContext } from "../context.js";

interface Documented {
  readonly traits: Traits;
}

/** What the comments of a package are made from. */
export interface CommentScope {
  readonly closure: Closure;
  readonly history: History;
  /** What names in documentation stand for, as `{@link}` in `types.ts` takes it. */
  readonly links: ReferenceResolver;
  /** What is said of members without constraints of their own, by their targets, as far as it was asked for. */
  readonly sentences: Map<ShapeId, readonly string[]>;
}

/** The comment of a shape, with a newline at its end, or "". */
export function shapeComment({ history, links }: CommentScope, shape: DataShape): string {
  const { description, isWords } = commentText(trait(shape, "smithy.api#documentation"), links);
  const sentences = constraintSentences(constraintsOf(shape), shape.type);
  const until = untilNotes(history, shape.id);
  const constraints = sentences.length + until.length === 0 ? sentences : [...sentences, ...until].map(escapeText);
  const parts: TsDoc = {
    description,
    isWords,
    constraints,
    defaultValue: undefined,
    since: history.since(shape.id),
    deprecated: deprecation(shape, links),
  };
  return tsDoc(parts, 0);
}

/** The comment of a member, two columns in; "" or what the member's line follows on. */
export function memberComment(scope: CommentScope, member: MemberShape): string {
  const { closure, history, links } = scope;
  const target = closure.model.shapes.get(member.target);
  const own = trait(member, "smithy.api#documentation");
  const inherited = own === undefined && target !== undefined ? trait(target, "smithy.api#documentation") : undefined;
  const { description, isWords } = commentText(own ?? inherited, links);
  const parts: TsDoc = {
    description,
    isWords,
    constraints: constraintsFor(scope, member),
    defaultValue: defaultText(member),
    since: history.since(member.id),
    deprecated: deprecation(member, links) ?? (target === undefined ? undefined : deprecation(target, links)),
  };
  return tsDoc(parts, 2);
}

/** Most members have the constraints of their targets alone, which are told once. */
function constraintsFor({ closure, sentences }: CommentScope, member: MemberShape): readonly string[] {
  if (isConstrained(member)) return memberSentences(closure.model, member).map(escapeText);
  let known = sentences.get(member.target);
  if (known === undefined) {
    known = memberSentences(closure.model, member).map(escapeText);
    sentences.set(member.target, known);
  }
  return known;
}

/** The comment of a value of an enumeration, two columns in. */
export function valueComment(
  { history, links }: CommentScope,
  shape: DataShape,
  { value, documentation, deprecated }: EnumValue,
): string {
  const since = history.valueSince(shape.id, value);
  if (documentation === undefined && deprecated === undefined && since === undefined) return "";
  const { description, isWords } = commentText(documentation, links);
  const parts: TsDoc = {
    description,
    isWords,
    constraints: undefined,
    defaultValue: undefined,
    since,
    deprecated: deprecationText(deprecated, links),
  };
  return tsDoc(parts, 2);
}

/** An operation's comment, two columns in. */
export function operationComment({ history, links }: CommentScope, operation: OperationShape): string {
  const { description, isWords } = commentText(trait(operation, "smithy.api#documentation"), links);
  const parts: TsDoc = {
    description,
    isWords,
    constraints: undefined,
    defaultValue: undefined,
    since: history.since(operation.id),
    deprecated: deprecation(operation, links),
  };
  return tsDoc(parts, 2);
}

/** What names in the documentation of a package stand for; collected once a text asks for one. */
export function linksOf(context: PackageContext): ReferenceResolver {
  let targets: ReadonlyMap<string, string> | undefined;
  return (name) => (targets ??= linkTargets(context)).get(name);
}

function linkTargets({ closure, names }: PackageContext): ReadonlyMap<string, string> {
  const targets = new Map<string, string>();
  for (const { id } of closure.shapes) targets.set(nameOf(id), names.type(id));
  for (const { id } of closure.operations) targets.set(nameOf(id), `Operations.${nameOf(id)}`);
  return targets;
}

function deprecation(shape: Documented, links: ReferenceResolver): string | undefined {
  return deprecationText(trait(shape, "smithy.api#deprecated"), links);
}

/** What stands behind `@deprecated`; undefined for what is not. */
function deprecationText(
  value: { readonly message?: string; readonly since?: string } | undefined,
  links: ReferenceResolver,
): string | undefined {
  if (value === undefined) return undefined;
  const since = value.since === undefined ? "" : ` (since ${escapeText(value.since)})`;
  return `${documentationText(value.message, links).replace(/\s+/g, " ")}${since}`.trim();
}

function defaultText(member: MemberShape): string | undefined {
  const value = defaultOf(member);
  if (value === undefined) return undefined;
  return `\`${typeof value === "string" ? stringLiteral(value) : JSON.stringify(value)}\``;
}
