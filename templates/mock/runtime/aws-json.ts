/** `aws.protocols#awsJson1_0` and `aws.protocols#awsJson1_1`, with `aws.protocols#awsQueryCompatible`. */

import type { OperationDefinition, ServiceDefinition } from "./definition.js";
import { messageMember, serializationError } from "./errors.js";
import type { HttpRequest, HttpResponse } from "./http.js";
import { headerText, textBody } from "./http.js";
import type { JsonForm } from "./json-reader.js";
import { readStructure, SerializationError } from "./json-reader.js";
import type { JsonValue } from "./json-text.js";
import { isJsonObject, JsonSyntaxError, parseJson } from "./json-text.js";
import { writeStructure } from "./json-writer.js";
import type { ErrorAnswer, Identified, Protocol, Service } from "./protocol.js";
import { idOf, isUnit, setOwn, shapeTraits } from "./schema-access.js";

const FORM: JsonForm = { jsonName: false, timestampFormat: "epoch-seconds" };
const EXPOSED_HEADERS: readonly string[] = [
  "x-amzn-RequestId",
  "x-amzn-ErrorType",
  "x-amzn-ErrorMessage",
  "Date",
];

/** Errors of the framework whose body spells `Message` with a capital. */
const CAPITAL_MESSAGE: ReadonlySet<string> = new Set([
  "SerializationException",
  "AccessDeniedException",
]);

/** Namespace of errors that no service models, in the bodies of awsJson1_0, which carry absolute ids. */
const FRAMEWORK_NAMESPACE = "smithy.framework";

export const awsJson1_0: Protocol = awsJson(
  "aws.protocols#awsJson1_0",
  "application/x-amz-json-1.0",
  true,
);
export const awsJson1_1: Protocol = awsJson(
  "aws.protocols#awsJson1_1",
  "application/x-amz-json-1.1",
  false,
);

/** @param absoluteTypes whether `__type` is an absolute shape id (1.0) or the bare name (1.1). */
function awsJson(
  id: string,
  contentType: string,
  absoluteTypes: boolean,
): Protocol {
  const respond = (
    status: number,
    body: string,
    requestId: string,
    headers: HttpResponse["headers"] = [],
  ): HttpResponse => ({
    status,
    headers: [
      ["x-amzn-RequestId", requestId],
      ["Content-Type", contentType],
      ...headers,
    ],
    body: textBody(body),
  });

  const typeOf = (error: ErrorAnswer): string => {
    if (!absoluteTypes) return error.code;
    return error.schema === undefined
      ? `${FRAMEWORK_NAMESPACE}#${error.code}`
      : idOf(error.schema);
  };

  const writeError = (
    service: ServiceDefinition,
    error: ErrorAnswer,
    requestId: string,
  ): HttpResponse => {
    const headers: [string, string][] = [
      ["x-amzn-ErrorType", `${error.code}:`],
    ];
    if (error.message !== undefined)
      headers.push(["x-amzn-ErrorMessage", headerText(error.message)]);
    if (Object.hasOwn(service.traits, "aws.protocols#awsQueryCompatible")) {
      headers.push(["x-amzn-query-error", queryError(error)]);
    }
    return respond(
      error.status,
      errorBody(error, typeOf(error)),
      requestId,
      headers,
    );
  };

  return {
    id,
    contentType,
    exposedHeaders: EXPOSED_HEADERS,
    identify,
    readInput,
    writeOutput: (operation, output, requestId) =>
      respond(
        200,
        isUnit(operation.output)
          ? ""
          : writeStructure(operation.output, output ?? {}, FORM),
        requestId,
      ),
    writeError,
    writeJson: (schema, value, redacted) =>
      writeStructure(
        schema,
        value,
        redacted === undefined ? FORM : { ...FORM, redacted },
      ),
  };
}

/** `X-Amz-Target: SERVICE.OPERATION`, by POST. */
function identify(
  service: Service,
  request: HttpRequest,
): Identified | undefined {
  const target = request.headers.get("x-amz-target");
  if (target === undefined || request.method !== "POST") return undefined;
  const dot = target.lastIndexOf(".");
  const { id } = service.definition;
  if (dot < 0 || target.slice(0, dot) !== id.slice(id.indexOf("#") + 1))
    return undefined;
  return {
    by: "target",
    operation: service.operations.get(target.slice(dot + 1)),
  };
}

function readInput(
  operation: OperationDefinition,
  request: HttpRequest,
): Record<string, unknown> {
  // A server takes an empty body as an empty structure (Smithy 2.0, "AWS JSON 1.1 protocol").
  const value =
    request.body.length === 0
      ? new Map<string, JsonValue>()
      : parseBody(request.body);
  try {
    return readStructure(operation.input, value, FORM);
  } catch (error) {
    if (error instanceof SerializationError)
      throw serializationError(error.message);
    throw error;
  }
}

/** Bodies that are not a JSON object get the framework's answer without a text. */
function parseBody(body: Uint8Array): JsonValue {
  try {
    const value = parseJson(
      new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(body),
    );
    if (isJsonObject(value)) return value;
  } catch (error) {
    // A TypeError is the decoder's: the body is not UTF-8.
    if (!(error instanceof JsonSyntaxError) && !(error instanceof TypeError))
      throw error;
  }
  throw serializationError(undefined);
}

function errorBody(error: ErrorAnswer, type: string): string {
  if (error.schema === undefined) {
    const key = CAPITAL_MESSAGE.has(error.code) ? "Message" : "message";
    return JSON.stringify({
      __type: type,
      ...(error.message === undefined ? {} : { [key]: error.message }),
    });
  }
  const members: Record<string, unknown> = { ...error.members };
  const name = messageMember(error.schema);
  if (name !== undefined && error.message !== undefined)
    setOwn(members, name, members[name] ?? error.message);
  const body = writeStructure(error.schema, members, FORM, type);
  if (name !== undefined || error.message === undefined) return body;
  return `${body.slice(0, -1)},"message":${JSON.stringify(error.message)}}`;
}

/** `CODE;Sender|Receiver`, the code as the service's query protocol had it. */
function queryError(error: ErrorAnswer): string {
  const trait: unknown =
    error.schema === undefined
      ? undefined
      : shapeTraits(error.schema)["aws.protocols#awsQueryError"];
  const code =
    typeof trait === "object" && trait !== null && "code" in trait
      ? String(trait.code)
      : error.code;
  return `${code};${error.fault === "client" ? "Sender" : "Receiver"}`;
}
