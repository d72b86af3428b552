import { collect } from "./content-encoding.js";
import type { RequestHead } from "./http.js";
import { splitTarget } from "./http.js";
import type { Outcome, Runtime } from "./runtime.js";

/** Web-standard door: takes a `Request`, gives a `Response`; fails as a network does where a fault says so. */
export function createFetch(
  runtime: Runtime,
): (request: Request) => Promise<Response> {
  return async (request) => {
    const outcome = await runtime.handle(
      { ...headOf(request), body: await bodyOf(request, runtime) },
      request.signal,
    );
    if (outcome.kind === "dropped")
      throw new TypeError("fetch failed", {
        cause: new Error("socket hang up"),
      });
    return toResponse(outcome);
  };
}

function headOf(request: Request): RequestHead {
  const headers = new Map<string, string>();
  request.headers.forEach((value, name) =>
    headers.set(name.toLowerCase(), value),
  );
  if (!headers.has("host")) headers.set("host", new URL(request.url).host);
  return {
    method: request.method.toUpperCase(),
    ...splitTarget(request.url),
    headers,
  };
}

async function bodyOf(
  request: Request,
  runtime: Runtime,
): Promise<Uint8Array | undefined> {
  return request.body === null
    ? new Uint8Array(0)
    : collect(request.body, runtime.maxBodyBytes);
}

function toResponse({
  response,
  truncate,
}: Outcome & { kind: "response" }): Response {
  const { status, body } = response;
  const headers = new Headers(
    response.headers.map(([name, value]): [string, string] => [name, value]),
  );
  if (!MUST_BE_EMPTY.has(status))
    headers.set("Content-Length", String(body.length));
  const sent = truncate
    ? brokenOff(body)
    : body.length === 0
      ? null
      : body.slice();
  return new Response(MUST_BE_EMPTY.has(status) ? null : sent, {
    status,
    headers,
  });
}

/** Statuses with which `Response` takes no body. */
const MUST_BE_EMPTY: ReadonlySet<number> = new Set([204, 205, 304]);

/** Half of the body, then an error, as a connection that breaks gives it. */
function brokenOff(body: Uint8Array): ReadableStream<Uint8Array> {
  let sent = false;
  return new ReadableStream({
    pull: (controller) => {
      if (sent || body.length < 2) {
        controller.error(
          new TypeError("terminated", {
            cause: new Error("other side closed"),
          }),
        );
      } else {
        controller.enqueue(body.slice(0, Math.floor(body.length / 2)));
        sent = true;
      }
    },
  });
}
