import type { OperationDefinition } from "../definition.js";
import { getOwn, memberOf, membersOf, setOwn } from "../schema-access.js";
import type { StructureSchema } from "../schema.js";
import type { ServiceSurroundings } from "../surroundings.js";
import { writeDigests } from "./digests.js";
import { echoInto, fitsInto, stableText } from "./echo.js";
import { answerEntries } from "./entries.js";
import { generateStructure } from "./generate.js";
import { endPages } from "./last-page.js";
import { namesNextPage } from "./plain-success.js";
import { createRandom } from "./random.js";
import { isFields } from "./values.js";
import type { Fields } from "./values.js";
import { endWaiting } from "./waiters.js";

/**
 * Makes up an output from the operation's schema: the same for the same seed and input. A member that the input (or
 * what is known of the resource) has too comes back as it was given, where that is valid in it. No page has a next one, or
 * whoever pages through it would never end: no token, given or made, and no flag that is set. A batch is answered entry
 * by entry, digests are of what they name, and what a waiter waits for is so.
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
    const given = getOwn(input, name);
    const fits = fitsInto(
      given,
      memberOf(operation.input, name),
      members[index],
    );
    const value = getOwn(known, name) ?? (fits ? given : undefined);
    if (value !== undefined) setOwn(echoed, name, value);
  }
  const without = new Set(Object.keys(echoed));
  for (const name of told)
    if (memberOf(output, name)?.traits["required"] === undefined)
      without.add(name);
  const tokens = tokensOf(operation);
  for (const [name = "", ...rest] of tokens)
    if (rest.length === 0) without.add(name);
  const made = generateStructure(
    output,
    createRandom(surroundings.seed, operation.id, stableText(input)),
    without,
    surroundings,
  );
  if (operation.traits["paginated"] !== undefined)
    for (const token of tokens) clearFlags(output, made, token);
  echoInto(made, output, operation.input, input);
  for (const name of Object.keys(echoed)) setOwn(made, name, echoed[name]);
  for (const [index, name] of names.entries()) {
    const schema = members[index]?.schema;
    const inner = without.has(name) ? undefined : getOwn(made, name);
    if (schema?.[0] === 3 && isFields(inner))
      echoInto(inner, schema, operation.input, input);
  }
  for (const token of tokens) endPages(output, made, token);
  endWaiting(operation, made);
  answerEntries(operation, input, made, surroundings);
  writeDigests(output, made, { schema: operation.input, fields: input });
  return made;
}

/** The path of the token as `paginated` tells it; without that, the members whose names say that they are one. */
function tokensOf({
  traits,
  output,
}: OperationDefinition): readonly (readonly string[])[] {
  const paginated = traits["paginated"];
  if (!isFields(paginated))
    return membersOf(output)
      .names.filter(namesNextPage)
      .map((name) => [name]);
  const token = paginated["outputToken"];
  return typeof token === "string" ? [token.split(".")] : [[]];
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

const NOTHING: ReadonlySet<string> = new Set();
