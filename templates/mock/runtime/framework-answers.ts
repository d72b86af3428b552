/** Answers that stand before or around every operation: requests that reach none, preflights, common headers. */

import type { OperationDefinition } from "./definition.js";
import { ServiceError } from "./definition.js";
import { errorShape, isFrameworkError } from "./errors.js";
import type { Fault } from "./faults.js";
import type { HttpRequest, HttpResponse } from "./http.js";
import { jsonResponse } from "./http.js";
import type { Service } from "./protocol.js";

const NOT_UNDERSTOOD =
  "The server did not understand the operation that was requested.";

/**
 * The 404 for a request that names no operation in the way its service wants it.
 * @param candidates services that it could be for; named where the mock has several.
 */
export function notUnderstood(
  candidates: readonly Service[],
  requestId: string,
): HttpResponse {
  const names = candidates.map(({ definition }) => definition.name);
  const hint =
    names.length < 2
      ? ""
      : ` It could be for ${names.join(", ")}: put the service's name into the path, as in /${names[0]}.`;
  const response = jsonResponse(404, {
    code: "BadRequest",
    message: NOT_UNDERSTOOD + hint,
    type: "client",
  });
  return {
    ...response,
    headers: [["x-amzn-RequestId", requestId], ...response.headers],
  };
}

/** CORS preflight of a browser (Fetch standard), as the services answer it: every origin may call. */
export function preflight(request: Pick<HttpRequest, "headers">): HttpResponse {
  const asked = request.headers.get("access-control-request-headers");
  const headers: [string, string][] = [
    [
      "Access-Control-Allow-Methods",
      request.headers.get("access-control-request-method") ?? "POST",
    ],
    ["Access-Control-Max-Age", "172800"],
  ];
  if (asked !== undefined)
    headers.push(["Access-Control-Allow-Headers", asked]);
  return { status: 200, headers, body: new Uint8Array(0) };
}

/** Adds the headers that every answer has: the date, and for browsers who may read it. */
export function withCommonHeaders(
  response: HttpResponse,
  request: Pick<HttpRequest, "headers">,
  service: Service | undefined,
  now: number,
): HttpResponse {
  const headers: [string, string][] = [["Date", new Date(now).toUTCString()]];
  if (service !== undefined && request.headers.has("origin")) {
    headers.push(
      ["Access-Control-Allow-Origin", "*"],
      [
        "Access-Control-Expose-Headers",
        service.protocol.exposedHeaders.join(","),
      ],
    );
  }
  return { ...response, headers: [...response.headers, ...headers] };
}

/** The error of an injected fault; undefined where the fault has none. */
export function faultError(
  service: Service,
  operation: OperationDefinition | undefined,
  fault: Fault,
): ServiceError | undefined {
  if (fault.error === undefined && fault.status === undefined) return undefined;
  const code =
    fault.error ??
    ((fault.status ?? 500) >= 500 ? "InternalFailure" : "BadRequestException");
  const modelled = errorShape(service, operation, code) !== undefined;
  const message = fault.message ?? (modelled ? "Injected fault" : "");
  return new ServiceError(
    code,
    message,
    fault.status === undefined ? {} : { status: fault.status },
  );
}

/** What a fault names and the mock does not have. */
export function unknownNames(
  services: readonly Service[],
  fault: Fault,
): string[] {
  const named = services.filter(
    ({ definition }) =>
      fault.service === undefined || definition.name === fault.service,
  );
  if (named.length === 0) return [`The mock has no service ${fault.service}.`];
  const { operation, error } = fault;
  const holding = named.filter(
    (service) => operation === undefined || service.operations.has(operation),
  );
  if (holding.length === 0)
    return [`No service of this mock has an operation ${operation}.`];
  const known =
    error === undefined ||
    fault.status !== undefined ||
    isFrameworkError(error) ||
    holding.some((service) => service.errors.has(error));
  return known
    ? []
    : [`No model here has an error ${error}: give a status with it.`];
}
