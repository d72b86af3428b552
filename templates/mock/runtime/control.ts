/** The addresses under `/_swage/`, by which tests in any language drive a mock that listens. */

import type { HttpRequest, HttpResponse } from "./http.js";
import { jsonResponse, textBody } from "./http.js";
import type { Fault } from "./faults.js";
import type { Runtime } from "./runtime.js";

const PREFIX = "/_swage";

export function isControl(path: string): boolean {
  return path === PREFIX || path.startsWith(`${PREFIX}/`);
}

type Action = (runtime: Runtime, body: Uint8Array) => HttpResponse;

const ROUTES: ReadonlyMap<
  string,
  readonly [method: "GET" | "POST", action: Action]
> = new Map([
  [`${PREFIX}/health`, ["GET", health]],
  [`${PREFIX}/calls`, ["GET", calls]],
  [`${PREFIX}/faults`, ["POST", faults]],
  [`${PREFIX}/reset`, ["POST", reset]],
]);

/**
 * A web page elsewhere must not drive the mock: what a browser sends for another origin is refused, as is a Host that
 * is not ours (a name that was made to point here), and no answer carries CORS headers.
 * @param hosts host names that are ours beside the loopback, in lower case.
 */
export function control(
  runtime: Runtime,
  request: HttpRequest,
  hosts: ReadonlySet<string>,
): HttpResponse {
  const refusal = refuse(request, hosts);
  if (refusal !== undefined) return problem(403, refusal);
  const found = ROUTES.get(request.path);
  if (found === undefined)
    return problem(404, `There is ${[...ROUTES.keys()].join(", ")}.`);
  const [method, action] = found;
  if (request.method !== method) {
    const response = problem(405, `${request.path} takes ${method}.`);
    return { ...response, headers: [...response.headers, ["Allow", method]] };
  }
  if (method === "POST" && !isJson(request.headers.get("content-type"))) {
    return problem(415, "A POST needs Content-Type: application/json.");
  }
  return action(runtime, request.body);
}

function refuse(
  request: HttpRequest,
  hosts: ReadonlySet<string>,
): string | undefined {
  const host = request.headers.get("host")?.toLowerCase();
  const name = host === undefined ? undefined : hostName(host);
  if (name === undefined || !(isLoopback(name) || hosts.has(name))) {
    return `The Host ${host ?? "is missing"} is neither loopback, nor the address bound, nor allowed.`;
  }
  const origin = request.headers.get("origin")?.toLowerCase();
  if (origin !== undefined && origin !== `http://${host}`)
    return `The Origin ${origin} is foreign.`;
  const site = request.headers.get("sec-fetch-site")?.toLowerCase();
  if (site !== undefined && site !== "none" && site !== "same-origin")
    return `Sec-Fetch-Site ${site} is refused.`;
  return undefined;
}

/** Without the port and the brackets of IPv6. */
export function hostName(host: string): string {
  return /^\[(.*)\](?::\d*)?$/.exec(host)?.[1] ?? host.replace(/:\d*$/, "");
}

function isLoopback(name: string): boolean {
  return (
    name === "localhost" || name === "::1" || /^127(?:\.\d{1,3}){3}$/.test(name)
  );
}

function isJson(contentType: string | undefined): boolean {
  return (
    contentType?.split(";")[0]?.trim().toLowerCase() === "application/json"
  );
}

function problem(status: number, message: string): HttpResponse {
  return jsonResponse(status, { message });
}

function health(runtime: Runtime): HttpResponse {
  return jsonResponse(200, {
    status: "ok",
    services: runtime.services.map(({ definition }) => definition.name),
  });
}

/** Joined from texts: the calls keep digits that a JavaScript number would lose. */
function calls(runtime: Runtime): HttpResponse {
  const response = jsonResponse(200, undefined);
  return {
    ...response,
    body: textBody(`{"version":1,"calls":[${runtime.callsJson().join(",")}]}`),
  };
}

function faults(runtime: Runtime, body: Uint8Array): HttpResponse {
  try {
    // `inject` checks what it is given.
    runtime.inject(
      JSON.parse(
        new TextDecoder("utf-8", { fatal: true }).decode(body),
      ) as Fault,
    );
    return jsonResponse(200, { status: "ok" });
  } catch (error) {
    if (error instanceof TypeError || error instanceof SyntaxError)
      return problem(400, error.message);
    throw error;
  }
}

function reset(runtime: Runtime): HttpResponse {
  runtime.reset();
  return jsonResponse(200, { status: "ok" });
}
