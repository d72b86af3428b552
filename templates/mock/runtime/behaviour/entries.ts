import type { OperationDefinition } from "../definition.js";
import {
  getOwn,
  memberOf,
  membersOf,
  resolve,
  setOwn,
} from "../schema-access.js";
import type { Member } from "../schema-access.js";
import type { StructureSchema } from "../schema.js";
import type { ServiceSurroundings } from "../surroundings.js";
import { bounds } from "./bounds.js";
import { writeDigests } from "./digests.js";
import { echoInto, isSameMember, stableText } from "./echo.js";
import { generate } from "./generate.js";
import { namesFailures } from "./plain-success.js";
import { createRandom } from "./random.js";
import { isFields } from "./values.js";
import type { Fields } from "./values.js";

/** A member that is a list of structures. */
interface Entries {
  readonly name: string;
  readonly member: Member;
  readonly item: Member;
  readonly structure: StructureSchema;
}

/**
 * Answers a batch entry by entry: a list of the output that identifies its entries as a list of the request does, or
 * that has its name, holds one for each of the request's, in their order. Pages are of searches, not of batches.
 * @param made the output, written in place.
 */
export function answerEntries(
  operation: OperationDefinition,
  input: Readonly<Fields>,
  made: Fields,
  surroundings: ServiceSurroundings,
): void {
  if (operation.traits["paginated"] !== undefined) return;
  const batches = entriesIn(operation.input);
  if (batches.length === 0) return;
  for (const answers of entriesIn(operation.output)) {
    const batch = batches.find((each) => isAnsweredBy(each, answers));
    const given = batch && getOwn(input, batch.name);
    if (batch === undefined || !Array.isArray(given)) continue;
    const answered = given.map((entry: unknown, index) => {
      const from = [operation.id, answers.name, index, stableText(entry)];
      const random = createRandom(surroundings.seed, ...from);
      const answer = generate(answers.item, random, surroundings);
      if (!isFields(answer) || !isFields(entry)) return undefined;
      const request = { schema: batch.structure, fields: entry };
      echoInto(answer, answers.structure, batch.structure, entry);
      writeDigests(answers.structure, answer, request);
      return answer;
    });
    const { min, max } = bounds(answers.member);
    const fits = answered.length >= min && answered.length <= max;
    if (fits && !answered.includes(undefined))
      setOwn(made, answers.name, answered);
  }
}

function entriesIn(schema: StructureSchema): readonly Entries[] {
  const { names, members } = membersOf(schema);
  const found: Entries[] = [];
  for (const [index, name] of names.entries()) {
    const member = members[index];
    if (member?.schema[0] !== 1 || namesFailures(name)) continue;
    const item = resolve(member.schema[4]);
    const structure = item.schema;
    if (structure[0] === 3) found.push({ name, member, item, structure });
  }
  return found;
}

function isAnsweredBy(batch: Entries, answers: Entries): boolean {
  if (batch.structure === answers.structure) return false; // such a list comes back as it was given
  if (batch.name === answers.name) return true;
  const { names, members } = membersOf(batch.structure);
  return names.some((name, index) => {
    const member = members[index];
    return (
      member?.traits["required"] !== undefined &&
      isSameMember(member, memberOf(answers.structure, name))
    );
  });
}
