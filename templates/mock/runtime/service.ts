import type { ServiceDefinition } from "./definition.js";
import type { Protocol, Service } from "./protocol.js";
import type { StructureSchema } from "./schema.js";

/** @throws TypeError where the mock speaks none of the service's protocols. */
export function createService(
  definition: ServiceDefinition,
  protocols: ReadonlyMap<string, Protocol>,
): Service {
  const spoken = definition.protocols
    .map((id) => protocols.get(id))
    .find((protocol) => protocol !== undefined);
  if (spoken === undefined) {
    throw new TypeError(
      `The mock speaks none of the protocols of ${definition.name} (${definition.protocols.join(", ")}); ` +
        `it speaks ${[...protocols.keys()].join(", ")}.`,
    );
  }
  const errors = new Map<string, StructureSchema>();
  for (const operation of definition.operations) {
    for (const error of operation.errors) errors.set(error[2], error);
  }
  return {
    definition,
    protocol: spoken,
    operations: new Map(
      definition.operations.map((operation) => [operation.name, operation]),
    ),
    errors,
  };
}
