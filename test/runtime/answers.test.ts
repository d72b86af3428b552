import { inspect } from "node:util";
import { describe, expect, test } from "vitest";
import { thrownError } from "../../templates/mock/runtime/errors.js";
import { createFetch } from "../../templates/mock/runtime/fetch.js";
import { protocols } from "../../templates/mock/runtime/protocols.js";
import type { RuntimeOptions } from "../../templates/mock/runtime/runtime.js";
import type { StructureSchema } from "../../templates/mock/runtime/schema.js";
import { createService } from "../../templates/mock/runtime/service.js";
import { call, NOW, poolRuntime, pools } from "./pools.js";

async function answer(
  request: Request,
  options: RuntimeOptions = {},
): Promise<{ status: number; body: unknown; headers: Headers }> {
  const response = await createFetch(poolRuntime(options))(request);
  const text = await response.text();
  return { status: response.status, body: text === "" ? "" : JSON.parse(text), headers: response.headers };
}

test("an answer has the service's headers", async () => {
  const { status, headers } = await answer(call("CreateUserPool", { PoolName: "users" }));
  expect(status).toBe(200);
  expect(headers.get("content-type")).toBe("application/x-amz-json-1.1");
  expect(headers.get("x-amzn-requestid")).toMatch(
    /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
  );
  expect(headers.get("date")).toBe(new Date(NOW).toUTCString());
  expect(headers.get("access-control-allow-origin")).toBeNull();
});

test("a modelled error has its type in body and header", async () => {
  const { status, body, headers } = await answer(call("DescribeUserPool", { UserPoolId: "x" }));
  expect(status).toBe(400);
  expect(body).toEqual({ __type: "ResourceNotFoundException", message: "User pool x does not exist." });
  expect(headers.get("x-amzn-errortype")).toBe("ResourceNotFoundException:");
  expect(headers.get("x-amzn-errormessage")).toBe("User pool x does not exist.");
});

test.each([
  ["not JSON", "{", { __type: "SerializationException" }],
  ["no object", "[]", { __type: "SerializationException" }],
  ["not UTF-8", new Uint8Array([0x7b, 0xff, 0x7d]), { __type: "SerializationException" }],
  ["a wrong type", '{"UserPoolTags":[]}', { __type: "SerializationException", Message: "Expected map or null" }],
])("a body that is %s", async (_name, body, expected) => {
  const request = new Request(call("CreateUserPool", ""), { method: "POST", body });
  expect(await answer(request)).toMatchObject({ status: 400, body: expected });
});

test("an empty body is an empty structure", async () => {
  const { body } = await answer(call("DescribeUserPool", ""));
  expect(body).toEqual({
    __type: "InvalidParameterException",
    message:
      "1 validation error detected: Value null at 'userPoolId' failed to satisfy constraint: Member must not be null",
  });
});

test("an error whose message is no text has it as a member", () => {
  const reason: StructureSchema = [3, "ex", "Reason", 0, ["code"], ["string"]];
  const odd: StructureSchema = [-3, "ex", "Odd", { error: "client" }, ["message"], [reason]];
  const operation = { ...pools.operations[0]!, errors: [odd] };
  const service = createService({ ...pools, operations: [operation] }, protocols);
  const thrown = Object.assign(new Error(), { name: "Odd", message: { code: "x" } });
  const { code, message, members } = thrownError(service, operation, thrown);
  expect({ code, message, members }).toEqual({ code: "Odd", message: "", members: { message: { code: "x" } } });
});

test("an unknown operation", async () => {
  expect(await answer(call("Nope", {}))).toMatchObject({ status: 400, body: { __type: "UnknownOperationException" } });
});

test.each([
  ["GET", {}],
  ["PUT", { "X-Amz-Target": "AWSCognitoIdentityProviderService.CreateUserPool" }],
  ["POST", {}],
  ["POST", { "X-Amz-Target": "Other.CreateUserPool" }],
])("%s with %j is not understood", async (method, headers) => {
  const { status, body } = await answer(new Request("http://localhost/", { method, headers }));
  expect(status).toBe(404);
  expect(body).toMatchObject({ code: "BadRequest", type: "client" });
});

test("a body over the limit, plain or compressed", async () => {
  const options = { maxBodyBytes: 1000 };
  expect((await answer(call("CreateUserPool", { PoolName: "a".repeat(2000) }), options)).status).toBe(413);
  const gzipped = new Response("0".repeat(100_000)).body!.pipeThrough(new CompressionStream("gzip"));
  const body = new Uint8Array(await new Response(gzipped).arrayBuffer());
  expect(body.length).toBeLessThan(1000);
  const request = new Request(call("CreateUserPool", ""), { method: "POST", body });
  request.headers.set("Content-Encoding", "gzip");
  expect(await answer(request, options)).toMatchObject({
    status: 413,
    body: { __type: "RequestEntityTooLargeException" },
  });
});

test("browsers may call the service", async () => {
  const preflight = await answer(
    new Request("http://localhost/", {
      method: "OPTIONS",
      headers: { Origin: "http://app.test", "Access-Control-Request-Headers": "x-amz-target" },
    }),
  );
  expect(preflight.status).toBe(200);
  expect(preflight.headers.get("access-control-allow-headers")).toBe("x-amz-target");
  expect(preflight.headers.get("access-control-allow-origin")).toBe("*");
  const answered = await answer(call("CreateUserPool", { PoolName: "a" }, { Origin: "http://app.test" }));
  expect(answered.headers.get("access-control-expose-headers")).toContain("x-amzn-ErrorType");
});

describe("credentials", () => {
  const signed =
    "AWS4-HMAC-SHA256 Credential=AKID/20220524/us-east-1/cognito-idp/aws4_request, SignedHeaders=host, Signature=00";
  test.each([
    [{}, "MissingAuthenticationTokenException"],
    [{ Authorization: "nonsense" }, "IncompleteSignatureException"],
    [{ Authorization: signed }, "IncompleteSignatureException"],
  ])("%j are refused where they must be present", async (headers, code) => {
    const { status, body } = await answer(call("CreateUserPool", { PoolName: "" }, headers), { auth: "present" });
    expect(status).toBe(400);
    expect(body).toMatchObject({ __type: code });
  });

  test("of the right form pass, whatever they are", async () => {
    const headers = { Authorization: signed, "X-Amz-Date": "20220524T120000Z" };
    expect((await answer(call("CreateUserPool", { PoolName: "a" }, headers), { auth: "present" })).status).toBe(200);
    expect((await answer(call("CreateUserPool", { PoolName: "a" }))).status).toBe(200);
  });
});

describe("handlers", () => {
  test("stand before each other and the mock, until they are taken away", async () => {
    const runtime = poolRuntime();
    const fetch = createFetch(runtime);
    const name = async (): Promise<unknown> => {
      const body = (await (await fetch(call("CreateUserPool", { PoolName: "a" }))).json()) as {
        UserPool: { Name: unknown };
      };
      return body.UserPool.Name;
    };
    const rename =
      (suffix: string) =>
      async (input: unknown, { next }: { next: (input: unknown) => Promise<unknown> }): Promise<unknown> => {
        const { UserPool } = (await next(input)) as { UserPool: { Name: string } };
        return { UserPool: { ...UserPool, Name: UserPool.Name + suffix } };
      };
    runtime.on("CreateUserPool", rename("1"));
    const dispose = runtime.on("CreateUserPool", rename("2"));
    expect(await name()).toBe("a12");
    dispose();
    expect(await name()).toBe("a1");
    runtime.reset();
    expect(await name()).toBe("a");
    expect(() => runtime.on("Nope", () => ({}))).toThrow(TypeError);
  });

  test("may throw a modelled error by its name; what else they throw is a 500 that tells it", async () => {
    const runtime = poolRuntime();
    runtime.on("CreateUserPool", () => {
      throw Object.assign(new Error("slow down"), { name: "TooManyRequestsException" });
    });
    const fetch = createFetch(runtime);
    const throttled = await fetch(call("CreateUserPool", { PoolName: "a" }));
    expect([throttled.status, await throttled.json()]).toEqual([
      400,
      { __type: "TooManyRequestsException", message: "slow down" },
    ]);
    runtime.on("CreateUserPool", () => ({ UserPool: { Id: 5 } }));
    const failed = await fetch(call("CreateUserPool", { PoolName: "a" }));
    expect(failed.status).toBe(500);
    expect(await failed.text()).toContain("UserPool.Id is not a string.");
  });
});

describe("calls", () => {
  test("tell what was asked and answered, the last thousand of them", async () => {
    const runtime = poolRuntime();
    const fetch = createFetch(runtime);
    for (let index = 0; index < 1001; index += 1) await fetch(call("DescribeUserPool", { UserPoolId: String(index) }));
    expect(runtime.calls).toHaveLength(1000);
    expect(runtime.calls[0]).toMatchObject({
      service: "cognito-identity-provider",
      operation: "DescribeUserPool",
      input: { UserPoolId: "1" },
      output: undefined,
      error: { code: "ResourceNotFoundException" },
      at: new Date(NOW),
    });
    runtime.reset();
    expect(runtime.calls).toEqual([]);
  });

  test("show no secrets when printed, and keep them", async () => {
    const runtime = poolRuntime();
    await createFetch(runtime)(call("CreateUserPool", { PoolName: "a", Secret: "hush" }));
    const [recorded] = runtime.calls;
    expect(recorded?.input).toEqual({ PoolName: "a", Secret: "hush" });
    for (const text of [inspect(runtime.calls, { depth: 9 }), inspect(recorded?.input), runtime.callsJson().join()]) {
      expect(text).not.toContain("hush");
      expect(text).toContain("***SensitiveInformation***");
    }
  });
});

test("the same requests after a reset get the same answers, request ids included", async () => {
  const runtime = poolRuntime({ seed: 7 });
  const fetch = createFetch(runtime);
  const run = async (): Promise<unknown[]> => {
    runtime.inject({ rate: 0.5, error: "TooManyRequestsException", operation: "CreateUserPool" });
    const answers: unknown[] = [];
    for (let index = 0; index < 20; index += 1) {
      const response = await fetch(call("CreateUserPool", { PoolName: `pool${index}` }));
      answers.push([response.status, response.headers.get("x-amzn-requestid"), await response.text()]);
    }
    return answers;
  };
  const first = await run();
  expect(new Set(first.map((each) => (each as unknown[])[0]))).toEqual(new Set([200, 400]));
  runtime.reset();
  expect(await run()).toEqual(first);
  runtime.reset();
  expect(await createFetch(poolRuntime({ seed: 8 }))(call("CreateUserPool", { PoolName: "a" }))).not.toBe(first[0]);
});

test("a call keeps the input that came, whatever a handler does to it", async () => {
  const runtime = poolRuntime();
  runtime.on("CreateUserPool", (input, { next }) => {
    Object.assign(input as object, { PoolName: "other" });
    return next(input);
  });
  await createFetch(runtime)(call("CreateUserPool", { PoolName: "a" }));
  expect(runtime.calls[0]?.input).toEqual({ PoolName: "a" });
});
