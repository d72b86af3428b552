import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { expect, test } from "vitest";
import { mockDefinitions } from "../../generator/workspace/mock-definitions.js";
import { mockOf } from "../../templates/mock/runtime/mock.js";

interface Example {
  readonly title: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly output?: unknown;
  readonly error?: { readonly shapeId: string; readonly content: object };
}
interface Operation {
  readonly traits?: { readonly "smithy.api#examples"?: readonly Example[] };
}

const root = resolve(import.meta.dirname, "../..");
const MODEL = resolve(root, "models/cognito-identity-provider/2022-05-24.json");
const NAMESPACE = "com.amazonaws.cognitoidentityprovider#";
const UNKNOWN_POOL = "us-east-1_Zz98Yy76X";

const { shapes } = JSON.parse(readFileSync(MODEL, "utf8")) as { shapes: Record<string, Operation> };
const examples = ["CreateUserPool", "DescribeUserPool", "UpdateUserPool"].flatMap((operation) =>
  shapes[NAMESPACE + operation]!.traits!["smithy.api#examples"]!.map((example) => ({
    operation,
    title: example.title,
    example,
  })),
);

test.each(examples)("$operation: $title", async ({ operation, example }) => {
  const { value } = mockDefinitions(root, ["cognito-identity-provider"]);
  const mock = mockOf<Record<never, never>>(value!.definitions, {});
  const send = async (name: string, input: object): Promise<Record<string, unknown>> => {
    const request = new Request("http://localhost/", {
      method: "POST",
      headers: {
        "content-type": "application/x-amz-json-1.1",
        "x-amz-target": `AWSCognitoIdentityProviderService.${name}`,
      },
      body: JSON.stringify(input),
    });
    return (await (await mock.fetch(request)).json()) as Record<string, unknown>;
  };
  const input = { ...example.input };
  if ("UserPoolId" in input && input["UserPoolId"] !== UNKNOWN_POOL) {
    const { UserPool } = await send("CreateUserPool", { PoolName: "customers" });
    input["UserPoolId"] = (UserPool as { Id: string }).Id;
  }
  const { shapeId, content } = example.error ?? {};
  const expected = shapeId === undefined ? example.output : { __type: shapeId.slice(NAMESPACE.length), ...content };
  expect(comparable(await send(operation, input))).toEqual(comparable(expected));
});

/** Without what differs from one run to the next, and without the attributes that the examples say they cut. */
function comparable(answer: unknown): unknown {
  return JSON.parse(JSON.stringify(answer), (key: string, value: unknown) => {
    if (key === "SchemaAttributes") return undefined;
    if (key === "CreationDate" || key === "LastModifiedDate") return typeof value;
    return typeof value === "string" ? value.replaceAll(/us-east-1_[0-9A-Za-z]{9}/g, "us-east-1_ID") : value;
  });
}
