import { compareText } from "../../diagnostics/diagnostic.js";
import type { Closure } from "../../model/closure.js";
import type { Model } from "../../model/model.js";
import { effectiveTrait, targetOf } from "../../model/model.js";
import type { DataShape, MemberShape } from "../../model/shapes.js";
import { membersOf } from "../../model/shapes.js";
import { hasTrait } from "../../model/traits.js";
import type { Doc } from "../../print/doc.js";
import { arrayArgument, block, callOf, chain, property } from "../../print/layout.js";
import { stringLiteral } from "../../print/literals.js";
import { printDoc } from "../../print/print-doc.js";

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
  let some = false;
  for (const shape of shapes) {
    const whole = hasTrait(shape, "smithy.api#sensitive");
    some ||= whole;
    if (shape.type !== "structure" && shape.type !== "union") continue;
    for (const member of membersOf(shape)) {
      if (whole || holdsSecret(model, member)) members.add(member.name);
      if (hasSecretKeys(model, member)) keys.add(member.name);
    }
  }
  if (!some && members.size === 0) return undefined;
  return { members: [...members].toSorted(compareText), keys: [...keys].toSorted(compareText) };
}

/** `const SECRETS: Sensitive = {…};` of `src/describe-failures.ts`. */
export function secretsConstant({ members, keys }: SecretNames): string {
  const set = (name: string, values: readonly string[]): Doc =>
    property(name, callOf("new Set", arrayArgument(values.map((value) => chain(stringLiteral(value)))))).layout();
  return printDoc(["const SECRETS: Sensitive = ", block([set("members", members), set("keys", keys)]), ";"]);
}

/** Whether its value is a secret, or an item, key or value of it. */
function holdsSecret(model: Model, member: MemberShape): boolean {
  return (
    effectiveTrait(model, member, "smithy.api#sensitive") !== undefined ||
    partsOf(targetOf(model, member)).some((part) => holdsSecret(model, part))
  );
}

function hasSecretKeys(model: Model, member: MemberShape): boolean {
  const target = targetOf(model, member);
  return (
    (target.type === "map" && effectiveTrait(model, target.key, "smithy.api#sensitive") !== undefined) ||
    partsOf(target).some((part) => hasSecretKeys(model, part))
  );
}

function partsOf(shape: DataShape): readonly MemberShape[] {
  if (shape.type === "list") return [shape.member];
  return shape.type === "map" ? [shape.key, shape.value] : [];
}
