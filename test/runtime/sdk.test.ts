import {
  CognitoIdentityProviderClient,
  CreateUserPoolCommand,
  DescribeUserPoolCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import type { CognitoIdentityProviderClientConfig } from "@aws-sdk/client-cognito-identity-provider";
import { afterEach, describe, expect, test } from "vitest";
import { listen } from "../../templates/mock/runtime/listen.js";
import { createRequestHandler } from "../../templates/mock/runtime/request-handler.js";
import { NOW, poolRuntime } from "./pools.js";

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

function client(config: CognitoIdentityProviderClientConfig): CognitoIdentityProviderClient {
  const made = new CognitoIdentityProviderClient({
    region: "us-east-1",
    credentials: { accessKeyId: "AKID", secretAccessKey: "secret" },
    retryStrategy: undefined as never,
    ...config,
  });
  closing.push(() => made.destroy());
  return made;
}

const doors = {
  "over a port": async (runtime: ReturnType<typeof poolRuntime>) => {
    const { url, close } = await listen(runtime);
    closing.unshift(close);
    return { endpoint: url };
  },
  "in process": async (runtime: ReturnType<typeof poolRuntime>) => ({ requestHandler: createRequestHandler(runtime) }),
};

describe.each(Object.entries(doors))("an SDK client %s", (_name, open) => {
  test("creates and describes", async () => {
    const runtime = poolRuntime();
    const sdk = client(await open(runtime));
    const created = await sdk.send(new CreateUserPoolCommand({ PoolName: "users" }));
    expect(created.UserPool).toEqual({
      Id: "us-east-1_000000000",
      Name: "users",
      CreationDate: new Date(NOW),
      MfaConfiguration: "OFF",
    });
    expect(created.$metadata.requestId).toBe(runtime.calls[0]?.requestId);
    const described = await sdk.send(new DescribeUserPoolCommand({ UserPoolId: created.UserPool?.Id }));
    expect(described.UserPool).toEqual(created.UserPool);
  });

  test("sees modelled errors and broken constraints", async () => {
    const sdk = client(await open(poolRuntime()));
    await expect(sdk.send(new DescribeUserPoolCommand({ UserPoolId: "us-east-1_x" }))).rejects.toMatchObject({
      name: "ResourceNotFoundException",
      message: "User pool us-east-1_x does not exist.",
      $metadata: { httpStatusCode: 400 },
    });
    await expect(sdk.send(new CreateUserPoolCommand({ PoolName: "" }))).rejects.toMatchObject({
      name: "InvalidParameterException",
      message: expect.stringMatching(/^2 validation errors detected: Value '' at 'poolName' failed/) as string,
    });
  });

  test("retries a throttle, a lost connection and a truncated answer", async () => {
    const runtime = poolRuntime();
    const sdk = client(await open(runtime));
    runtime.inject({ operation: "CreateUserPool", error: "TooManyRequestsException", times: 2 });
    await expect(sdk.send(new CreateUserPoolCommand({ PoolName: "a" }))).resolves.toBeDefined();
    expect(runtime.calls.map(({ error }) => error?.code)).toEqual([
      "TooManyRequestsException",
      "TooManyRequestsException",
      undefined,
    ]);
    runtime.inject({ drop: true });
    await expect(sdk.send(new CreateUserPoolCommand({ PoolName: "b" }))).resolves.toBeDefined();
  });
});
