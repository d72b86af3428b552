import type { OperationDefinition } from "../definition.js";
import { getOwn, memberOf, membersOf, setOwn } from "../schema-access.js";
import type { Member } from "../schema-access.js";
import type { StructureSchema } from "../schema.js";
import type { ServiceSurroundings } from "../surroundings.js";
import { generateStructure } from "./generate.js";
import { endPages } from "./last-page.js";
import { createRandom } from "./random.js";
import { isFields } from "./values.js";
import type { Fields } from "./values.js";

/**
 * Makes up an output from the operation's schema: the same for the same seed and input. A member that the input (or
 * what is known of the resource) has too, of the same shape, comes back as it was given. No page has a next one, or
 * whoever pages through it would never end: no token, given or made, and no flag that is set.
 * @param told members that are not made up, unless the output must have them.
 */
export function answerFreely(
  operation: OperationDefinition,
  input: Readonly<Fields>,
  known: Readonly<Fields>,
  surroundings: ServiceSurroundings,
  told: ReadonlySet<string> = NOTHING,
): Fields {
  const { output } = operation;
  const echoed: Fields = {};
  const { names, members } = membersOf(output);
  for (const [index, name] of names.entries()) {
    const same = isSameMember(memberOf(operation.input, name), members[index]);
    const value =
      getOwn(known, name) ?? (same ? getOwn(input, name) : undefined);
    if (value !== undefined) setOwn(echoed, name, value);
  }
  const without = new Set(Object.keys(echoed));
  for (const name of told)
    if (memberOf(output, name)?.traits["required"] === undefined)
      without.add(name);
  const paginated = operation.traits["paginated"];
  const said = isFields(paginated) ? paginated["outputToken"] : undefined;
  const token = typeof said === "string" ? said.split(".") : [];
  if (token.length === 1) without.add(token[0] ?? "");
  const made = generateStructure(
    output,
    createRandom(surroundings.seed, operation.id, stableText(input)),
    without,
    surroundings,
  );
  if (isFields(paginated)) clearFlags(output, made, token);
  for (const name of Object.keys(echoed)) setOwn(made, name, echoed[name]);
  for (const [index, name] of names.entries()) {
    const schema = members[index]?.schema;
    const inner = without.has(name) ? undefined : getOwn(made, name);
    if (schema?.[0] === 3 && isFields(inner))
      echoInto(inner, schema, operation.input, input);
  }
  endPages(output, made, token);
  return made;
}

/** Flags beside a list, or beside the token, say that it goes on. */
function clearFlags(
  schema: StructureSchema,
  made: Fields,
  token: readonly string[],
): void {
  for (const name of Object.keys(made)) {
    const member = memberOf(schema, name);
    if (member?.schema[0] === 0 && member.schema[4] === "boolean")
      setOwn(made, name, false);
  }
  const [name = "", ...rest] = token;
  const wrapper = rest.length > 0 ? memberOf(schema, name)?.schema : undefined;
  const inner = getOwn(made, name);
  if (wrapper?.[0] === 3 && isFields(inner)) clearFlags(wrapper, inner, rest);
}

/** What is answered in a wrapper echoes the input too. */
function echoInto(
  made: Fields,
  schema: StructureSchema,
  from: StructureSchema,
  input: Readonly<Fields>,
): void {
  for (const name of Object.keys(made)) {
    const given = getOwn(input, name);
    if (
      given !== undefined &&
      isSameMember(memberOf(from, name), memberOf(schema, name))
    )
      setOwn(made, name, given);
  }
}

const NOTHING: ReadonlySet<string> = new Set();

/** Whether what is valid in one is valid in the other. */
function isSameMember(a: Member | undefined, b: Member | undefined): boolean {
  if (a === undefined || b === undefined || a.schema !== b.schema) return false;
  return ["length", "pattern", "range"].every(
    (trait) => stableText(a.traits[trait]) === stableText(b.traits[trait]),
  );
}

/** Text that is equal for equal values, whatever the order of their keys. */
function stableText(value: unknown): string {
  if (typeof value === "bigint") return `${value}n`;
  if (value instanceof Date) return `date ${value.getTime()}`;
  if (value instanceof Uint8Array) return `blob ${value.join()}`;
  if (Array.isArray(value)) return `[${value.map(stableText).join()}]`;
  if (!isFields(value)) return JSON.stringify(value) ?? "";
  const keys = Object.keys(value).toSorted((a, b) =>
    a < b ? -1 : a > b ? 1 : 0,
  );
  return `{${keys.map((key) => `${JSON.stringify(key)}:${stableText(value[key])}`).join()}}`;
}
