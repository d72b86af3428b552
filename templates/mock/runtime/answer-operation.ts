import { checkCredentials } from "./auth.js";
import { checkConstraints } from "./constraints.js";
import { decodeBody } from "./content-encoding.js";
import type { OperationDefinition, Responder } from "./definition.js";
import { ServiceError } from "./definition.js";
import { errorAnswer, errorShape, thrownError } from "./errors.js";
import { eventStreamRefusal } from "./event-streams.js";
import type { HttpRequest, HttpResponse } from "./http.js";
import { membersOf, setOwn } from "./schema-access.js";
import type { Service } from "./protocol.js";
import { snapshot } from "./redact.js";

/** A request whose body is still as the client encoded it; undefined: it was too large to be kept. */
export type IncomingRequest = Omit<HttpRequest, "body"> & {
  readonly body: Uint8Array | undefined;
};

export type Input = Readonly<Record<string, unknown>>;

/** One operation's answer, with what is to be recorded of it. */
export interface Answered {
  readonly response: HttpResponse;
  readonly input: Input | undefined;
  readonly output: unknown;
  readonly error: ServiceError | undefined;
}

export interface OperationRequest {
  readonly service: Service;
  readonly operation: OperationDefinition;
  readonly request: IncomingRequest;
  readonly requestId: string;
  readonly maxBodyBytes: number;
  readonly auth: "none" | "present";
  /** Makes up what a client may leave to the service: idempotency tokens. */
  readonly makeToken: () => string;
  /** Makes up what an error must have; see `Responder`. */
  readonly complete: Responder["complete"];
  /** Strikes before anything is checked. */
  readonly injected: ServiceError | undefined;
}

/**
 * Checks in the order in which AWS's framework does: credentials, form, constraints (all at once), then the operation.
 * What the mock cannot answer at all is refused before its form is looked at.
 * @param run the operation itself, given its input.
 */
export async function answerOperation(
  {
    service,
    operation,
    request,
    requestId,
    maxBodyBytes,
    auth,
    makeToken,
    complete,
    injected,
  }: OperationRequest,
  run: (input: Input) => Promise<unknown>,
): Promise<Answered> {
  const read = await readInput(
    service,
    operation,
    request,
    maxBodyBytes,
    makeToken,
  );
  // A handler may change what it is given; the record keeps what came.
  const input =
    read instanceof ServiceError
      ? undefined
      : (snapshot(operation.input, read) as Input);
  try {
    const refused =
      injected ??
      (auth === "present" ? checkCredentials(operation, request) : undefined) ??
      eventStreamRefusal(operation);
    if (refused !== undefined) throw refused;
    if (read instanceof ServiceError) throw read;
    const broken = checkConstraints(service.definition, operation, read);
    if (broken !== undefined) throw broken;
    const output = (await run(read)) ?? {};
    return {
      response: service.protocol.writeOutput(operation, output, requestId),
      input,
      output,
      error: undefined,
    };
  } catch (thrown) {
    const error = wholeError(service, operation, thrown, complete);
    return {
      response: writeError(service, operation, error, requestId),
      input,
      output: undefined,
      error,
    };
  }
}

function wholeError(
  service: Service,
  operation: OperationDefinition,
  thrown: unknown,
  complete: Responder["complete"],
): ServiceError {
  const error = thrownError(service, operation, thrown);
  const schema = errorShape(service, operation, error.code);
  return schema === undefined ? error : complete(error, schema);
}

/** What cannot be read is a value here: a request that a fault strikes is recorded with its input, where it has one. */
export async function readInput(
  service: Service,
  operation: OperationDefinition,
  request: IncomingRequest,
  maxBodyBytes: number,
  makeToken: () => string,
): Promise<Input | ServiceError> {
  const body = await decodeBody(request, maxBodyBytes);
  if (body === undefined)
    return new ServiceError("RequestEntityTooLargeException", "");
  try {
    const input = service.protocol.readInput(operation, { ...request, body });
    fillTokens(operation, input, makeToken);
    return input;
  } catch (thrown) {
    return thrownError(service, operation, thrown);
  }
}

/** A token that the client left out is there at the server (Smithy 2.0 spec, "idempotencyToken trait"). */
function fillTokens(
  operation: OperationDefinition,
  input: Record<string, unknown>,
  makeToken: () => string,
): void {
  const { names, members } = membersOf(operation.input);
  for (let index = 0; index < names.length; index += 1) {
    const name = names[index] as string;
    if (
      members[index]?.traits["idempotencyToken"] === undefined ||
      Object.hasOwn(input, name)
    )
      continue;
    setOwn(input, name, makeToken());
  }
}

/** An error whose members do not fit the model is a fault of the handler: it becomes a 500 that says so. */
function writeError(
  service: Service,
  operation: OperationDefinition,
  error: ServiceError,
  requestId: string,
): HttpResponse {
  const { protocol, definition } = service;
  try {
    return protocol.writeError(
      definition,
      errorAnswer(service, operation, error),
      requestId,
    );
  } catch (thrown) {
    const failure = thrownError(service, operation, thrown);
    return protocol.writeError(
      definition,
      errorAnswer(service, operation, failure),
      requestId,
    );
  }
}
