/**
 * What Smithy's constraints need beyond Zod's own schemas. Issues carry Zod's codes where it has one (`too_big`,
 * `invalid_format`, ...); others are `custom` with `params: { constraint }`: `"uniqueItems"` (`params.duplicates`: the
 * positions), `"union"` (`params.members`: the members that are set), `"wellFormed"` (a lone surrogate in a string).
 */
import { z } from "zod";
import { compileLinear } from "./linear-pattern.js";

type Issues = z.core.$ZodRawIssue[];

/** A string of Unicode scalar values: a lone surrogate is refused. */
export function text(): z.ZodString {
  return new WellFormedString({ type: "string" });
}

const LONE_SURROGATE =
  /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/;

/** The engine's own answer is by far the quickest, where it has one. */
function isWellFormed(value: string): boolean {
  const { isWellFormed: own } = value as { isWellFormed?: () => boolean };
  return own === undefined ? !LONE_SURROGATE.test(value) : own.call(value);
}

/** No check of its own: a string without checks takes Zod's shortest way. */
const WellFormedString: z.core.$constructor<z.ZodString> =
  /*#__PURE__*/ z.core.$constructor("SwageString", (schema, def) => {
    z.ZodString.init(schema, def);
    const { parse } = schema._zod;
    schema._zod.parse = (payload, context) => {
      const result = parse(payload, context);
      const { value, issues } = payload;
      if (typeof value === "string" && !isWellFormed(value)) {
        issues.push({
          code: "custom",
          message: "Invalid string: must hold no lone surrogate",
          params: { constraint: "wellFormed" },
          input: value,
          inst: schema,
        });
      }
      return result;
    };
  });

/** A value of an open enumeration that the model does not know. */
export function isText(value: unknown): boolean {
  return typeof value === "string" && isWellFormed(value);
}

/** The same for an enumeration of integers. */
export function isInteger(value: unknown): boolean {
  return Number.isInteger(value);
}

/**
 * For a member whose name every object has a method of (`constructor`, `toString`): Zod reads members without asking
 * whose they are, and no value of a model is a function, so that one means that the member is absent.
 */
export function ownMember<Schema extends z.ZodType>(schema: Schema): Schema {
  const copy = schema.clone() as Schema;
  const { run } = copy._zod;
  copy._zod.run = (payload, context) => {
    if (typeof payload.value === "function") payload.value = undefined;
    return run(payload, context);
  };
  return copy;
}

/** `Schema`, known to be a validator. Asked only where it matters: to know it, the compiler reads all its members. */
type Known<Schema> = Schema extends z.core.SomeType ? Schema : never;

interface OptionalInternals<Schema> extends z.core._$ZodTypeInternals {
  def: z.core.$ZodOptionalDef<Known<Schema>>;
  optin: z.core.$ZodOptionalInternals["optin"];
  optout: "optional";
  isst: never;
  values: Known<Schema>["_zod"]["values"];
  pattern: Known<Schema>["_zod"]["pattern"];
  output: z.core.output<Schema> | undefined;
  input: z.core.input<Schema> | undefined;
}

/**
 * A `z.ZodOptional` whose type is read when it is asked for. To tell whether a `z.ZodOptional` is one, the compiler
 * must know what it holds, and what that holds in turn: of some 13 structures within each other it makes an error.
 */
export interface Optional<Schema> extends z._ZodType<
  OptionalInternals<Schema>
> {
  unwrap(): Schema;
}

const optionals = /*#__PURE__*/ new WeakMap<object, z.ZodOptional>();

/** A member that may be left out: one for all members that hold the same. */
export function optional<Schema extends object>(
  schema: Schema,
): Optional<Schema> {
  let known = optionals.get(schema);
  if (known === undefined) {
    known = z.optional<z.core.$ZodType>(schema as unknown as z.core.$ZodType);
    optionals.set(schema, known);
  }
  return known as unknown as Optional<Schema>;
}

/** An object without its unknown members. The constraint is loose: it costs the compiler nothing to check. */
export type ObjectOf<Shape extends z.core.$ZodLooseShape> = z.ZodObject<
  Shape,
  z.core.$strip
>;

/** `z.object`, with the shape's own type in place of one that is inferred from it. */
export function object<Shape extends z.core.$ZodLooseShape>(
  shape: Shape,
): ObjectOf<Shape> {
  return z.object(shape);
}

const PROTOTYPE = "__proto__";

/**
 * An object with members whose names every object has. Zod passes over `__proto__`: one that the value has as its own is
 * read like others. Zod finds the others in every value: those that are not its own are absent from what is read, too.
 */
export function prototypeObject<Shape extends z.core.$ZodLooseShape>(
  shape: Shape,
): ObjectOf<Shape> {
  const schema = z.object(shape);
  readOwn(schema);
  return schema;
}

/** Here and in whatever is made of the schema: `.extend`, `.pick`, `.partial`, `.describe` all clone it. */
function readOwn(schema: z.core.$ZodObject): void {
  const { run, constr } = schema._zod;
  function derive(definition: z.core.$ZodObjectDef): z.core.$ZodObject {
    const derived = new constr(definition) as z.core.$ZodObject;
    readOwn(derived);
    return derived;
  }
  derive.prototype = constr.prototype as object;
  schema._zod.constr = derive as unknown as typeof constr;
  schema._zod.run = (payload, context) => {
    const { value } = payload;
    const { shape } = schema._zod.def;
    const result = run(payload, context);
    if (
      typeof value !== "object" ||
      value === null ||
      Array.isArray(value) ||
      result instanceof Promise
    )
      return result;
    if (result.value !== value) dropInherited(result.value as object, value);
    if (!Object.hasOwn(shape, PROTOTYPE)) return result;
    const own: unknown = Object.getOwnPropertyDescriptor(
      value,
      PROTOTYPE,
    )?.value;
    const member = shape[PROTOTYPE] as z.core.$ZodType;
    const read = member._zod.run({ value: own, issues: [] }, context);
    if (read instanceof Promise) return result;
    result.issues.push(...z.core.util.prefixIssues(PROTOTYPE, read.issues));
    if (own !== undefined && result.value !== value) {
      Object.defineProperty(result.value, PROTOTYPE, {
        value: read.value,
        enumerable: true,
        configurable: true,
        writable: true,
      });
    }
    return result;
  };
}

/** Takes away members without a value that Zod has seen in the prototype of what it read alone. */
function dropInherited(output: object, input: object): void {
  for (const name of Object.getOwnPropertyNames(Object.prototype)) {
    const own = Object.getOwnPropertyDescriptor(output, name);
    if (
      own !== undefined &&
      own.value === undefined &&
      !Object.hasOwn(input, name)
    )
      Reflect.deleteProperty(output, name);
  }
}

/** A pattern whose worst case would take JavaScript's engine too long: matched here in time linear in the string. */
export function pattern({ source }: RegExp): z.core.CheckFn<string> {
  const matches = compileLinear(source);
  return ({ value, issues }) => {
    if (matches(value)) return;
    issues.push({
      code: "invalid_format",
      format: "regex",
      origin: "string",
      pattern: `/${source}/u`,
      input: value,
      continue: true,
    });
  };
}

/** Bytes, of any realm. `min` and `max` count bytes. */
export function blob(
  min: number = 0,
  max: number = Infinity,
): z.ZodCustom<Uint8Array, Uint8Array> {
  return z.custom<Uint8Array>(isBytes).check(({ value, issues }) => {
    if (isBytes(value))
      checkSize(issues, value, "blob", value.byteLength, min, max);
  });
}

function isBytes(value: unknown): value is Uint8Array {
  return (
    value instanceof Uint8Array ||
    Object.prototype.toString.call(value) === "[object Uint8Array]"
  );
}

/** The number of entries of a map. */
export function entries(
  min: number = 0,
  max: number = Infinity,
): z.core.CheckFn<object> {
  return ({ value, issues }) =>
    checkSize(issues, value, "map", Object.keys(value).length, min, max);
}

/**
 * A map whose keys are an enumeration's, any of them or none. A key that is no such value is told at its own path, as
 * keys of other maps are, and not as one that Zod does not recognize.
 */
export function enumRecord<
  Key extends z.core.$ZodRecordKey,
  Value extends z.core.$ZodType,
>(key: Key, value: Value): z.ZodRecord<Key & z.core.$partial, Value> {
  const each = z.core.clone(key);
  delete each._zod.values;
  // Inferred, the compiler would compare Zod's records in general.
  return z.partialRecord<Key, Value>(each, value);
}

function checkSize(
  issues: Issues,
  input: unknown,
  origin: string,
  size: number,
  min: number,
  max: number,
): void {
  if (size < min) {
    issues.push({
      code: "too_small",
      origin,
      minimum: min,
      inclusive: true,
      input,
      continue: true,
    });
  } else if (size > max) {
    issues.push({
      code: "too_big",
      origin,
      maximum: max,
      inclusive: true,
      input,
      continue: true,
    });
  }
}

const FloatNumber: z.core.$constructor<z.ZodNumber> =
  /*#__PURE__*/ z.core.$constructor("SwageFloat", (schema, def) => {
    z.ZodNumber.init(schema, def);
    schema._zod.parse = (payload) => {
      const { value, issues } = payload;
      if (typeof value !== "number") {
        issues.push({
          code: "invalid_type",
          expected: "number",
          input: value,
          inst: schema,
        });
      }
      return payload;
    };
  });

/** A number that may be `NaN` or infinite, as Smithy's `float` and `double` may. */
export function float(): z.ZodNumber {
  return new FloatNumber({ type: "number", checks: [] });
}

/** The digits of a number of any size, in the form that the AWS SDK's `NumericValue` has. */
export interface BigDecimalValue {
  readonly string: string;
  readonly type: "bigDecimal";
}

export function bigDecimal(
  min: number = -Infinity,
  max: number = Infinity,
): z.ZodCustom<BigDecimalValue, BigDecimalValue> {
  return z.custom<BigDecimalValue>(isBigDecimal).check(({ value, issues }) => {
    if (!isBigDecimal(value)) return;
    checkSize(issues, value, "number", Number(value.string), min, max);
  });
}

function isBigDecimal(value: unknown): value is BigDecimalValue {
  if (typeof value !== "object" || value === null) return false;
  const { string, type } = value as Partial<BigDecimalValue>;
  return (
    type === "bigDecimal" &&
    typeof string === "string" &&
    /^[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?$/.test(string)
  );
}

/** Whether a value is JSON: what Smithy's documents hold. Takes no more stack for deep nesting. */
export function isDocument(value: unknown): boolean {
  const queue: unknown[] = [value];
  const seen = new Set<object>();
  while (queue.length > 0) {
    const item = queue.pop();
    if (
      item === null ||
      typeof item === "string" ||
      typeof item === "boolean" ||
      typeof item === "number"
    )
      continue;
    if (typeof item !== "object") return false;
    if (seen.has(item)) continue;
    seen.add(item);
    const prototype: unknown = Object.getPrototypeOf(item);
    if (
      !Array.isArray(item) &&
      prototype !== null &&
      Object.getPrototypeOf(prototype) !== null
    )
      return false;
    for (const part of Object.values(item)) queue.push(part);
  }
  return true;
}

/** Whether a value can be the payload of a request or an answer that is streamed. */
export function isPayload(value: unknown): boolean {
  return (
    typeof value === "string" || (typeof value === "object" && value !== null)
  );
}

export function isAsyncIterable(value: unknown): boolean {
  return (
    typeof value === "object" && value !== null && Symbol.asyncIterator in value
  );
}

/** Items that are equal by value are refused (Smithy 2.0 spec, "uniqueItems trait"). */
export const uniqueItems: z.core.CheckFn<unknown[]> = ({ value, issues }) => {
  const seen = new Set<string>();
  const duplicates: number[] = [];
  value.forEach((item, index) => {
    const key = valueKey(item);
    if (seen.has(key)) duplicates.push(index);
    seen.add(key);
  });
  if (duplicates.length === 0) return;
  const message = "Invalid list: items must be unique";
  issues.push({
    code: "custom",
    message,
    params: { constraint: "uniqueItems", duplicates },
    input: value,
    continue: true,
  });
};

/** A text that two values share when they are equal, whatever the order of their members. */
function valueKey(value: unknown): string {
  if (value instanceof Date) return `d${value.getTime()}`;
  if (isBytes(value)) return `b${value.join()}`;
  if (Array.isArray(value)) return `[${value.map(valueKey).join()}]`;
  if (typeof value === "object" && value !== null) {
    const members = Object.entries(value).filter(
      ([, member]) => member !== undefined,
    );
    const sorted = members
      .map(([name, member]) => `${JSON.stringify(name)}:${valueKey(member)}`)
      .sort();
    return `{${sorted.join()}}`;
  }
  return typeof value === "string"
    ? JSON.stringify(value)
    : `${typeof value} ${String(value)}`;
}

/** What a structure without members holds: answers of the SDK carry `$metadata`. */
export type Open = {
  out: { $metadata?: unknown };
  in: { $metadata?: unknown };
};

/** A structure without members. */
export function empty(): z.ZodObject<{}, Open> {
  return z.object({});
}

/** The absent members of a union. */
type Absent<Names extends PropertyKey> = {
  [Name in Names]: z.ZodExactOptional<z.ZodNever>;
};

type UnknownMember = z.ZodTuple<[z.ZodString, z.ZodUnknown], null>;

/** For each member of a union the object that has it and no other. */
type Options<Shape extends z.core.$ZodLooseShape> =
  | {
      [Name in keyof Shape]: z.ZodObject<
        { [Own in Name]: Shape[Own] } & Absent<
          Exclude<keyof Shape | "$unknown", Name>
        >,
        z.core.$strip
      >;
    }[keyof Shape]
  | z.ZodObject<
      Absent<keyof Shape> & { $unknown: UnknownMember },
      z.core.$strip
    >;

/** A union with one option for each member of `Shape`, and one for members newer than the model. */
export type OneOf<Shape extends z.core.$ZodLooseShape> = z.ZodUnion<
  readonly Options<Shape>[]
>;

const UNKNOWN = "$unknown";

const TaggedUnion: z.core.$constructor<z.ZodUnion> =
  /*#__PURE__*/ z.core.$constructor("SwageUnion", (schema, def) => {
    z.ZodUnion.init(schema, def);
    schema._zod.parse = (payload, context) => {
      const { value, issues } = payload;
      if (typeof value !== "object" || value === null || Array.isArray(value)) {
        issues.push({
          code: "invalid_type",
          expected: "object",
          input: value,
          inst: schema,
        });
        return payload;
      }
      const members = Object.entries(value)
        .filter(([, member]) => member !== undefined)
        .map(([name]) => name);
      const option =
        members.length === 1 ? optionOf(schema, members[0]!) : undefined;
      if (option !== undefined) {
        // Members that are there but undefined are not set, nor are those that every object inherits.
        const [own] = members;
        payload.value =
          own === undefined
            ? value
            : withoutPrototype(own, (value as Record<string, unknown>)[own]);
        return option._zod.run(payload, context);
      }
      const message = "Invalid union: exactly one of its members must be set";
      issues.push({
        code: "custom",
        message,
        params: { constraint: "union", members },
        input: value,
        inst: schema,
      });
      return payload;
    };
  });

function withoutPrototype(name: string, value: unknown): object {
  const bare = Object.create(null) as Record<string, unknown>;
  bare[name] = value;
  return bare;
}

const optionsByName = /*#__PURE__*/ new WeakMap<
  z.ZodUnion,
  Map<string, z.core.$ZodType>
>();

function optionOf(
  union: z.ZodUnion,
  name: string,
): z.core.$ZodType | undefined {
  let byName = optionsByName.get(union);
  if (byName === undefined) {
    byName = new Map();
    for (const option of union._zod.def.options as readonly z.ZodObject[]) {
      const own = Object.entries(option.shape).find(
        ([, schema]) => schema._zod.def.type !== "optional",
      );
      if (own !== undefined) byName.set(own[0], option);
    }
    optionsByName.set(union, byName);
  }
  return byName.get(name);
}

/** A union: exactly one member is set. An issue names the union, not each of its options. */
export function oneOf<Shape extends z.core.$ZodLooseShape>(
  shape: Shape,
): OneOf<Shape> {
  const names = Object.keys(shape);
  const options = [...names, UNKNOWN].map((own) =>
    optionFor(own, [...names, UNKNOWN], shape),
  );
  return new TaggedUnion({ type: "union", options }) as unknown as OneOf<Shape>;
}

/** Members are read when they are first needed: those of a recursive union are declared further down. */
function optionFor(
  own: string,
  names: readonly string[],
  shape: z.core.$ZodLooseShape,
): z.ZodObject {
  const option: Record<string, z.core.$ZodType> = {};
  for (const name of names) {
    const get = (): z.core.$ZodType => {
      if (name !== own) return z.never().exactOptional();
      return own === UNKNOWN
        ? z.tuple([z.string(), z.unknown()])
        : (shape[own] as z.core.$ZodType);
    };
    Object.defineProperty(option, name, {
      get,
      enumerable: true,
      configurable: true,
    });
  }
  return own === PROTOTYPE ? prototypeObject(option) : z.object(option);
}
