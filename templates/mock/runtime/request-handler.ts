import { collect } from "./content-encoding.js";
import type { RequestHead } from "./http.js";
import { splitTarget } from "./http.js";
import type { Runtime } from "./runtime.js";

/** A request as AWS SDK v3 clients hand it to their `requestHandler`, from 3.98.0 on. */
export interface SdkRequest {
  readonly method: string;
  readonly path: string;
  readonly query?: Readonly<Record<string, string | readonly string[] | null>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly hostname?: string;
  readonly port?: number | undefined;
  /** Text in older clients, a `Uint8Array` (or a subclass) in newer ones, a stream for streaming blobs. */
  readonly body?: unknown;
}

/** The response that SDK clients read: lower-case header names, the body as bytes. */
export interface SdkResponse {
  readonly statusCode: number;
  readonly headers: Record<string, string>;
  readonly body: Uint8Array;
}

export interface SdkRequestHandler {
  readonly metadata: { readonly handlerProtocol: string };
  handle(
    request: SdkRequest,
    options?: { readonly abortSignal?: unknown },
  ): Promise<{ response: SdkResponse }>;
  /** Nothing to close. */
  destroy(): void;
  /** Clients may set options of real handlers; there are none here. */
  updateHttpClientConfig(key: never, value: never): void;
  httpHandlerConfigs(): Record<string, never>;
}

/** Plugs into an AWS SDK v3 client: `new Client({ requestHandler })`, with no network at all. */
export function createRequestHandler(runtime: Runtime): SdkRequestHandler {
  return {
    metadata: { handlerProtocol: "http/1.1" },
    handle: async (request, options = {}) => {
      const { signal, release } = linkSignal(options.abortSignal);
      try {
        const outcome = await runtime.handle(
          { ...headOf(request), body: await bodyOf(request.body, runtime) },
          signal,
        );
        // The SDK retries what carries the code of a lost connection.
        if (outcome.kind === "dropped")
          throw Object.assign(new Error("socket hang up"), {
            code: "ECONNRESET",
          });
        const { response, truncate } = outcome;
        const headers: Record<string, string> = {};
        for (const [name, value] of response.headers)
          headers[name.toLowerCase()] = value;
        headers["content-length"] = String(response.body.length);
        const end = truncate
          ? Math.floor(response.body.length / 2)
          : response.body.length;
        return {
          response: {
            statusCode: response.status,
            headers,
            body: response.body.slice(0, end),
          },
        };
      } finally {
        release();
      }
    },
    destroy: () => undefined,
    updateHttpClientConfig: () => undefined,
    httpHandlerConfigs: () => ({}),
  };
}

function headOf(request: SdkRequest): RequestHead {
  const headers = new Map<string, string>();
  for (const [name, value] of Object.entries(request.headers))
    headers.set(name.toLowerCase(), String(value));
  if (!headers.has("host") && request.hostname !== undefined) {
    headers.set(
      "host",
      request.port === undefined
        ? request.hostname
        : `${request.hostname}:${request.port}`,
    );
  }
  const { path, query } = splitTarget(request.path);
  return {
    method: request.method.toUpperCase(),
    path,
    query: [query, queryOf(request)].filter(Boolean).join("&"),
    headers,
  };
}

function queryOf(request: SdkRequest): string {
  const pairs: string[] = [];
  for (const [name, value] of Object.entries(request.query ?? {})) {
    const key = encodeURIComponent(name);
    const values = Array.isArray(value)
      ? (value as readonly string[])
      : [value as string | null];
    for (const each of values)
      pairs.push(each === null ? key : `${key}=${encodeURIComponent(each)}`);
  }
  return pairs.join("&");
}

/** Bytes are copied: newer clients hand over a view of a shared buffer. */
async function bodyOf(
  body: unknown,
  runtime: Runtime,
): Promise<Uint8Array | undefined> {
  if (body === undefined || body === null) return new Uint8Array(0);
  if (typeof body === "string") return new TextEncoder().encode(body);
  if (body instanceof Uint8Array) return new Uint8Array(body);
  if (body instanceof ArrayBuffer) return new Uint8Array(body.slice(0));
  if (ArrayBuffer.isView(body))
    return new Uint8Array(
      body.buffer,
      body.byteOffset,
      body.byteLength,
    ).slice();
  if (body instanceof Blob) return new Uint8Array(await body.arrayBuffer());
  if (typeof body === "object" && Symbol.asyncIterator in body) {
    return collect(body as AsyncIterable<unknown>, runtime.maxBodyBytes);
  }
  throw new TypeError(
    "A request body must be text, bytes or a stream of bytes.",
  );
}

/** A signal of the platform, whether the client gave such a one or its own kind with `onabort` alone. */
function linkSignal(given: unknown): {
  readonly signal: AbortSignal;
  readonly release: () => void;
} {
  const controller = new AbortController();
  const abort = (): void =>
    controller.abort(
      Object.assign(new Error("Request aborted"), { name: "AbortError" }),
    );
  if (typeof given !== "object" || given === null)
    return { signal: controller.signal, release: () => undefined };
  if ("aborted" in given && given.aborted === true) abort();
  if (given instanceof EventTarget) {
    given.addEventListener("abort", abort, { once: true });
    return {
      signal: controller.signal,
      release: () => given.removeEventListener("abort", abort),
    };
  }
  Reflect.set(given, "onabort", abort);
  return {
    signal: controller.signal,
    release: () => void Reflect.set(given, "onabort", null),
  };
}
