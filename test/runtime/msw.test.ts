import { CognitoIdentityProviderClient, CreateUserPoolCommand } from "@aws-sdk/client-cognito-identity-provider";
import { http } from "msw";
import { setupServer } from "msw/node";
import { expect, test } from "vitest";
import { createFetch } from "../../templates/mock/runtime/fetch.js";
import { poolRuntime } from "./pools.js";

test("an SDK client on the real address, answered through MSW", async () => {
  const fetch = createFetch(poolRuntime());
  const server = setupServer(
    http.post("https://cognito-idp.us-east-1.amazonaws.com/", ({ request }) => fetch(request)),
  );
  server.listen({ onUnhandledRequest: "error" });
  try {
    const client = new CognitoIdentityProviderClient({
      region: "us-east-1",
      credentials: { accessKeyId: "AKID", secretAccessKey: "secret" },
    });
    const created = await client.send(new CreateUserPoolCommand({ PoolName: "users" }));
    expect(created.UserPool?.Name).toBe("users");
    client.destroy();
  } finally {
    server.close();
  }
});
