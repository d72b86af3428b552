import type { Behaviours, OperationDefinition } from "./definition.js";
import { ServiceError } from "./definition.js";
import type { ErrorAnswer, Service } from "./protocol.js";
import {
  getOwn,
  idOf,
  membersOf,
  setOwn,
  shapeTraits,
} from "./schema-access.js";
import type { StructureSchema } from "./schema.js";

/** Statuses of the errors that AWS's framework answers by itself; every other unmodelled client error is a 400. */
const FRAMEWORK_STATUS: ReadonlyMap<string, number> = new Map([
  ["InternalFailure", 500],
  ["InternalServerError", 500],
  ["RequestEntityTooLargeException", 413],
  ["ServiceUnavailable", 503],
  ["ServiceUnavailableException", 503],
]);

/** Errors that any operation can answer, modelled or not. */
const FRAMEWORK_ERRORS: ReadonlySet<string> = new Set([
  ...FRAMEWORK_STATUS.keys(),
  "AccessDeniedException",
  "ExpiredTokenException",
  "IncompleteSignatureException",
  "InvalidSignatureException",
  "MissingAuthenticationTokenException",
  "SerializationException",
  "ThrottlingException",
  "UnknownOperationException",
  "UnrecognizedClientException",
  "ValidationException",
]);

export function isFrameworkError(code: string): boolean {
  return FRAMEWORK_ERRORS.has(code);
}

export function serializationError(message: string | undefined): ServiceError {
  return new ServiceError("SerializationException", message ?? "");
}

/** The shape of an error by its name: the operation's own first, then any of the service. */
export function errorShape(
  service: Service,
  operation: OperationDefinition | undefined,
  code: string,
): StructureSchema | undefined {
  return (
    operation?.errors.find((schema) => schema[2] === code) ??
    service.errors.get(code)
  );
}

/** Status by the overlay (`swage#httpStatus` on the error), else by the model. */
export function statusOf(
  schema: StructureSchema,
  behaviour: Behaviours,
): number {
  const chosen = getOwn(
    getOwn(behaviour, idOf(schema)) ?? {},
    "swage#httpStatus",
  );
  if (typeof chosen === "number") return chosen;
  const traits = shapeTraits(schema);
  if (typeof traits["httpError"] === "number") return traits["httpError"];
  return traits["error"] === "server" ? 500 : 400;
}

/** The member that carries an error's text: `message`, `Message`, ...; undefined where the shape has none for texts. */
export function messageMember(schema: StructureSchema): string | undefined {
  const { names, members } = membersOf(schema);
  return names.find((name, index) => {
    const target = members[index]?.schema;
    return (
      name.toLowerCase() === "message" &&
      target?.[0] === 0 &&
      target[4] === "string"
    );
  });
}

export function errorAnswer(
  service: Service,
  operation: OperationDefinition | undefined,
  error: ServiceError,
): ErrorAnswer {
  const schema = errorShape(service, operation, error.code);
  const status =
    error.status ??
    (schema === undefined
      ? (FRAMEWORK_STATUS.get(error.code) ?? 400)
      : statusOf(schema, service.definition.behaviour));
  const modelled =
    schema === undefined ? undefined : shapeTraits(schema)["error"];
  return {
    code: error.code,
    schema,
    status,
    fault:
      modelled === "client" || modelled === "server"
        ? modelled
        : status >= 500
          ? "server"
          : "client",
    message: error.message === "" ? undefined : error.message,
    members: error.members,
  };
}

/**
 * What a handler threw, as an error that can be sent: errors whose name is a modelled error's keep their members
 * (generated error classes and AWS SDK exceptions are such), anything else is the mock's own 500.
 */
export function thrownError(
  service: Service,
  operation: OperationDefinition,
  thrown: unknown,
): ServiceError {
  if (thrown instanceof ServiceError) return thrown;
  if (thrown instanceof Error) {
    const schema = errorShape(service, operation, thrown.name);
    if (schema !== undefined) {
      const members: Record<string, unknown> = {};
      for (const name of membersOf(schema).names) {
        const value = getOwn(thrown, name);
        if (value !== undefined) setOwn(members, name, value);
      }
      // A model may say that `message` is no text: then it is among the members.
      const text: unknown = thrown.message;
      return new ServiceError(
        thrown.name,
        typeof text === "string" ? text : "",
        { members },
      );
    }
  }
  const text =
    thrown instanceof Error
      ? `${thrown.name}: ${thrown.message}`
      : String(thrown);
  const error = new ServiceError(
    "InternalFailure",
    `The mock could not answer ${operation.name}. ${text}`,
  );
  error.cause = thrown;
  return error;
}
