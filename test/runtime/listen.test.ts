import { readdirSync, readFileSync } from "node:fs";
import { request as nodeRequest } from "node:http";
import type { IncomingHttpHeaders } from "node:http";
import { connect as connectHttp2 } from "node:http2";
import type { ClientHttp2Session } from "node:http2";
import { connect } from "node:net";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Listening } from "../../templates/mock/runtime/listen.js";
import { listen } from "../../templates/mock/runtime/listen.js";
import type { Runtime } from "../../templates/mock/runtime/runtime.js";
import { poolRuntime } from "./pools.js";

const TARGET = { "X-Amz-Target": "AWSCognitoIdentityProviderService.CreateUserPool" };

let runtime: Runtime;
let server: Listening;

beforeEach(async () => {
  runtime = poolRuntime({ maxBodyBytes: 100_000 });
  server = await listen(runtime, { allowHosts: ["mock.test"] });
});
afterEach(() => server.close());

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** `fetch` may not set Host and Origin; Node's own client may. */
function send(method: string, path: string, headers: Record<string, string>, body = ""): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = nodeRequest(server.url + path, { method, headers }, (response) => {
      let text = "";
      response.setEncoding("utf8");
      response.on("data", (chunk: string) => (text += chunk));
      response.on("end", () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }));
      response.on("error", reject);
    });
    sent.on("error", reject);
    sent.end(body);
  });
}

/** Lets answers take a while. @returns when the first of them is under way. */
function slowly(): Promise<void> {
  return new Promise((resolve) => {
    runtime.on("CreateUserPool", async (input, { next }) => {
      resolve();
      await new Promise((later) => setTimeout(later, 50));
      return next(input);
    });
  });
}

test("answers operations", async () => {
  const answer = await send("POST", "/", TARGET, '{"PoolName":"a"}');
  expect(answer.status).toBe(200);
  expect(answer.headers["content-length"]).toBe(String(answer.body.length));
  expect(answer.headers["x-amzn-requestid"]).toBe(runtime.calls[0]?.requestId);
});

test("answers under the service's base path", async () => {
  expect((await send("POST", "/cognito-identity-provider", TARGET, '{"PoolName":"a"}')).status).toBe(200);
  expect((await send("POST", "/cognito-identity-provider/", TARGET, '{"PoolName":"a"}')).status).toBe(200);
});

test("a body that is too large is read to its end and refused", async () => {
  const answer = await send("POST", "/", TARGET, `{"PoolName":"${"a".repeat(3_000_000)}"}`);
  expect(answer.status).toBe(413);
  expect(JSON.parse(answer.body)).toEqual({ __type: "RequestEntityTooLargeException" });
});

test("faults break connections", async () => {
  runtime.inject({ drop: true });
  await expect(send("POST", "/", TARGET, '{"PoolName":"a"}')).rejects.toMatchObject({ code: "ECONNRESET" });
  runtime.inject({ truncate: true });
  await expect(send("POST", "/", TARGET, '{"PoolName":"a"}')).rejects.toMatchObject({ code: "ECONNRESET" });
  expect((await send("POST", "/", TARGET, '{"PoolName":"a"}')).status).toBe(200);
});

test("outlives clients that go away in the middle, and those that do not speak HTTP", async () => {
  const { port } = new URL(server.url);
  const head = `POST / HTTP/1.1\r\nHost: localhost\r\nX-Amz-Target: ${TARGET["X-Amz-Target"]}\r\nContent-Length: 100\r\n\r\n`;
  for (const bytes of [head, `${head}{"Pool`, "nonsense\r\n\r\n", "\u0000"]) {
    await new Promise<void>((resolve) => {
      const socket = connect(Number(port), "127.0.0.1", () => {
        socket.write(bytes, () => setTimeout(() => socket.destroy(), 20));
      });
      socket.on("error", () => undefined);
      socket.on("close", () => resolve());
    });
  }
  runtime.inject({ delay: 50 });
  const gone = new AbortController();
  const waiting = fetch(server.url, { method: "POST", headers: TARGET, body: "{}", signal: gone.signal });
  setTimeout(() => gone.abort(), 10);
  await expect(waiting).rejects.toMatchObject({ name: "AbortError" });
  expect((await send("POST", "/", TARGET, '{"PoolName":"a"}')).status).toBe(200);
});

describe("HTTP/2, as SDKs speak it where the protocol of a model says `h2`", () => {
  let session: ClientHttp2Session;
  beforeEach(() => {
    session = connectHttp2(server.url);
  });
  afterEach(() => session.destroy());

  function post(body: string): Promise<{ readonly status: unknown; readonly body: string }> {
    return new Promise((resolve, reject) => {
      const stream = session.request({ ":method": "POST", ":path": "/", ...TARGET });
      let status: unknown;
      let text = "";
      stream.setEncoding("utf8");
      stream.on("response", (headers) => (status = headers[":status"]));
      stream.on("data", (chunk: string) => (text += chunk));
      stream.on("end", () => resolve({ status, body: text }));
      stream.on("error", reject);
      stream.end(body);
    });
  }

  test("is answered on the same port, several requests of a connection at once", async () => {
    const answers = await Promise.all(["a", "b", "c"].map((name) => post(JSON.stringify({ PoolName: name }))));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(answers.map(({ body }) => (JSON.parse(body) as { UserPool: { Name: string } }).UserPool.Name)).toEqual([
      "a",
      "b",
      "c",
    ]);
    expect((await post(`{"PoolName":"${"a".repeat(1_000_000)}"}`)).status).toBe(413);
    expect((await send("POST", "/", TARGET, '{"PoolName":"a"}')).status).toBe(200);
  });

  test("breaks where a fault says so", async () => {
    for (const fault of [{ drop: true }, { truncate: true }]) {
      runtime.inject(fault);
      await expect(post('{"PoolName":"a"}')).rejects.toMatchObject({ code: "ERR_HTTP2_STREAM_ERROR" });
    }
    expect((await post('{"PoolName":"a"}')).status).toBe(200);
  });

  test("ends when the mock closes, after the answers under way", async () => {
    const arrived = slowly();
    const waiting = post('{"PoolName":"a"}');
    await arrived;
    await server.close();
    expect((await waiting).status).toBe(200);
  });
});

test("close lets answers under way finish, and refuses new connections", async () => {
  const arrived = slowly();
  const waiting = send("POST", "/", TARGET, '{"PoolName":"a"}');
  await arrived;
  const closing = server.close();
  expect((await waiting).status).toBe(200);
  await closing;
  await server.close();
  await expect(send("GET", "/_swage/health", {})).rejects.toMatchObject({ code: "ECONNREFUSED" });
});

test("a port in use is the caller's error", async () => {
  await expect(listen(poolRuntime(), { port: Number(new URL(server.url).port) })).rejects.toMatchObject({
    code: "EADDRINUSE",
  });
});

describe("the addresses under /_swage", () => {
  const JSON_TYPE = { "Content-Type": "application/json" };

  test("tell health and calls, take faults and a reset", async () => {
    const health = await send("GET", "/_swage/health", {});
    expect(JSON.parse(health.body)).toEqual({ status: "ok", services: ["cognito-identity-provider"] });
    expect((await send("POST", "/_swage/faults", JSON_TYPE, '{"error":"TooManyRequestsException"}')).status).toBe(200);
    expect((await send("POST", "/", TARGET, '{"PoolName":"a","Secret":"hush"}')).status).toBe(400);
    await send("POST", "/", TARGET, '{"PoolName":"a"}');
    const calls = await send("GET", "/_swage/calls", {});
    expect(JSON.parse(calls.body)).toMatchObject({
      version: 1,
      calls: [
        {
          operation: "CreateUserPool",
          input: { PoolName: "a", Secret: "***SensitiveInformation***" },
          output: null,
          error: { code: "TooManyRequestsException" },
        },
        { output: { UserPool: { Name: "a", CreationDate: 1653393600.123 } }, error: null },
      ],
    });
    expect((await send("POST", "/_swage/reset", JSON_TYPE)).status).toBe(200);
    expect(runtime.calls).toEqual([]);
  });

  test.each([
    ["POST", "/_swage/faults", { "Content-Type": "application/json" }, '{"delay":-1}', 400],
    ["POST", "/_swage/faults", { "Content-Type": "application/json" }, "{", 400],
    ["POST", "/_swage/faults", { "Content-Type": "text/plain" }, '{"drop":true}', 415],
    ["POST", "/_swage/reset", {}, "", 415],
    ["GET", "/_swage/reset", {}, "", 405],
    ["GET", "/_swage/other", {}, "", 404],
    ["GET", "/_swage", {}, "", 404],
    ["GET", "/_swage/health", { Origin: "http://evil.test" }, "", 403],
    ["GET", "/_swage/health", { Origin: "null" }, "", 403],
    ["GET", "/_swage/health", { "Sec-Fetch-Site": "cross-site" }, "", 403],
    ["GET", "/_swage/health", { "Sec-Fetch-Site": "same-site" }, "", 403],
    ["GET", "/_swage/health", { "Sec-Fetch-Site": "same-origin" }, "", 200],
    ["GET", "/_swage/health", { Host: "evil.test" }, "", 403],
    ["GET", "/_swage/health", { Host: "127.0.0.1.evil.test" }, "", 403],
    ["GET", "/_swage/health", { Host: "mock.test:80" }, "", 200],
    ["GET", "/_swage/health", { Host: "localhost" }, "", 200],
    ["GET", "/_swage/health", { Host: "[::1]:1" }, "", 200],
    ["OPTIONS", "/_swage/reset", { Origin: "http://evil.test" }, "", 403],
  ])("%s %s %j %s is %i", async (method, path, headers, body, status) => {
    const answer = await send(method, path, headers as Record<string, string>, body);
    expect(answer.status).toBe(status);
    expect(answer.headers["access-control-allow-origin"]).toBeUndefined();
  });

  test("do not exist without a port", async () => {
    const { createFetch } = await import("../../templates/mock/runtime/fetch.js");
    expect((await createFetch(runtime)(new Request("http://localhost/_swage/health"))).status).toBe(404);
  });
});

test("the mock can be bundled for browsers: no file of it imports a module of Node's", () => {
  const runtimeFolder = new URL("../../templates/mock/runtime/", import.meta.url);
  const files = readdirSync(runtimeFolder, { recursive: true, encoding: "utf8" }).filter((path) =>
    path.endsWith(".ts"),
  );
  const importing = files.filter((path) => {
    const code = readFileSync(new URL(path, runtimeFolder), "utf8").replace(/^import type .*$/gm, "");
    return /(?:\bfrom|\bimport\s*\()\s*"node:/.test(code);
  });
  expect(files).toContain("listen.ts");
  expect(importing).toEqual([]);
});
