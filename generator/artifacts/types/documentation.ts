import type { History } from "../../changes/history.js";
import type { Closure } from "../../model/closure.js";
import type { EnumValue } from "../../model/enums.js";
import { targetOf } from "../../model/model.js";
import { defaultOf, isRequired } from "../../model/nullability.js";
import type { ShapeId } from "../../model/shape-id.js";
import type { DataShape, MemberShape, OperationShape } from "../../model/shapes.js";
import type { Traits } from "../../model/traits.js";
import { trait } from "../../model/traits.js";
import {
  constraintSentences,
  constraintsOf,
  isConstrained,
  memberSentences,
  targetSentences,
} from "../../print/constraints.js";
import type { ReferenceResolver } from "../../print/documentation-blocks.js";
import { documentationOf, partDocumentation, withLinks } from "../../print/documentation-of.js";
import { commentText, documentationText } from "../../print/documentation-tsdoc.js";
import { stringLiteral } from "../../print/literals.js";
import type { ReleaseTag, TsDoc } from "../../print/tsdoc.js";
import { escapeText, tsDoc } from "../../print/tsdoc.js";
import { untilNotes } from "../age-notes.js";
import type { PackageContext } from "../context.js";
import type { Deprecated } from "../deprecation.js";
import { deprecationWords } from "../deprecation.js";
import { referenceNames, withOwnSite } from "../reference-names.js";
import type { Stage } from "../stage.js";
import { stageOf } from "../stage.js";

interface Documented {
  readonly traits: Traits;
}

/** What the comments of a package are made from. */
export interface CommentScope {
  readonly closure: Closure;
  readonly history: History;
  /** What names in documentation stand for, as `{@link}` in `types.ts` takes it. */
  readonly links: ReferenceResolver;
  /** What members take over from their targets, by these, as far as it was asked for. */
  readonly targets: Map<ShapeId, TargetNotes>;
}

/** What a target says of all members that say nothing of it themselves. */
interface TargetNotes {
  readonly constraints: readonly string[];
  /** What it says of its items, keys and values; these stand in `constraints` too. */
  readonly parts: readonly string[];
  readonly deprecated: string | undefined;
  readonly release: ReleaseTag | undefined;
}

/** The comment of a shape, with a newline at its end, or "". */
export function shapeComment({ history, links }: CommentScope, shape: DataShape): string {
  const { description, isWords } = commentText(documentationOf(shape), links);
  const sentences = constraintSentences(constraintsOf(shape), shape.type);
  const until = untilNotes(history, shape.id);
  const parts = partSentences(shape, links);
  const count = sentences.length + parts.length + until.length;
  const constraints = count === 0 ? sentences : [...sentences.map(escapeText), ...parts, ...until.map(escapeText)];
  const comment: TsDoc = {
    description,
    isWords,
    constraints,
    defaultValue: undefined,
    since: modelSince(shape) ?? history.since(shape.id),
    release: releaseTag(shape),
    deprecated: deprecation(shape, links),
  };
  return tsDoc(comment, 0);
}

/** The comment of a member, two columns in; "" or what the member's line follows on. */
export function memberComment(scope: CommentScope, member: MemberShape): string {
  const { closure, history, links } = scope;
  const own = trait(member, "smithy.api#documentation");
  const documentation = withLinks(own ?? documentationOf(targetOf(closure.model, member)), member);
  const { description, isWords } = commentText(documentation, links);
  const target = targetNotes(scope, member);
  // Most members are documented and perhaps required: nothing else need be looked for.
  const isUsual = member.traits.size === (own === undefined ? 0 : 1) + (isRequired(member) ? 1 : 0);
  const isPlain = isUsual || !isConstrained(member);
  const constraints = isPlain
    ? target.constraints
    : [...memberSentences(closure.model, member).map(escapeText), ...target.parts];
  const parts: TsDoc = {
    description,
    isWords,
    constraints: isUsual ? constraints : [...constraints, ...recommendation(member)],
    defaultValue: isUsual ? undefined : defaultText(member),
    since: (isUsual ? undefined : modelSince(member)) ?? history.since(member.id),
    release: (isUsual ? undefined : releaseTag(member)) ?? target.release,
    deprecated: isUsual ? target.deprecated : (deprecation(member, links) ?? target.deprecated),
  };
  return tsDoc(parts, 2);
}

function targetNotes({ closure, links, targets }: CommentScope, member: MemberShape): TargetNotes {
  let known = targets.get(member.target);
  if (known === undefined) {
    const target = targetOf(closure.model, member);
    const parts = partSentences(target, links);
    const constraints = [...targetSentences(closure.model, target).map(escapeText), ...parts];
    known = { constraints, parts, deprecated: deprecation(target, links), release: releaseTag(target) };
    targets.set(member.target, known);
  }
  return known;
}

/** The comment of a value of an enumeration, two columns in. */
export function valueComment({ history, links }: CommentScope, shape: DataShape, entry: EnumValue): string {
  const { value, documentation, deprecated } = entry;
  const since = modelSince(entry) ?? history.valueSince(shape.id, value);
  const release = releaseTag(entry);
  if (documentation === undefined && deprecated === undefined && since === undefined && release === undefined)
    return "";
  const { description, isWords } = commentText(documentation, links);
  const parts: TsDoc = {
    description,
    isWords,
    constraints: undefined,
    defaultValue: undefined,
    since,
    release,
    deprecated: deprecationText(deprecated, links),
  };
  return tsDoc(parts, 2);
}

/** An operation's comment, two columns in. */
export function operationComment({ history, links }: CommentScope, operation: OperationShape): string {
  const { description, isWords } = commentText(documentationOf(operation), links);
  const parts: TsDoc = {
    description,
    isWords,
    constraints: undefined,
    defaultValue: undefined,
    since: modelSince(operation) ?? history.since(operation.id),
    release: releaseTag(operation),
    deprecated: deprecation(operation, links),
  };
  return tsDoc(parts, 2);
}

/** What a list says of its items, and a map of its keys and values: a line each, escaped. */
function partSentences(shape: DataShape, links: ReferenceResolver): readonly string[] {
  return partDocumentation(shape).flatMap(({ part, documentation }) => {
    const words = inOneLine(documentationText(documentation, links));
    return words === "" ? [] : [`Each ${part}: ${words}`];
  });
}

/** What names in the documentation of a package stand for; collected once a text asks for one. */
export function linksOf(context: PackageContext): ReferenceResolver {
  let targets: ReadonlyMap<string, string> | undefined;
  return withOwnSite(context.closure.service, (name) => (targets ??= linkTargets(context)).get(name));
}

function linkTargets(context: PackageContext): ReadonlyMap<string, string> {
  const operations = new Set(context.closure.operations.map(({ id }) => id));
  const targets = new Map<string, string>();
  referenceNames(context).forEach((id, name) =>
    targets.set(name, operations.has(id) ? `Operations.${name}` : context.names.type(id)),
  );
  return targets;
}

function deprecation(shape: Documented, links: ReferenceResolver): string | undefined {
  return deprecationText(trait(shape, "smithy.api#deprecated"), links);
}

/** What stands behind `@deprecated`; undefined for what is not. */
function deprecationText(value: Deprecated | undefined, links: ReferenceResolver): string | undefined {
  if (value === undefined) return undefined;
  const { since, message } = deprecationWords(value);
  const words = inOneLine(documentationText(message, links));
  if (since === undefined) return words;
  return words === "" ? `since ${escapeText(since)}` : `${words} (since ${escapeText(since)})`;
}

/** When the model itself says that a thing came: it may do so by versions, and knows what is older than all snapshots. */
function modelSince(shape: Documented): string | undefined {
  const since = inOneLine(trait(shape, "smithy.api#since") ?? "");
  return since === "" ? undefined : escapeText(since);
}

const RELEASE_TAGS: Readonly<Record<Stage, ReleaseTag>> = { internal: "@internal", unstable: "@experimental" };

function releaseTag(shape: Documented): ReleaseTag | undefined {
  const stage = stageOf(shape);
  return stage === undefined ? undefined : RELEASE_TAGS[stage];
}

/** One sentence or none, escaped. */
function recommendation(member: MemberShape): readonly string[] {
  const recommended = trait(member, "smithy.api#recommended");
  if (recommended === undefined) return [];
  const reason = inOneLine(recommended.reason ?? "");
  return [reason === "" ? "Recommended" : `Recommended: ${escapeText(reason)}`];
}

/** For what stands behind a tag or a dash, where a blank line would end it. */
function inOneLine(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}

function defaultText(member: MemberShape): string | undefined {
  const value = defaultOf(member);
  if (value === undefined) return undefined;
  return `\`${typeof value === "string" ? stringLiteral(value) : JSON.stringify(value)}\``;
}
