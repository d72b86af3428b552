/** A request as the protocols see it, whichever way it came in. */
export interface HttpRequest {
  /** Upper case. */
  readonly method: string;
  /** Percent-encoded as on the wire, from the first `/` on, without the query string. */
  readonly path: string;
  /** Without the `?`; empty where there is none. */
  readonly query: string;
  /** By lower-case name; repeated fields are joined with `, `. */
  readonly headers: ReadonlyMap<string, string>;
  readonly body: Uint8Array;
}

/** A request before its body is looked at. */
export type RequestHead = Omit<HttpRequest, "body">;

export interface HttpResponse {
  readonly status: number;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: Uint8Array;
}

const encoder = new TextEncoder();
const NO_BYTES: Uint8Array = new Uint8Array(0);

export function textBody(text: string): Uint8Array {
  return text === "" ? NO_BYTES : encoder.encode(text);
}

/** A JSON answer that no protocol defines. */
export function jsonResponse(status: number, value: unknown): HttpResponse {
  return {
    status,
    headers: [["Content-Type", "application/json"]],
    body: textBody(JSON.stringify(value) ?? ""),
  };
}

/** Longest text that goes into a header: clients stop at 8 to 16 KiB for all headers together. */
const MAX_HEADER_TEXT = 1024;

/** Text as a header can carry it: printable ASCII, anything else as `?`, cut to a length that clients take. */
export function headerText(text: string): string {
  return text.slice(0, MAX_HEADER_TEXT).replace(/[^\x20-\x7e]/gu, "?");
}

/** Path and query of a request target: `/a/b?c=d`, or the absolute form `http://host/a/b`. */
export function splitTarget(target: string): { path: string; query: string } {
  const relative = target
    .replace(/^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i, "")
    .replace(/#.*$/s, "");
  const mark = relative.indexOf("?");
  const path = mark < 0 ? relative : relative.slice(0, mark);
  return {
    path: path.startsWith("/") ? path : `/${path}`,
    query: mark < 0 ? "" : relative.slice(mark + 1),
  };
}
