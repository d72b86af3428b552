/** The mock on a port. The one file that needs a `node:` module; it is loaded when the mock listens. */

import type { IncomingMessage, ServerResponse } from "node:http";
import type { ServerHttp2Session, ServerHttp2Stream } from "node:http2";
import type { AddressInfo, Server, Socket } from "node:net";
import { control, hostName, isControl } from "./control.js";
import type { HttpResponse, RequestHead } from "./http.js";
import { jsonResponse, splitTarget } from "./http.js";
import type { Outcome, Runtime } from "./runtime.js";

export interface ListenOptions {
  /** 0, the default: any free one. */
  readonly port?: number | undefined;
  /** Address to bind; default `127.0.0.1`. */
  readonly host?: string | undefined;
  /** Host names, beside the loopback and the address bound, under which `/_swage/` answers. */
  readonly allowHosts?: readonly string[] | undefined;
}

export interface Listening {
  /** `http://127.0.0.1:8080`, without a slash at the end. */
  readonly url: string;
  /** Stops taking requests; resolves when those under way are answered. May be called again. */
  close(): Promise<void>;
}

/** A request of either version of HTTP: Node's "Compatibility API" lets those of the second look like the first's. */
type Message = IncomingMessage & { readonly stream?: ServerHttp2Stream };
type OnRequest = (request: Message, response: ServerResponse) => void;

/** Longer than clients keep an idle connection, so that none of them writes into one that is being closed. */
const KEEP_ALIVE_MS = 75_000;

/** Rejects with the system's error where the address cannot be bound. */
export async function listen(
  runtime: Runtime,
  options: ListenOptions = {},
): Promise<Listening> {
  const { port = 0, host = "127.0.0.1", allowHosts = [] } = options;
  const hosts = new Set(
    [host, ...allowHosts].map((name) => hostName(name.toLowerCase())),
  );
  const connections = trackConnections();
  const server = serverOf(connections, (request, response) => {
    serve(runtime, hosts, request, response).catch((error: unknown) =>
      fail(request, response, error),
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.off("error", reject);
      resolve();
    });
  });
  return {
    url: urlOf(server.address() as AddressInfo),
    close: closer(server, connections),
  };
}

/**
 * Speaks HTTP/1.1, and HTTP/2 with those who begin with it ("prior knowledge", RFC 9113, section 3.3): SDKs do where
 * the model's protocol says `h2`.
 */
function serverOf(connections: Connections, onRequest: OnRequest): Server {
  // No import: bundlers for browsers stop at one, even where nobody listens.
  const net = process.getBuiltinModule("node:net");
  const http = process.getBuiltinModule("node:http");
  const http2 = process.getBuiltinModule("node:http2");
  const one = http.createServer(
    { keepAliveTimeout: KEEP_ALIVE_MS },
    (request, response) => {
      connections.answering(request.socket, response);
      onRequest(request, response);
    },
  );
  one.on("clientError", (_error, socket) => {
    if (socket.writable)
      socket.end(
        "HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n",
      );
    else socket.destroy();
  });
  const two = http2.createServer();
  two.on("request", onRequest as (...either: unknown[]) => void);
  two.on("session", connections.begun);
  const options = { allowHalfOpen: true, noDelay: true };
  return net.createServer(options, (socket) => {
    connections.opened(socket);
    socket.on("error", () => socket.destroy());
    socket.once("readable", () => {
      const start = socket.read() as Buffer | null;
      if (start === null) return void socket.destroy();
      socket.unshift(start);
      if (start.subarray(0, 3).toString() !== "PRI")
        return void one.emit("connection", socket);
      connections.handedOn(socket);
      socket.allowHalfOpen = false;
      two.emit("connection", socket);
    });
  });
}

/** The address as a client on this machine reaches it. */
function urlOf({ address, family, port }: AddressInfo): string {
  const reachable =
    address === "0.0.0.0" ? "127.0.0.1" : address === "::" ? "::1" : address;
  const isV6 = family === "IPv6" && reachable.includes(":");
  return `http://${isV6 ? `[${reachable}]` : reachable}:${port}`;
}

interface Connections {
  opened(socket: Socket): void;
  answering(socket: Socket, response: ServerResponse): void;
  /** To a session, which knows when it is idle. */
  handedOn(socket: Socket): void;
  begun(session: ServerHttp2Session): void;
  /** Ends those that wait for a request at once, the others after their answer. */
  end(): void;
}

/** A server that is closing waits for every connection, and clients keep theirs for the next request. */
function trackConnections(): Connections {
  const idle = new Set<Socket>();
  const sessions = new Set<ServerHttp2Session>();
  let ending = false;
  return {
    opened: (socket) => {
      idle.add(socket);
      socket.once("close", () => idle.delete(socket));
    },
    answering: (socket, response) => {
      idle.delete(socket);
      response.once("finish", () => {
        if (ending) socket.end();
        else if (!socket.destroyed) idle.add(socket);
      });
    },
    handedOn: (socket) => idle.delete(socket),
    begun: (session) => {
      sessions.add(session);
      session.once("close", () => sessions.delete(session));
      session.on("error", () => session.destroy());
    },
    end: () => {
      ending = true;
      for (const session of sessions) session.close();
      for (const socket of idle) socket.destroy();
    },
  };
}

function closer(server: Server, connections: Connections): () => Promise<void> {
  let closed: Promise<void> | undefined;
  return () =>
    (closed ??= new Promise((resolve) => {
      server.close(() => resolve());
      connections.end();
    }));
}

async function serve(
  runtime: Runtime,
  hosts: ReadonlySet<string>,
  message: Message,
  response: ServerResponse,
): Promise<void> {
  const gone = new AbortController();
  response.once("close", () => gone.abort());
  message.on("error", () => gone.abort());
  response.on("error", () => gone.abort());

  const head = headOf(message);
  const body = await bodyOf(message, runtime.maxBodyBytes);
  if (gone.signal.aborted) return;
  if (isControl(head.path)) {
    const own = new Set([...hosts, message.socket.localAddress ?? ""]);
    send(
      message,
      response,
      control(runtime, { ...head, body: body ?? new Uint8Array(0) }, own),
      false,
    );
    return;
  }
  const outcome = await answer(runtime, { ...head, body }, gone.signal);
  if (outcome === undefined || gone.signal.aborted) return;
  if (outcome.kind === "dropped") breakOff(message);
  else send(message, response, outcome.response, outcome.truncate);
}

/** @returns undefined where the client went away during an injected delay. */
async function answer(
  runtime: Runtime,
  request: Parameters<Runtime["handle"]>[0],
  signal: AbortSignal,
): Promise<Outcome | undefined> {
  try {
    return await runtime.handle(request, signal);
  } catch (error) {
    if (signal.aborted) return undefined;
    throw error;
  }
}

function headOf(message: Message): RequestHead {
  const headers = new Map<string, string>();
  const { rawHeaders } = message;
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    const field = (rawHeaders[index] as string).toLowerCase();
    // HTTP/2 says it so, beside method and path.
    const name = field === ":authority" ? "host" : field;
    const value = rawHeaders[index + 1] as string;
    const before = headers.get(name);
    headers.set(name, before === undefined ? value : `${before}, ${value}`);
  }
  return {
    method: message.method ?? "GET",
    ...splitTarget(message.url ?? "/"),
    headers,
  };
}

/**
 * Reads a body that is too large to its end, but keeps nothing of it: a client that is still sending would not see the
 * answer.
 * @returns undefined where it is larger than the limit.
 */
async function bodyOf(
  message: Message,
  limit: number,
): Promise<Uint8Array | undefined> {
  let chunks: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const chunk of message as AsyncIterable<Uint8Array>) {
      length += chunk.length;
      if (length <= limit) chunks.push(chunk);
      else chunks = [];
    }
  } catch {
    return undefined; // The client went away; nobody is left to answer.
  }
  return length > limit ? undefined : new Uint8Array(Buffer.concat(chunks));
}

/** NGHTTP2_INTERNAL_ERROR (RFC 9113, section 7): a stream that ends without one is whole to its client. */
const INTERNAL_ERROR = 2;

/** Ends a request as a lost connection does. One of HTTP/2 carries others too, so there it is the stream alone. */
function breakOff({ stream, socket }: Message): void {
  if (stream === undefined) socket.destroy();
  else stream.close(INTERNAL_ERROR);
}

/** A fault of our own must not end the process, nor pass unseen. */
function fail(
  message: Message,
  response: ServerResponse,
  error: unknown,
): void {
  if (response.headersSent || response.destroyed) breakOff(message);
  else
    send(
      message,
      response,
      jsonResponse(500, { message: `The mock failed: ${String(error)}` }),
      false,
    );
}

function send(
  message: Message,
  response: ServerResponse,
  answered: HttpResponse,
  truncate: boolean,
): void {
  const { status, headers, body } = answered;
  const flat = [
    ...headers,
    ["Content-Length", String(body.length)] as const,
  ].flat();
  response.writeHead(status, flat as string[]);
  if (truncate) {
    response.write(body.subarray(0, Math.floor(body.length / 2)), () =>
      breakOff(message),
    );
    return;
  }
  response.end(message.method === "HEAD" ? undefined : body);
}
