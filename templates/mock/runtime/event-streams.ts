/** Event streams (Smithy 2.0 spec, "Event streams"): the mock has no frames for them. */

import type { OperationDefinition } from "./definition.js";
import { ServiceError } from "./definition.js";
import type { StructureSchema } from "./schema.js";
import { membersOf, traitOf } from "./schema-access.js";

/** Which message of an operation is an event stream; undefined for none. */
export function eventStreamIn({
  input,
  output,
}: Pick<OperationDefinition, "input" | "output">):
  "request" | "response" | undefined {
  if (hasStream(input)) return "request";
  return hasStream(output) ? "response" : undefined;
}

/** What such an operation answers: an empty output would be none that the model allows. Clients do not try again. */
export function eventStreamRefusal(
  operation: OperationDefinition,
): ServiceError | undefined {
  const message = eventStreamIn(operation);
  if (message === undefined) return undefined;
  return new ServiceError(
    "NotImplemented",
    `The mock does not answer ${operation.name}: its ${message} is an event stream.`,
    { status: 501 },
  );
}

/** An event stream is a streaming union, and stands only directly in an input or output. */
function hasStream(structure: StructureSchema): boolean {
  return membersOf(structure).members.some(
    (member) =>
      member.schema[0] === 4 && traitOf(member, "streaming") !== undefined,
  );
}
