import type { HttpRequest } from "./http.js";

const DECODERS: ReadonlyMap<string, CompressionFormat> = new Map([
  ["gzip", "gzip"],
  ["x-gzip", "gzip"],
  ["deflate", "deflate"],
]);

type CompressionFormat = "gzip" | "deflate";

/**
 * Takes the compression off a request body (`requestCompression` trait). Encodings are undone from the last on, up to
 * the first that is not known: what stands before it is the client's own.
 * @param limit largest result in bytes.
 * @returns undefined where the body is larger than the limit; the body as it came where it is not compressed at all.
 */
export async function decodeBody(
  request: Omit<HttpRequest, "body"> & {
    readonly body: Uint8Array | undefined;
  },
  limit: number,
): Promise<Uint8Array | undefined> {
  let body = request.body;
  const encodings = (request.headers.get("content-encoding") ?? "")
    .toLowerCase()
    .split(",");
  for (const encoding of encodings.toReversed()) {
    const format = DECODERS.get(encoding.trim());
    if (format === undefined || body === undefined || body.length === 0) break;
    try {
      body = await inflate(body, format, limit);
    } catch {
      break; // Not compressed, whatever the header says: the protocol refuses what it cannot read.
    }
  }
  return body !== undefined && body.length > limit ? undefined : body;
}

async function inflate(
  body: Uint8Array,
  format: CompressionFormat,
  limit: number,
): Promise<Uint8Array | undefined> {
  const source = new Response(body.slice()).body;
  if (source === null) return body;
  return collect(source.pipeThrough(new DecompressionStream(format)), limit);
}

/** Reads a stream whole; undefined as soon as it is longer than the limit. */
export async function collect(
  stream: AsyncIterable<unknown>,
  limit: number,
): Promise<Uint8Array | undefined> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of stream) {
    const bytes =
      typeof chunk === "string" ? new TextEncoder().encode(chunk) : chunk;
    if (!(bytes instanceof Uint8Array))
      throw new TypeError("A request body must be a stream of bytes.");
    length += bytes.length;
    if (length > limit) return undefined;
    chunks.push(bytes);
  }
  const whole = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}
