import type { Doc } from "prettier";
import { defaultOf } from "../../model/nullability.js";
import type { DataShape, MemberShape } from "../../model/shapes.js";
import type { Traits } from "../../model/traits.js";
import { trait } from "../../model/traits.js";
import { constraintSentences, constraintsOf, memberSentences } from "../../print/constraints.js";
import { documentationText } from "../../print/documentation.js";
import { textLines } from "../../print/layout.js";
import { stringLiteral } from "../../print/literals.js";
import { tsDoc } from "../../print/tsdoc.js";
import type { PackageContext } from "../context.js";

interface Documented {
  readonly traits: Traits;
}

/** The comment of a shape, with a newline at its end, or "". */
export function shapeComment({ history }: PackageContext, shape: DataShape): string {
  return tsDoc(
    {
      description: documentationText(trait(shape, "smithy.api#documentation") ?? ""),
      constraints: constraintSentences(constraintsOf(shape), shape.type),
      since: history.since(shape.id),
      deprecated: deprecation(shape),
    },
    0,
  );
}

/** The comment of a member, at an indentation; "" or lines with a newline at the end. */
export function memberComment({ closure, history }: PackageContext, member: MemberShape, indentation: number): string {
  const since = history.since(member.id);
  const target = closure.model.shapes.get(member.target);
  const own = trait(member, "smithy.api#documentation");
  const inherited = target === undefined ? undefined : trait(target, "smithy.api#documentation");
  return tsDoc(
    {
      description: documentationText(own ?? inherited ?? ""),
      constraints: memberSentences(closure.model, member),
      defaultValue: defaultText(member),
      // What is as old as its container is told there.
      since: since === history.since(member.container) ? undefined : since,
      deprecated: deprecation(member) ?? (target === undefined ? undefined : deprecation(target)),
    },
    indentation,
  );
}

/** An operation's comment. */
export function operationComment({ history }: PackageContext, operation: Documented & { readonly id: string }): string {
  return tsDoc(
    {
      description: documentationText(trait(operation, "smithy.api#documentation") ?? ""),
      since: history.since(operation.id),
      deprecated: deprecation(operation),
    },
    2,
  );
}

/** Comment and declaration as one doc. */
export function documented(comment: string, declaration: Doc): Doc {
  return comment === "" ? declaration : [textLines(comment), declaration];
}

function deprecation(shape: Documented): string | undefined {
  const value = trait(shape, "smithy.api#deprecated");
  if (value === undefined) return undefined;
  const since = value.since === undefined ? "" : ` (since ${value.since})`;
  return `${documentationText(value.message ?? "").replace(/\s+/g, " ")}${since}`.trim();
}

function defaultText(member: MemberShape): string | undefined {
  const value = defaultOf(member);
  if (value === undefined) return undefined;
  return `\`${typeof value === "string" ? stringLiteral(value) : JSON.stringify(value)}\``;
}
