import type { OperationDefinition, ServiceDefinition } from "./definition.js";
import type { Protocol } from "./protocol.js";
import type { StructureSchema } from "./schema.js";

/** A service with the look-ups that each request needs, made once. */
export interface Service {
  readonly definition: ServiceDefinition;
  readonly protocol: Protocol;
  readonly operations: ReadonlyMap<string, OperationDefinition>;
  /** Every error of the service by shape name. */
  readonly errors: ReadonlyMap<string, StructureSchema>;
}

/** @throws TypeError where the mock speaks none of the service's protocols. */
export function createService(definition: ServiceDefinition, protocols: ReadonlyMap<string, Protocol>): Service {
  const spoken = definition.protocols.map((id) => protocols.get(id)).find((protocol) => protocol !== undefined);
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
    operations: new Map(definition.operations.map((operation) => [operation.name, operation])),
    errors,
  };
}
