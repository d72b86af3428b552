import type { ChildProcessByStdio } from "node:child_process";
import { execFile, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

// Clients in other languages against `swage mock`, where the machine has them.
const root = resolve(import.meta.dirname, "../..");
const run = promisify(execFile);
const python = ["/usr/bin/python3", "python3"].find(
  (path) => spawnSync(path, ["-c", "import importlib.util; exit(not importlib.util.find_spec('boto3'))"]).status === 0,
);
const cli = ["/usr/bin/aws", "aws"].find((path) => spawnSync("sh", ["-c", `command -v ${path}`]).status === 0);

let server: ChildProcessByStdio<null, Readable, null>;
let url = "";

beforeAll(async () => {
  const args = [join(root, "bin/swage.mjs"), "mock", "cognito-identity-provider", "--port", "0"];
  server = spawn(process.execPath, args, { cwd: root, stdio: ["ignore", "pipe", "inherit"] });
  const [line] = (await once(createInterface(server.stdout), "line")) as [string];
  url = /^cognito-identity-provider (http:\S+)$/.exec(line)?.[1] ?? "";
  expect(url, line).not.toBe("");
});

afterAll(async () => {
  const ended = once(server, "exit");
  server.kill("SIGTERM");
  expect(await ended).toEqual([0, null]);
});

describe("clients in other languages", () => {
  test.skipIf(python === undefined)(
    "boto3 creates, describes, updates, and retries a throttle (skipped without boto3)",
    async () => {
      const { stdout } = await run(python!, [join(import.meta.dirname, "fixtures/flow.py"), url]);
      expect(stdout.trim()).toBe("ok");
    },
  );

  test.skipIf(cli === undefined)("the aws CLI creates and describes a pool (skipped without the CLI)", async () => {
    const credentials = {
      AWS_ACCESS_KEY_ID: "AKIDEXAMPLE",
      AWS_SECRET_ACCESS_KEY: "secret",
      AWS_DEFAULT_REGION: "us-east-1",
    };
    const aws = async (...args: readonly string[]): Promise<{ UserPool: Record<string, unknown> }> => {
      const all = ["--endpoint-url", url, "--output", "json", "cognito-idp", ...args];
      const { stdout } = await run(cli!, all, { env: { ...process.env, ...credentials } });
      return JSON.parse(stdout) as { UserPool: Record<string, unknown> };
    };
    const settings = "AttributesRequireVerificationBeforeUpdate=email,phone_number";
    const sms = "SnsCallerArn=arn:aws:iam::123456789012:role/sms";
    const pool = [
      "--pool-name",
      "cli",
      "--auto-verified-attributes",
      "email",
      "phone_number",
      "--sms-configuration",
      sms,
    ];
    const { UserPool: created } = await aws("create-user-pool", ...pool, "--user-attribute-update-settings", settings);
    expect(created["UserAttributeUpdateSettings"]).toEqual({
      AttributesRequireVerificationBeforeUpdate: ["email", "phone_number"],
    });
    const { UserPool: described } = await aws("describe-user-pool", "--user-pool-id", String(created["Id"]));
    expect(described).toEqual(created);
    const unknown = aws("describe-user-pool", "--user-pool-id", "us-east-1_unknown00");
    await expect(unknown).rejects.toThrow(
      "(ResourceNotFoundException) when calling the DescribeUserPool operation: User pool us-east-1_unknown00 does not exist.",
    );
  });
});
