/** A small service made by hand, and a mock of it: what the tests of the runtime stand on. */

import { z } from "zod";
import type { OperationDefinition, Responder, ServiceDefinition } from "../../templates/mock/runtime/definition.js";
import { ServiceError } from "../../templates/mock/runtime/definition.js";
import type { Runtime, RuntimeOptions } from "../../templates/mock/runtime/runtime.js";
import { createRuntime } from "../../templates/mock/runtime/runtime.js";
import type { SimpleSchema, StructureSchema } from "../../templates/mock/runtime/schema.js";

const NS = "com.amazonaws.cognitoidentityprovider";

const nameType: SimpleSchema = [
  0,
  NS,
  "UserPoolNameType",
  { length: { min: 1, max: 128 }, pattern: "^[\\w\\s+=,.@-]+$" },
  "string",
];
const idType: SimpleSchema = [0, NS, "UserPoolIdType", { length: { min: 1, max: 55 } }, "string"];
const secretType: SimpleSchema = [0, NS, "SecretType", { sensitive: 1 }, "string"];
const mfaType: SimpleSchema = [0, NS, "UserPoolMfaType", { enum: ["OFF", "ON", "OPTIONAL"] }, "enum"];

const pool: StructureSchema = [
  3,
  NS,
  "UserPoolType",
  0,
  ["Id", "Name", "CreationDate", "MfaConfiguration"],
  [idType, nameType, "timestamp", mfaType],
];
const error = (name: string): StructureSchema => [-3, NS, name, { error: "client" }, ["message"], ["string"]];

const tags = [2, NS, "UserPoolTagsType", 0, "string", "string"] as const;
const aliases = [
  1,
  NS,
  "AliasAttributesListType",
  0,
  [0, NS, "AliasAttributeType", { enum: ["a", "b"] }, "enum"],
] as const;

const createInput: StructureSchema = [
  3,
  NS,
  "CreateUserPoolRequest",
  0,
  ["PoolName", "MfaConfiguration", "UserPoolTags", "AliasAttributes", "Secret"],
  [[nameType, { required: 1 }], mfaType, tags, aliases, secretType],
];
const CreateUserPool: OperationDefinition = {
  name: "CreateUserPool",
  id: `${NS}#CreateUserPool`,
  input: createInput,
  output: [3, NS, "CreateUserPoolResponse", 0, ["UserPool"], [pool]],
  errors: [error("InvalidParameterException"), error("TooManyRequestsException")],
  traits: {},
  validateInput: z.object({
    PoolName: z
      .string()
      .min(1)
      .max(128, { abort: true })
      .regex(/^[\w\s+=,.@-]+$/u),
    MfaConfiguration: z.enum(["OFF", "ON", "OPTIONAL"]).optional(),
    UserPoolTags: z.record(z.string(), z.string()).optional(),
    AliasAttributes: z.array(z.enum(["a", "b"])).optional(),
  }),
};

const DescribeUserPool: OperationDefinition = {
  name: "DescribeUserPool",
  id: `${NS}#DescribeUserPool`,
  input: [3, NS, "DescribeUserPoolRequest", 0, ["UserPoolId"], [[idType, { required: 1 }]]],
  output: [3, NS, "DescribeUserPoolResponse", 0, ["UserPool"], [pool]],
  errors: [error("ResourceNotFoundException"), error("InvalidParameterException")],
  traits: {},
  validateInput: z.object({ UserPoolId: z.string().min(1).max(55) }),
};

export const pools: ServiceDefinition = {
  name: "cognito-identity-provider",
  id: `${NS}#AWSCognitoIdentityProviderService`,
  version: "2016-04-18",
  sdkId: "Cognito Identity Provider",
  signingName: "cognito-idp",
  arnNamespace: "cognito-idp",
  endpointPrefix: "cognito-idp",
  protocols: ["aws.protocols#awsJson1_1"],
  traits: {},
  operations: [CreateUserPool, DescribeUserPool],
  resources: [],
  behaviour: {
    [`${NS}#AWSCognitoIdentityProviderService`]: { "swage#constraintError": `${NS}#InvalidParameterException` },
  },
};

/** Keeps pools by id, and nothing more. */
export function poolResponder(): Responder {
  const stored = new Map<string, unknown>();
  return {
    respond: (operation, input, context) => {
      if (operation.name === "CreateUserPool") {
        const Id = `${context.region}_${String(stored.size).padStart(9, "0")}`;
        const made = { Id, Name: input["PoolName"], CreationDate: new Date(context.now), MfaConfiguration: "OFF" };
        stored.set(Id, made);
        return { UserPool: made };
      }
      const id = String(input["UserPoolId"]);
      const UserPool = stored.get(id);
      if (UserPool === undefined)
        throw new ServiceError("ResourceNotFoundException", `User pool ${id} does not exist.`);
      return { UserPool };
    },
    complete: (raised) => raised,
    reset: () => stored.clear(),
  };
}

/** The clock stands at 2022-05-24T12:00:00.123Z. */
export const NOW: number = Date.UTC(2022, 4, 24, 12, 0, 0, 123);

export function poolRuntime(options: RuntimeOptions = {}): Runtime {
  return createRuntime([pools], { now: () => NOW, ...options }, poolResponder);
}

/** A request as SDK clients make it. */
export function call(operation: string, input: unknown, headers: Record<string, string> = {}): Request {
  return new Request("http://localhost/", {
    method: "POST",
    headers: {
      "Content-Type": "application/x-amz-json-1.1",
      "X-Amz-Target": `AWSCognitoIdentityProviderService.${operation}`,
      ...headers,
    },
    body: typeof input === "string" ? input : JSON.stringify(input),
  });
}
