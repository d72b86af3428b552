import { describe, expect, test } from "vitest";
import { checkFault, createFaults } from "../../templates/mock/runtime/faults.js";
import { createFetch } from "../../templates/mock/runtime/fetch.js";
import { createRequestHandler } from "../../templates/mock/runtime/request-handler.js";
import { call, poolRuntime } from "./pools.js";

const create = (): Request => call("CreateUserPool", { PoolName: "a" });

test("a fault strikes the requests that it names, so many times", async () => {
  const runtime = poolRuntime();
  const fetch = createFetch(runtime);
  runtime.inject({
    operation: "CreateUserPool",
    error: "TooManyRequestsException",
    message: "Rate exceeded",
    times: 2,
  });
  expect((await fetch(call("DescribeUserPool", { UserPoolId: "x" }))).headers.get("x-amzn-errortype")).toBe(
    "ResourceNotFoundException:",
  );
  const first = await fetch(create());
  expect([first.status, await first.json()]).toEqual([
    400,
    { __type: "TooManyRequestsException", message: "Rate exceeded" },
  ]);
  expect((await fetch(create())).status).toBe(400);
  expect((await fetch(create())).status).toBe(200);
});

test("any error name goes with a status, and a status alone is enough", async () => {
  const runtime = poolRuntime();
  const fetch = createFetch(runtime);
  runtime.inject({ error: "Made.Up", status: 418 });
  runtime.inject({ status: 503 });
  const first = await fetch(create());
  expect([first.status, await first.json()]).toEqual([418, { __type: "Made.Up" }]);
  expect((await fetch(create())).status).toBe(503);
  expect((await fetch(create())).status).toBe(200);
});

test("a dropped connection rejects as a network error does", async () => {
  const runtime = poolRuntime();
  runtime.inject({ drop: true, times: 2 });
  await expect(createFetch(runtime)(create())).rejects.toThrow(TypeError);
  const handled = createRequestHandler(runtime).handle({
    method: "POST",
    path: "/",
    headers: { "X-Amz-Target": "AWSCognitoIdentityProviderService.CreateUserPool" },
    body: "{}",
  });
  await expect(handled).rejects.toMatchObject({ code: "ECONNRESET" });
  expect(runtime.calls[0]).toMatchObject({ operation: "CreateUserPool", input: { PoolName: "a" }, output: undefined });
});

test("a truncated answer ends in the middle of its body", async () => {
  const runtime = poolRuntime();
  runtime.inject({ truncate: true });
  const response = await createFetch(runtime)(create());
  expect(response.status).toBe(200);
  await expect(response.text()).rejects.toThrow("terminated");
});

test("a delay waits, alone or with another fault, and ends with the request", async () => {
  const runtime = poolRuntime();
  const fetch = createFetch(runtime);
  runtime.inject({ delay: 30 });
  runtime.inject({ error: "TooManyRequestsException", delay: 30 });
  const before = performance.now();
  expect((await fetch(create())).status).toBe(400);
  expect(performance.now() - before).toBeGreaterThan(55);

  runtime.inject({ delay: 60_000 });
  const controller = new AbortController();
  const waiting = fetch(new Request(create(), { signal: controller.signal }));
  setTimeout(() => controller.abort(), 10);
  await expect(waiting).rejects.toMatchObject({ name: "AbortError" });
});

describe("which fault strikes", () => {
  test("the first that matches; a rate without times has no end", () => {
    const faults = createFaults(1);
    faults.inject({ error: "A" });
    faults.inject({ error: "B", rate: 1 });
    const struck = [1, 2, 3].map(() => faults.strike("s", "o").fault?.error);
    expect(struck).toEqual(["A", "B", "B"]);
  });

  test("a rate is about a share of the requests, the same for the same seed", () => {
    const hits = (seed: number): boolean[] => {
      const faults = createFaults(seed);
      faults.inject({ error: "A", rate: 0.1 });
      return Array.from({ length: 1000 }, () => faults.strike("s", "o").fault !== undefined);
    };
    const count = hits(1).filter(Boolean).length;
    expect(count).toBeGreaterThan(60);
    expect(count).toBeLessThan(140);
    expect(hits(1)).toEqual(hits(1));
    expect(hits(1)).not.toEqual(hits(2));
  });

  test("one that was taken away does not", () => {
    const faults = createFaults(1);
    faults.inject({ error: "A" })();
    expect(faults.strike("s", "o").fault).toBeUndefined();
  });
});

test.each([
  [null],
  [{}],
  [{ error: "A", extra: 1 }],
  [{ rate: 2, delay: 1 }],
  [{ delay: -1 }],
  [{ drop: "yes" }],
  [{ error: "A", times: 0 }],
  [{ status: 1000 }],
])("%j is no fault", (fault) => {
  expect(checkFault(fault)).not.toEqual([]);
});

test.each([[{ error: "Unknown" }], [{ operation: "Nope", drop: true }], [{ service: "nope", drop: true }]])(
  "%j names what no service has",
  (fault) => {
    expect(() => poolRuntime().inject(fault)).toThrow(TypeError);
  },
);
