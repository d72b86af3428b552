import { gzipSync } from "node:zlib";
import type { OperationDefinition, ServiceDefinition } from "../../templates/mock/runtime/definition.js";
import { ServiceError } from "../../templates/mock/runtime/definition.js";
import { createFetch } from "../../templates/mock/runtime/fetch.js";
import type { Protocol } from "../../templates/mock/runtime/protocol.js";
import type { Runtime } from "../../templates/mock/runtime/runtime.js";
import { createRuntime } from "../../templates/mock/runtime/runtime.js";
import { idOf, membersOf } from "../../templates/mock/runtime/schema-access.js";
import type { StructureSchema } from "../../templates/mock/runtime/schema.js";
import type { Case } from "./cases.js";
import { bodyDifference, difference } from "./compare.js";
import { structureValue } from "./params.js";

/** @returns what differs from the case, a line each; none: passed. */
export async function runCase(definition: ServiceDefinition, protocol: Protocol, test: Case): Promise<string[]> {
  // Operations must not run on their own: what is not asked for would pass unseen.
  // A case may tell the request id: it is the server's to choose.
  const requestId = test.headers.find(([name]) => name.toLowerCase() === "x-amzn-requestid")?.[1];
  const options = requestId === undefined ? {} : { requestId: () => requestId };
  const runtime = createRuntime([definition], options, () => ({
    respond: (operation) => {
      throw new Error(`${operation.name} ran without a handler`);
    },
    complete: (error) => error,
    reset: () => undefined,
  }));
  const operation = operationOf(definition, test);
  if (operation === undefined) return [`no operation of ${definition.name} has ${test.shape}`];
  return test.kind === "request"
    ? runRequest(runtime, definition, protocol, operation, test)
    : runResponse(runtime, definition, protocol, operation, test);
}

/** The operation that a case stands on, or one that binds the error that it stands on. */
function operationOf(definition: ServiceDefinition, test: Case): OperationDefinition | undefined {
  return definition.operations.find(
    ({ id, errors }) => id === test.shape || errors.some((e) => idOf(e) === test.shape),
  );
}

/** The request is fed in; what the operation is given is compared with `params`. */
async function runRequest(
  runtime: Runtime,
  definition: ServiceDefinition,
  protocol: Protocol,
  operation: OperationDefinition,
  test: Case,
): Promise<string[]> {
  let input: unknown = "the operation did not run";
  runtime.on(operation.name, (given) => {
    input = given;
    throw new ServiceError("InternalFailure", "read");
  });
  const response = await createFetch(runtime)(requestOf(definition, protocol, operation, test));
  const expected = structureValue(operation.input, test.params);
  const found = difference("input", expected, withoutTokens(operation.input, input, expected));
  return found.length === 0 ? [] : [...found, `answer: ${response.status} ${await response.text()}`];
}

/** A server makes idempotency tokens up where the client sent none; no case says which. */
function withoutTokens(schema: StructureSchema, input: unknown, expected: Record<string, unknown>): unknown {
  if (typeof input !== "object" || input === null) return input;
  const { members, indexOf } = membersOf(schema);
  const isToken = (name: string): boolean => members[indexOf.get(name) ?? -1]?.traits["idempotencyToken"] !== undefined;
  return Object.fromEntries(Object.entries(input).filter(([name]) => name in expected || !isToken(name)));
}

/** `params` are what the operation gives, or fails with; the response is compared with the case. */
async function runResponse(
  runtime: Runtime,
  definition: ServiceDefinition,
  protocol: Protocol,
  operation: OperationDefinition,
  test: Case,
): Promise<string[]> {
  const error = operation.errors.find((schema) => idOf(schema) === test.shape);
  runtime.on(operation.name, () => {
    if (error === undefined) return structureValue(operation.output, test.params);
    throw new ServiceError(error[2], "", { members: structureValue(error, test.params) });
  });
  const request = requestOf(definition, protocol, operation, undefined);
  const response = await createFetch(runtime)(request);
  const body = new Uint8Array(await response.arrayBuffer());
  return [
    ...difference("code", test.code, response.status),
    ...test.headers
      .filter(isOfResponse)
      .flatMap(([name, value]) => difference(`header ${name}`, value, response.headers.get(name))),
    ...test.requireHeaders.filter((name) => !response.headers.has(name)).map((name) => `header ${name}: missing`),
    ...test.forbidHeaders.filter((name) => response.headers.has(name)).map((name) => `header ${name}: forbidden`),
    ...(test.body === undefined ? [] : bodyDifference(test.bodyMediaType, test.body, body)),
  ];
}

/** The response case AwsJson11IntEnums lists the target header of its request: no response has that header. */
function isOfResponse([name]: readonly [string, string]): boolean {
  return name.toLowerCase() !== "x-amz-target";
}

/**
 * The request of a case. Cases tell what is to be checked of a request, which is less than a request: what they leave
 * out is made as a client of the protocol makes it.
 * @param test undefined: any request that reaches the operation.
 */
function requestOf(
  definition: ServiceDefinition,
  protocol: Protocol,
  operation: OperationDefinition,
  test: Case | undefined,
): Request {
  const headers = new Headers({
    "Content-Type": protocol.contentType,
    "X-Amz-Target": `${definition.id.slice(definition.id.indexOf("#") + 1)}.${operation.name}`,
  });
  for (const [name, value] of test?.headers ?? []) headers.set(name, value);
  const query = test === undefined || test.queryParams.length === 0 ? "" : `?${test.queryParams.join("&")}`;
  const body = test === undefined ? "{}" : (test.body ?? sentBody(protocol, operation, test));
  return new Request(`http://localhost${test?.uri ?? "/"}${query}`, { method: test?.method ?? "POST", headers, body });
}

/** The body of a case that gives none: the input as the protocol writes it, compressed where a header says so. */
function sentBody(protocol: Protocol, operation: OperationDefinition, test: Case): string | Uint8Array<ArrayBuffer> {
  const text = protocol.writeJson(operation.input, structureValue(operation.input, test.params));
  const encoding = test.headers.find(([name]) => name.toLowerCase() === "content-encoding")?.[1] ?? "";
  return /\bgzip$/.test(encoding) ? new Uint8Array(gzipSync(text)) : text;
}
