import { defaultOf } from "../../model/nullability.js";
import type { Closure } from "../../model/closure.js";
import { nameOf } from "../../model/shape-id.js";
import type { DataShape, MemberShape, OperationShape } from "../../model/shapes.js";
import type { Traits } from "../../model/traits.js";
import { trait } from "../../model/traits.js";
import { constraintSentences, constraintsOf, memberSentences } from "../../print/constraints.js";
import type { ReferenceResolver } from "../../print/documentation-blocks.js";
import { documentationText } from "../../print/documentation-tsdoc.js";
import { stringLiteral } from "../../print/literals.js";
import type { Names } from "../../print/names.js";
import { escapeText, tsDoc } from "../../print/tsdoc.js";
import { untilNotes } from "../age-notes.js";
import type { PackageContext } from "../context.js";

interface Documented {
  readonly traits: Traits;
}

/** The comment of a shape, with a newline at its end, or "". */
export function shapeComment(context: PackageContext, shape: DataShape): string {
  const links = linksOf(context);
  return tsDoc(
    {
      description: documentationText(trait(shape, "smithy.api#documentation"), links),
      constraints: [...constraintSentences(constraintsOf(shape), shape.type), ...untilNotes(context.history, shape.id)],
      since: context.history.since(shape.id),
      deprecated: deprecation(shape, links),
    },
    0,
  );
}

/** The comment of a member, at an indentation; "" or lines with a newline at the end. */
export function memberComment(context: PackageContext, member: MemberShape, indentation: number): string {
  const { closure, history } = context;
  const links = linksOf(context);
  const target = closure.model.shapes.get(member.target);
  const own = trait(member, "smithy.api#documentation");
  const inherited = target === undefined ? undefined : trait(target, "smithy.api#documentation");
  return tsDoc(
    {
      description: documentationText(own ?? inherited, links),
      constraints: memberSentences(closure.model, member),
      defaultValue: defaultText(member),
      since: history.since(member.id),
      deprecated: deprecation(member, links) ?? (target === undefined ? undefined : deprecation(target, links)),
    },
    indentation,
  );
}

/** An operation's comment. */
export function operationComment(context: PackageContext, operation: OperationShape): string {
  const links = linksOf(context);
  return tsDoc(
    {
      description: documentationText(trait(operation, "smithy.api#documentation"), links),
      since: context.history.since(operation.id),
      deprecated: deprecation(operation, links),
    },
    2,
  );
}

const linksByNames = new WeakMap<Names, { readonly closure: Closure; readonly links: ReferenceResolver }>();

/** What names in documentation stand for, as `{@link}` in `types.ts` takes it. */
export function linksOf({ closure, names }: PackageContext): ReferenceResolver {
  const known = linksByNames.get(names);
  if (known?.closure === closure) return known.links;
  const targets = new Map(closure.shapes.map(({ id }) => [nameOf(id), names.type(id)]));
  for (const { id } of closure.operations) targets.set(nameOf(id), `Operations.${nameOf(id)}`);
  const links: ReferenceResolver = (name) => targets.get(name);
  linksByNames.set(names, { closure, links });
  return links;
}

function deprecation(shape: Documented, links: ReferenceResolver): string | undefined {
  return deprecationText(trait(shape, "smithy.api#deprecated"), links);
}

/** What stands behind `@deprecated`; undefined for what is not. */
export function deprecationText(
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
