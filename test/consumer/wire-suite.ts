import { expect } from "vitest";

/** One request to a mock, and what must come back. */
export interface WireCase {
  readonly name: string;
  readonly method?: string;
  readonly path?: string;
  /** `X-Amz-Target` without its prefix; absent: no such header. */
  readonly operation?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly status: number;
  /** The error's name in `__type`, undefined for an answer. */
  readonly type?: string;
  readonly message?: string | RegExp;
}

const PREFIX = "AWSCognitoIdentityProviderService.";
const name = (length: number): string => JSON.stringify({ PoolName: "x".repeat(length) });
const constraint = "failed to satisfy constraint: Member must";
const subset = "All attributes in AttributesRequireVerificationBeforeUpdate must exist in AutoVerifiedAttributes";

/** What a mock of the user pools answers, whoever serves it: `swage mock`, or a package. */
export const WIRE_CASES: readonly WireCase[] = [
  { name: "a pool", operation: "CreateUserPool", body: '{"PoolName":"a"}', status: 200 },
  {
    name: "null members are absent",
    operation: "CreateUserPool",
    body: '{"PoolName":"a","Policies":null}',
    status: 200,
  },
  { name: "unknown members are ignored", operation: "CreateUserPool", body: '{"PoolName":"a","Nope":1}', status: 200 },
  {
    name: "a required member",
    operation: "CreateUserPool",
    status: 400,
    type: "InvalidParameterException",
    message: `1 validation error detected: Value null at 'poolName' ${constraint} not be null`,
  },
  {
    name: "two broken constraints of one value",
    operation: "CreateUserPool",
    body: '{"PoolName":""}',
    status: 400,
    type: "InvalidParameterException",
    message:
      /^2 validation errors detected: Value '' at 'poolName' .*length greater than or equal to 1; Value '' at 'poolName' .*regular expression pattern: \[\\w\\s\+=,\.@-\]\+$/,
  },
  {
    name: "a name too long is not matched against the pattern as well",
    operation: "CreateUserPool",
    body: name(129),
    status: 400,
    type: "InvalidParameterException",
    message: /^1 validation error detected: Value 'x{129}' at 'poolName' .*length less than or equal to 128$/,
  },
  {
    name: "list items count from 1",
    operation: "CreateUserPool",
    body: '{"PoolName":"a","Schema":[{"Name":""}]}',
    status: 400,
    type: "InvalidParameterException",
    message: /at 'schema\.1\.member\.name'/,
  },
  {
    name: "an enum",
    operation: "CreateUserPool",
    body: '{"PoolName":"a","MfaConfiguration":"MAYBE"}',
    status: 400,
    type: "InvalidParameterException",
    message: `1 validation error detected: Value 'MAYBE' at 'mfaConfiguration' ${constraint} satisfy enum value set: [OPTIONAL, OFF, ON]`,
  },
  {
    name: "a semantic rule",
    operation: "CreateUserPool",
    body: '{"PoolName":"a","UserAttributeUpdateSettings":{"AttributesRequireVerificationBeforeUpdate":["email"]}}',
    status: 400,
    type: "InvalidParameterException",
    message: subset,
  },
  {
    name: "MFA without text messages",
    operation: "CreateUserPool",
    body: '{"PoolName":"a","MfaConfiguration":"ON"}',
    status: 400,
    type: "InvalidParameterException",
    message: "SMS configuration and Auto verification for phone_number are required when MFA is required/optional",
  },
  {
    name: "an unknown pool",
    operation: "DescribeUserPool",
    body: '{"UserPoolId":"us-east-1_nowhere00"}',
    status: 400,
    type: "ResourceNotFoundException",
    message: "User pool us-east-1_nowhere00 does not exist.",
  },
  {
    name: "constraints go before the look-up",
    operation: "DescribeUserPool",
    body: '{"UserPoolId":"-"}',
    status: 400,
    type: "InvalidParameterException",
    message: /regular expression pattern: \[\\w-\]\+_\[0-9a-zA-Z\]\+$/,
  },
  {
    name: "an operation that does not exist",
    operation: "DeleteEverything",
    status: 400,
    type: "UnknownOperationException",
  },
  {
    name: "a body that is not JSON",
    operation: "CreateUserPool",
    body: "{",
    status: 400,
    type: "SerializationException",
  },
  {
    name: "a body that is not an object",
    operation: "CreateUserPool",
    body: "[]",
    status: 400,
    type: "SerializationException",
  },
  {
    name: "a wrong type",
    operation: "CreateUserPool",
    body: '{"PoolName":true}',
    status: 400,
    type: "SerializationException",
  },
  { name: "no target", status: 404 },
  { name: "a wrong method", method: "GET", operation: "CreateUserPool", status: 404 },
  {
    name: "a body too large",
    operation: "CreateUserPool",
    body: `{"PoolName":"${"x".repeat(9 * 1024 * 1024)}"}`,
    status: 413,
  },
  { name: "health", method: "GET", path: "/_swage/health", status: 200 },
  {
    name: "a page elsewhere must not read calls",
    method: "GET",
    path: "/_swage/calls",
    headers: { Origin: "https://example.com" },
    status: 403,
  },
  {
    name: "faults want JSON",
    method: "POST",
    path: "/_swage/faults",
    headers: { "Content-Type": "text/plain" },
    body: "{}",
    status: 415,
  },
];

/** Sends one case and checks the answer, in each form in which an error is told. */
export async function checkWire(url: string, each: WireCase): Promise<void> {
  const { method = "POST", path = "/", operation, headers = {}, body } = each;
  const target: Record<string, string> = operation === undefined ? {} : { "X-Amz-Target": PREFIX + operation };
  const sent = { "Content-Type": "application/x-amz-json-1.1", ...target, ...headers };
  const response = await fetch(url + path, { method, headers: sent, ...(body === undefined ? {} : { body }) });
  const text = await response.text();
  expect(response.status, text).toBe(each.status);
  if (operation === undefined) return;
  expect(response.headers.get("x-amzn-requestid")).toMatch(/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
  if (each.type === undefined) return;
  expect(response.headers.get("content-type")).toBe("application/x-amz-json-1.1");
  expect(response.headers.get("x-amzn-errortype")).toBe(`${each.type}:`);
  const answer = JSON.parse(text) as { __type: string; message?: string };
  expect(answer.__type).toBe(each.type);
  if (each.message !== undefined) expect(answer.message).toEqual(expect.stringMatching(asPattern(each.message)));
}

function asPattern(text: string | RegExp): RegExp {
  return typeof text === "string" ? new RegExp(`^${text.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&")}$`) : text;
}
