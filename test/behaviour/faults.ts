import { membersOf, resolve, traitOf } from "../../templates/mock/runtime/schema-access.js";
import type { Member } from "../../templates/mock/runtime/schema-access.js";

/** What of the model's types and constraints a value breaks, by path. Plain and slow, to judge made-up values. */
export function faultsOf(member: Member, value: unknown, path = ""): readonly string[] {
  const { schema } = member;
  const trait = (name: string): unknown => traitOf(member, name);
  const fault = (broken: boolean, what: string): readonly string[] => (broken ? [`${path}: ${what}`] : []);
  const { min = 0, max = Infinity } = (trait("length") ?? {}) as { min?: number; max?: number };
  const sized = (size: number): readonly string[] => fault(size < min || size > max, `length ${size}`);
  if (schema[0] === 1) {
    if (!Array.isArray(value)) return [`${path}: no list`];
    const unique = trait("uniqueItems") === undefined || new Set(value.map((item) => JSON.stringify(item))).size;
    return [
      ...sized(value.length),
      ...fault(unique !== true && unique !== value.length, "items twice"),
      ...value.flatMap((item, index) => faultsOf(resolve(schema[4]), item, `${path}[${index}]`)),
    ];
  }
  if (schema[0] === 2) {
    const entries = Object.entries(value as object);
    return [
      ...sized(entries.length),
      ...entries.flatMap(([key, item]) => [
        ...faultsOf(resolve(schema[4]), key, `${path} key`),
        ...faultsOf(resolve(schema[5]), item, `${path}.${key}`),
      ]),
    ];
  }
  if (schema[0] === 0) {
    const values = trait("enum");
    if (Array.isArray(values)) return fault(!values.includes(value), `not in the enum: ${String(value)}`);
    const { min: least = -Infinity, max: most = Infinity } = (trait("range") ?? {}) as { min?: number; max?: number };
    switch (schema[4]) {
      case "string":
      case "enum": {
        if (typeof value !== "string") return [`${path}: no string`];
        const pattern = trait("pattern");
        const matched = typeof pattern !== "string" || new RegExp(pattern, "u").test(value);
        return [...sized(Array.from(value).length), ...fault(!matched, `${value} against ${String(pattern)}`)];
      }
      case "blob":
        return value instanceof Uint8Array ? sized(value.length) : [`${path}: no blob`];
      case "boolean":
        return fault(typeof value !== "boolean", "no boolean");
      case "timestamp":
        return fault(!(value instanceof Date), "no timestamp");
      case "bigInteger":
        return fault(typeof value !== "bigint", "no bigint");
      case "bigDecimal":
        return fault(typeof value !== "object", "no bigDecimal");
      case "document":
        return [];
      case "float":
      case "double":
        return fault(typeof value !== "number" || value < least || value > most, `number ${String(value)}`);
      default:
        return fault(
          !Number.isInteger(value) || Number(value) < least || Number(value) > most,
          `integer ${String(value)}`,
        );
    }
  }
  const fields = value as Readonly<Record<string, unknown>>;
  const { names, members } = membersOf(schema);
  const known = names.flatMap((name, index) => {
    const one = members[index];
    if (one === undefined) return [];
    const required = one.traits["required"] !== undefined;
    if (fields[name] === undefined) return required ? [`${path}.${name}: required`] : [];
    return faultsOf(one, fields[name], `${path}.${name}`);
  });
  const given = Object.keys(fields);
  return [
    ...known,
    ...fault(
      given.some((name) => !names.includes(name)),
      "unknown member",
    ),
    ...fault(schema[0] === 4 && given.length !== 1, `${given.length} members of a union`),
  ];
}
