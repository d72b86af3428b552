import { compareText } from "../../diagnostics/diagnostic.js";
import type { Closure } from "../../model/closure.js";
import type { Model } from "../../model/model.js";
import { effectiveTrait, expectShape } from "../../model/model.js";
import type { ShapeId } from "../../model/shape-id.js";
import type { MemberShape, Shape } from "../../model/shapes.js";
import { membersOf } from "../../model/shapes.js";
import { hasTrait } from "../../model/traits.js";
import type { Doc } from "../../print/doc.js";
import { arrayArgument, block, callOf, chain } from "../../print/layout.js";
import { stringLiteral } from "../../print/literals.js";
import { printDoc } from "../../print/print-doc.js";
import { propertyDoc } from "../../print/validator-lines.js";

/** Where secrets stand (Smithy 2.0 spec, "sensitive trait"), by the names of members alone. */
export interface SecretNames {
  /** Members that hold a secret, or lists or maps of secrets. */
  readonly members: readonly string[];
  /** Members that hold maps whose keys are secrets. */
  readonly keys: readonly string[];
}

/** @returns undefined for a service without secrets. */
export function secretNames({ model, shapes }: Closure): SecretNames | undefined {
  const members = new Set<string>();
  const keys = new Set<string>();
  const secretsOf = secretsByTarget(model);
  let some = false;
  for (const shape of shapes) {
    const whole = hasTrait(shape, "smithy.api#sensitive");
    some ||= whole;
    if (shape.type !== "structure" && shape.type !== "union") continue;
    for (const member of shape.members.values()) {
      const { inValue, inKeys } = secretsOf(member.target);
      if (whole || inValue || hasTrait(member, "smithy.api#sensitive")) members.add(member.name);
      if (inKeys) keys.add(member.name);
    }
  }
  if (!some && members.size === 0) return undefined;
  return { members: [...members].toSorted(compareText), keys: [...keys].toSorted(compareText) };
}

/** `const SECRETS: Sensitive = {…};` of `src/describe-failures.ts`. */
export function secretsConstant({ members, keys }: SecretNames): string {
  const set = (name: string, values: readonly string[]): Doc =>
    propertyDoc(name, callOf("new Set", arrayArgument(values.map((value) => chain(stringLiteral(value))))));
  return printDoc(["const SECRETS: Sensitive = ", block([set("members", members), set("keys", keys)]), ";"]);
}

/** What is secret of a shape. */
interface Secrets {
  /** Its value, or an item, key or value of it. */
  readonly inValue: boolean;
  /** The keys of a map, or of one in it. */
  readonly inKeys: boolean;
}

/** Each target is looked at once, whatever points at it. */
function secretsByTarget(model: Model): (id: ShapeId) => Secrets {
  const known = new Map<ShapeId, Secrets>();
  const isSecret = (part: MemberShape): boolean =>
    hasTrait(part, "smithy.api#sensitive") || secretsOf(part.target).inValue;
  const secretsOf = (id: ShapeId): Secrets => {
    let secrets = known.get(id);
    if (secrets === undefined) known.set(id, (secrets = find(expectShape(model, id))));
    return secrets;
  };
  const find = (shape: Shape): Secrets => {
    const parts = shape.type === "list" || shape.type === "map" ? membersOf(shape) : [];
    return {
      inValue: hasTrait(shape, "smithy.api#sensitive") || parts.some(isSecret),
      inKeys:
        (shape.type === "map" && effectiveTrait(model, shape.key, "smithy.api#sensitive") !== undefined) ||
        parts.some(({ target }) => secretsOf(target).inKeys),
    };
  };
  return secretsOf;
}
