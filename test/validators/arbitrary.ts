import fc from "fast-check";
import type { Closure } from "../../generator/model/closure.js";
import { enumValues } from "../../generator/model/enums.js";
import { isRequired } from "../../generator/model/nullability.js";
import { targetOf } from "../../generator/model/model.js";
import { UNIT } from "../../generator/model/prelude.js";
import type { DataShape, ListShape, MapShape, MemberShape, StructureShape } from "../../generator/model/shapes.js";
import { hasTrait } from "../../generator/model/traits.js";
import type { Constraints } from "../../generator/print/constraints.js";
import { constraintsOf, memberConstraints } from "../../generator/print/constraints.js";
import { planPattern } from "../../generator/print/patterns.js";
import { samplerFor } from "../../templates/mock/runtime/behaviour/pattern-sampler.js";
import { createRandom } from "../../templates/mock/runtime/behaviour/random.js";
import { keepsConstraints } from "./values.js";

/** Makes values of a shape that keep all of its rules; undefined where none is known. */
export type Arbitrary = fc.Arbitrary<unknown> | undefined;

/** Optional members that a structure below the first has at most, and levels of structures below it. */
const SOME = 3;
const LEVELS = 3;
/** Structures whose required members go deeper than this are given up. */
const GIVE_UP = -8;

/** @returns a function that makes arbitraries for the shapes of a closure; equal questions share one. */
export function arbitraries({ model }: Closure): (shape: DataShape) => Arbitrary {
  const made = new Map<string, Arbitrary>();

  const of = (shape: DataShape, constraints: Constraints, levels: number): Arbitrary => {
    const key = `${levels} ${shape.id} ${keyOf(constraints)}`;
    if (!made.has(key)) made.set(key, make(shape, constraints, levels));
    return made.get(key);
  };
  const ofMember = (member: MemberShape, levels: number): Arbitrary => {
    const target = targetOf(model, member);
    const isStream = target.type === "union" && hasTrait(target, "smithy.api#streaming");
    return isStream ? fc.constant(new ReadableStream()) : of(target, memberConstraints(model, member), levels);
  };

  const make = (shape: DataShape, constraints: Constraints, levels: number): Arbitrary => {
    if (levels < GIVE_UP) return undefined;
    if (shape.id === UNIT) return fc.constant({});
    const values = enumValues(shape)?.filter(({ value }) => keepsConstraints(constraints, value));
    if (values !== undefined)
      return values.length === 0 ? undefined : fc.constantFrom(...values.map(({ value }) => value));
    switch (shape.type) {
      case "structure":
        return structure(shape, levels);
      case "union":
        return union(shape, levels);
      case "list":
        return list(shape, constraints, levels);
      case "map":
        return map(shape, constraints, levels);
      default:
        return simple(shape, constraints);
    }
  };

  const structure = (shape: StructureShape, levels: number): Arbitrary => {
    const required: Record<string, fc.Arbitrary<unknown>> = Object.create(null);
    const optional: [string, fc.Arbitrary<unknown>][] = [];
    for (const member of shape.members.values()) {
      const arbitrary = isRequired(member) || levels > 0 ? ofMember(member, levels - 1) : undefined;
      if (arbitrary === undefined && isRequired(member)) return undefined;
      if (arbitrary === undefined) continue;
      if (isRequired(member)) required[member.name] = arbitrary;
      else optional.push([member.name, arbitrary]);
    }
    const maxLength = levels === LEVELS ? optional.length : Math.min(SOME, optional.length);
    const minLength = levels === LEVELS ? optional.length : 0;
    return fc
      .subarray(optional, { minLength, maxLength })
      .chain((chosen) => fc.record({ ...required, ...Object.fromEntries(chosen) }, { noNullPrototype: true }));
  };

  const union = (shape: StructureShape, levels: number): Arbitrary => {
    const members = [...shape.members.values()].flatMap((member) => {
      const arbitrary = ofMember(member, levels - 1);
      return arbitrary === undefined ? [] : [arbitrary.map((value) => ({ [member.name]: value }))];
    });
    return members.length === 0 ? undefined : fc.oneof(...members);
  };

  const list = (shape: ListShape, { length, uniqueItems }: Constraints, levels: number): Arbitrary => {
    const min = length?.min ?? 0;
    const max = Math.min(length?.max ?? Infinity, min + SOME);
    const item = levels > 0 || min > 0 ? ofMember(shape.member, levels - 1) : undefined;
    if (item === undefined) return min === 0 ? fc.constant([]) : undefined;
    const entry = hasTrait(shape, "smithy.api#sparse") ? fc.option(item, { freq: 5 }) : item;
    const bounds = { minLength: min, maxLength: max };
    if (!uniqueItems) return fc.array(entry, bounds);
    const few = (enumValues(targetOf(model, shape.member))?.length ?? Infinity) < min;
    return few ? undefined : fc.uniqueArray(entry, { ...bounds, selector: keyOf });
  };

  const map = (shape: MapShape, { length }: Constraints, levels: number): Arbitrary => {
    const minKeys = length?.min ?? 0;
    const maxKeys = Math.min(length?.max ?? Infinity, minKeys + SOME);
    const key = ofMember(shape.key, 0) as fc.Arbitrary<string> | undefined;
    const value = levels > 0 || minKeys > 0 ? ofMember(shape.value, levels - 1) : undefined;
    if (key === undefined || value === undefined) return minKeys === 0 ? fc.constant({}) : undefined;
    const entry = hasTrait(shape, "smithy.api#sparse") ? fc.option(value, { freq: 5 }) : value;
    const own = key.filter((name) => name !== "__proto__");
    return fc.dictionary(own, entry, { minKeys, maxKeys, noNullPrototype: true });
  };

  return (shape) => of(shape, constraintsOf(shape), LEVELS);
}

function simple(shape: DataShape, { length, range, pattern }: Constraints): Arbitrary {
  switch (shape.type) {
    case "boolean":
      return fc.boolean();
    case "byte":
      return integer(range, -128, 127);
    case "short":
      return integer(range, -32_768, 32_767);
    case "integer":
      return integer(range, -(2 ** 31), 2 ** 31 - 1);
    case "long":
      return integer(range, Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER);
    case "float":
    case "double":
      if (range === undefined) return fc.double();
      return fc.double({ min: Number(range.min ?? -1e300), max: Number(range.max ?? 1e300), noNaN: true });
    case "bigInteger":
      return fc.bigInt({
        min: whole(range?.min ?? -(2n ** 70n), Math.ceil),
        max: whole(range?.max ?? 2n ** 70n, Math.floor),
      });
    case "bigDecimal":
      return integer(range, -1000, 1000)?.map((value) => ({ string: `${value}`, type: "bigDecimal" }));
    case "timestamp":
      return fc.date({ noInvalidDate: true });
    case "document":
      return fc.jsonValue();
    case "blob": {
      const min = length?.min ?? 0;
      return fc.uint8Array({ minLength: min, maxLength: Math.min(length?.max ?? Infinity, min + 8) });
    }
    default:
      return text(length?.min ?? 0, length?.max ?? Infinity, pattern);
  }
}

function whole(bound: number | bigint, within: (bound: number) => number): bigint {
  return typeof bound === "bigint" ? bound : BigInt(within(bound));
}

function integer(range: Constraints["range"], least: number, most: number): fc.Arbitrary<number> | undefined {
  const min = Math.max(Math.ceil(Number(range?.min ?? -Infinity)), least);
  const max = Math.min(Math.floor(Number(range?.max ?? Infinity)), most);
  return min > max ? undefined : fc.oneof(fc.integer({ min, max }), fc.constantFrom(min, max));
}

function text(min: number, max: number, pattern: string | undefined): Arbitrary {
  const plan = pattern === undefined ? undefined : planPattern(pattern, max === Infinity ? undefined : max);
  if (plan !== undefined && plan.kind !== "not-enforced") {
    const sampler = samplerFor(plan.source, { min, max: Math.min(max, min + 4096) });
    const known = [1, 2, 3, 4].map((seed) => sampler(createRandom(seed))).find((sample) => sample !== undefined);
    if (known === undefined) return undefined;
    return fc.nat().map((seed) => sampler(createRandom(seed)) ?? known);
  }
  const short = fc.string({ unit: "binary", minLength: min, maxLength: Math.min(max, min + 12) });
  return max > 300 ? short : fc.oneof(short, fc.string({ unit: "binary", minLength: max, maxLength: max }));
}

/** A text that equal values share. */
function keyOf(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) => (typeof part === "bigint" ? `${part}n` : part)) ?? "";
}
