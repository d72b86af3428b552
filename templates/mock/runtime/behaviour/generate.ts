import {
  getOwn,
  membersOf,
  resolve,
  setOwn,
  traitOf,
} from "../schema-access.js";
import type { Member } from "../schema-access.js";
import type {
  ListSchema,
  MapSchema,
  Schema,
  SimpleSchema,
  StructureSchema,
  UnionSchema,
} from "../schema.js";
import type { ServiceSurroundings } from "../surroundings.js";
import { bigDecimal } from "../values.js";
import { arnStart, roleStart } from "./arns.js";
import { bounds, isWithin, rangeOf } from "./bounds.js";
import { orderMoments } from "./moments.js";
import { samplerFor } from "./pattern-sampler.js";
import { isSilent, saidOfSuccess } from "./plain-success.js";
import type { Random } from "./random.js";
import { settledValues } from "./settled.js";
import { isFields } from "./values.js";
import type { Fields } from "./values.js";

/** Optional members deeper than this are left out. */
const MAX_DEPTH = 8;
/** Values beyond this number are made only where they are required. */
const BUDGET = 500;
/** Values beyond this number are not made at all. */
const LIMIT = 20_000;
const WORDS = [
  "amber",
  "birch",
  "cedar",
  "delta",
  "ember",
  "fjord",
  "grove",
  "heron",
  "iris",
  "juniper",
];
const RANGES: ReadonlyMap<string, readonly [number, number]> = new Map([
  ["byte", [-128, 127]],
  ["short", [-32_768, 32_767]],
  ["integer", [-2_147_483_648, 2_147_483_647]],
  ["intEnum", [-2_147_483_648, 2_147_483_647]],
]);
/** Names of members that hold an address: clients take it apart, or go there. */
const ADDRESS = /(?:^u|U)r[il]$|UR[IL]$/;
/** Names of members that hold an ARN, which clients take apart too. */
const ARN = /(?:^a|A)rn$|(?:^|[a-z])ARN$/;
/** Names of members that hold the ARN of a role: whatever the service, it is one of IAM. */
const ROLE = /rolearn$/i;
/** 2022-01-01T00:00:00Z; whole seconds from here on, which every timestamp format can write. */
const EPOCH = 1_640_995_200_000;

interface Making {
  readonly random: Random;
  readonly surroundings: ServiceSurroundings;
  readonly onPath: Set<Schema>;
  left: number;
}

/**
 * Makes a value that the member's schema and constraints admit. Recursion ends at the first optional member, empty
 * list or empty map; a string for whose pattern nothing was found is left out where it may be.
 * @param name that of the member; "" where it has none to go by.
 * @returns undefined where no value can be made.
 */
export function generate(
  member: Member,
  random: Random,
  surroundings: ServiceSurroundings,
  name = "",
): unknown {
  const onPath = new Set<Schema>();
  return makeNamed(name, member, {
    random,
    surroundings,
    onPath,
    left: BUDGET,
  });
}

/** The structure without the named members. */
export function generateStructure(
  schema: StructureSchema,
  random: Random,
  without: ReadonlySet<string>,
  surroundings: ServiceSurroundings,
): Fields {
  const making: Making = {
    random,
    surroundings,
    onPath: new Set<Schema>([schema]),
    left: BUDGET,
  };
  return makeMembers(schema, making, without).fields;
}

function make(member: Member, making: Making, name = ""): unknown {
  making.left -= 1;
  if (making.left < BUDGET - LIMIT) return undefined;
  const { schema } = member;
  if (schema[0] === 0) return makeSimple(member, schema, making, name);
  if (making.onPath.has(schema)) return undefined;
  making.onPath.add(schema);
  const value = makeContainer(member, schema, making);
  making.onPath.delete(schema);
  return value;
}

function makeContainer(
  member: Member,
  schema: Exclude<Schema, SimpleSchema>,
  making: Making,
): unknown {
  switch (schema[0]) {
    case 1:
      return makeList(member, schema, making);
    case 2:
      return makeMap(member, schema, making);
    case 4:
      return traitOf(member, "streaming") === undefined
        ? makeUnion(schema, making)
        : undefined;
    default: {
      const { fields, complete } = makeMembers(schema, making, NOTHING);
      return complete ? fields : undefined;
    }
  }
}

const NOTHING: ReadonlySet<string> = new Set();

/** @returns what could be made; not `complete` where a required member could not, as recursion would not have ended. */
function makeMembers(
  schema: StructureSchema,
  making: Making,
  without: ReadonlySet<string>,
): { readonly fields: Fields; readonly complete: boolean } {
  const fields: Fields = {};
  let complete = true;
  const { names, members } = membersOf(schema);
  const sparing = making.left <= 0 || making.onPath.size > MAX_DEPTH;
  for (const [index, name] of names.entries()) {
    const member = members[index];
    if (member === undefined || without.has(name)) continue;
    const required = member.traits["required"] !== undefined;
    if (!required && (sparing || isSilent(name, member))) continue;
    const value =
      makeNamed(name, member, making) ??
      (required ? lastResort(member) : undefined);
    if (value !== undefined) setOwn(fields, name, value);
    else if (required) complete = false;
  }
  orderMoments(fields);
  return { fields, complete };
}

/**
 * Nothing failed and nothing follows, where the member's name says that it would tell. A text without a pattern is an
 * address or an ARN where the name asks for one, and its length allows.
 */
function makeNamed(name: string, member: Member, making: Making): unknown {
  const said = saidOfSuccess(name, member);
  if (said !== undefined) return said;
  const value = make(member, making, name);
  if (typeof value !== "string") return value;
  const start = startOf(name, making.surroundings);
  if (start === "") return value;
  const isFree =
    traitOf(member, "pattern") === undefined &&
    traitOf(member, "enum") === undefined;
  const whole = `${start}${value}`;
  return isFree && whole.length <= bounds(member).max ? whole : value;
}

/** What a text begins with by the name of its member. */
function startOf(name: string, surroundings: ServiceSurroundings): string {
  if (ADDRESS.test(name)) return "https://example.com/";
  if (ROLE.test(name)) return roleStart(surroundings);
  return ARN.test(name) ? arnStart(surroundings) : "";
}

/** For a required string whose pattern no attempt met: wrong, but of the right type. */
function lastResort(member: Member): unknown {
  return member.schema[0] === 0 && member.schema[4] === "string"
    ? "string"
    : undefined;
}

function makeUnion(schema: UnionSchema, making: Making): Fields | undefined {
  const { names, members } = membersOf(schema);
  const start = making.random.below(Math.max(names.length, 1));
  for (let i = 0; i < names.length; i++) {
    const index = (start + i) % names.length;
    const member = members[index];
    const name = names[index] ?? "";
    const value = member && makeNamed(name, member, making);
    if (value === undefined) continue;
    const fields: Fields = {};
    setOwn(fields, name, value);
    return fields;
  }
  return undefined;
}

function makeList(
  member: Member,
  schema: ListSchema,
  making: Making,
): unknown[] | undefined {
  const { min, max } = bounds(member);
  const item = resolve(schema[4]);
  const unique = traitOf(member, "uniqueItems") !== undefined;
  const list: unknown[] = [];
  const seen = new Set<string>();
  for (
    let tries = 0;
    list.length < Math.max(min, Math.min(max, 1)) && tries < min * 4 + 4;
    tries++
  ) {
    const value = make(item, making);
    if (value === undefined) break;
    const key = unique ? keyOf(value) : String(tries);
    if (seen.has(key)) continue;
    seen.add(key);
    list.push(value);
  }
  return list.length < min ? undefined : list;
}

function makeMap(
  member: Member,
  schema: MapSchema,
  making: Making,
): Fields | undefined {
  const { min, max } = bounds(member);
  const map: Fields = {};
  let size = 0;
  for (
    let tries = 0;
    size < Math.max(min, Math.min(max, 1)) && tries < min * 4 + 4;
    tries++
  ) {
    const key = make(resolve(schema[4]), making);
    const value = make(resolve(schema[5]), making);
    if (typeof key !== "string" || value === undefined) break;
    if (getOwn(map, key) !== undefined) continue;
    setOwn(map, key, value);
    size += 1;
  }
  return size < min ? undefined : map;
}

function makeSimple(
  member: Member,
  schema: SimpleSchema,
  making: Making,
  name: string,
): unknown {
  const { random } = making;
  const values = traitOf(member, "enum");
  if (Array.isArray(values) && values.length > 0) {
    const allowed = settledValues(name, allowedValues(member, values));
    return allowed[random.below(allowed.length)];
  }
  switch (schema[4]) {
    case "string":
    case "enum":
      return makeString(member, making);
    case "boolean":
      return random.below(2) === 1;
    case "timestamp":
      return new Date(EPOCH + random.below(31_536_000) * 1000);
    case "blob": {
      const { min, max } = bounds(member);
      return Uint8Array.from({ length: Math.max(min, Math.min(max, 8)) }, () =>
        random.below(256),
      );
    }
    case "document":
      return { [WORDS[random.below(WORDS.length)] ?? ""]: random.below(100) };
    case "bigInteger":
      return BigInt(makeNumber(member, schema, random));
    case "bigDecimal":
      return bigDecimal(String(makeNumber(member, schema, random)));
    default:
      return traitOf(member, "httpResponseCode") === undefined
        ? makeNumber(member, schema, random)
        : 200;
  }
}

/** The values of an enumeration that its constraints, and those of the member, leave. */
function allowedValues(
  member: Member,
  values: readonly unknown[],
): readonly unknown[] {
  const source = traitOf(member, "pattern");
  const range = traitOf(member, "range");
  const length = traitOf(member, "length");
  if (source === undefined && range === undefined && length === undefined)
    return values;
  const pattern =
    typeof source === "string" ? new RegExp(source, "u") : undefined;
  const lengths = bounds(member);
  const numbers = rangeOf(member);
  return values.filter((value) => {
    const text = String(value);
    return (
      isWithin(Array.from(text).length, lengths) &&
      pattern?.test(text) !== false &&
      (range === undefined || isWithin(Number(value), numbers))
    );
  });
}

function makeNumber(
  member: Member,
  schema: SimpleSchema,
  random: Random,
): number {
  const range = fieldsOf(traitOf(member, "range"));
  const [least, most] = RANGES.get(schema[4]) ?? [
    -Number.MAX_SAFE_INTEGER,
    Number.MAX_SAFE_INTEGER,
  ];
  const max = Math.min(Number(range["max"] ?? most), most);
  const min = Math.max(Number(range["min"] ?? Math.min(max, 0)), least);
  const whole =
    schema[4] !== "float" &&
    schema[4] !== "double" &&
    schema[4] !== "bigDecimal";
  if (!whole) return Math.min(max, min + random.below(400) / 4);
  const first = Math.ceil(min);
  return (
    first +
    random.below(Math.max(Math.min(Math.floor(max) - first + 1, 100), 1))
  );
}

function makeString(
  member: Member,
  { random, surroundings }: Making,
): string | undefined {
  const limits = bounds(member);
  const pattern = traitOf(member, "pattern");
  if (typeof pattern === "string")
    return samplerFor(pattern, limits)(random, surroundings);
  const text = `${WORDS[random.below(WORDS.length)] ?? ""}-${random.below(1000)}`;
  return text.slice(0, limits.max).padEnd(limits.min, "x");
}

function fieldsOf(value: unknown): Fields {
  return isFields(value) ? value : {};
}

function keyOf(value: unknown): string {
  return (
    JSON.stringify(value, (_key, inner: unknown) =>
      typeof inner === "bigint" ? `${inner}n` : inner,
    ) ?? ""
  );
}
