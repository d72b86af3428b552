import { readFileSync } from "node:fs";
import { beforeEach, describe, expect, test } from "vitest";
import { z } from "zod";
import { plainDefinition } from "../../generator/artifacts/mock/definition.js";
import { loadModel } from "../../generator/load/load-model.js";
import { closureOf } from "../../generator/model/closure.js";
import { createResponder } from "../../templates/mock/runtime/behaviour/responder.js";
import type {
  RequestContext,
  Responder,
  ServiceDefinition,
  ServiceError,
} from "../../templates/mock/runtime/definition.js";
import { readStructure } from "../../templates/mock/runtime/json-reader.js";
import { parseJson } from "../../templates/mock/runtime/json-text.js";

const MODELS = new URL("../../models/cognito-identity-provider/", import.meta.url);
const NS = "com.amazonaws.cognitoidentityprovider#";
const overlay = JSON.parse(read("overlay.json")) as Overlay;
const definition = definitionOf("2022-05-24.json");
const START = Date.UTC(2022, 4, 24, 12, 0, 0, 123);
const SMS = { SnsCallerArn: "arn:aws:iam::123456789012:role/sms" };

type Fields = Record<string, unknown>;

let responder: Responder;
let clock: number;

beforeEach(() => {
  responder = createResponder(definition, { seed: 1 });
  clock = START;
});

describe("a pool made with a name only", () => {
  test("has what the service gives it", () => {
    const pool = create({});
    expect(pool).toEqual({
      Id: expect.stringMatching(/^us-east-1_[0-9A-Za-z]{9}$/),
      Name: "pool",
      Arn: `arn:aws:cognito-idp:us-east-1:123456789012:userpool/${pool["Id"] as string}`,
      CreationDate: new Date(START),
      LastModifiedDate: new Date(START),
      Policies: {
        PasswordPolicy: {
          MinimumLength: 8,
          RequireUppercase: true,
          RequireLowercase: true,
          RequireNumbers: true,
          RequireSymbols: true,
          TemporaryPasswordValidityDays: 7,
        },
      },
      LambdaConfig: {},
      SchemaAttributes: expect.any(Array),
      VerificationMessageTemplate: { DefaultEmailOption: "CONFIRM_WITH_CODE" },
      MfaConfiguration: "OFF",
      EstimatedNumberOfUsers: 0,
      EmailConfiguration: { EmailSendingAccount: "COGNITO_DEFAULT" },
      AdminCreateUserConfig: { AllowAdminCreateUserOnly: false, UnusedAccountValidityDays: 7 },
    });
    expect(describePool(pool["Id"])).toEqual(pool);
  });

  test("has the twenty standard attributes in order", () => {
    const attributes = create({})["SchemaAttributes"] as Fields[];
    expect(attributes).toHaveLength(20);
    expect(attributes[0]).toEqual({
      Name: "sub",
      AttributeDataType: "String",
      DeveloperOnlyAttribute: false,
      Mutable: false,
      Required: true,
      StringAttributeConstraints: { MinLength: "1", MaxLength: "2048" },
    });
    expect(attributes[17]).toEqual({
      Name: "phone_number_verified",
      AttributeDataType: "Boolean",
      DeveloperOnlyAttribute: false,
      Mutable: true,
      Required: false,
    });
    expect(attributes[19]).toMatchObject({ Name: "updated_at", NumberAttributeConstraints: { MinValue: "0" } });
  });

  test("gets another id than the next, and the same again after a reset", () => {
    const ids = [create({})["Id"], create({})["Id"]];
    expect(ids[0]).not.toBe(ids[1]);
    responder.reset();
    expect([create({})["Id"], create({})["Id"]]).toEqual(ids);
    const other = createResponder(definition, { seed: 2 });
    expect((call("CreateUserPool", { PoolName: "pool" }, other)["UserPool"] as Fields)["Id"]).not.toBe(ids[0]);
  });
});

describe("schema entries", () => {
  test("override a standard attribute in place, or are appended with a prefix", () => {
    const pool = create({
      Schema: [
        { Name: "email", AttributeDataType: "String", Required: true, Mutable: true },
        { Name: "team", AttributeDataType: "String" },
        {
          Name: "size",
          AttributeDataType: "Number",
          DeveloperOnlyAttribute: true,
          NumberAttributeConstraints: { MaxValue: "9" },
          StringAttributeConstraints: { MaxLength: "9" },
        },
        { Name: "custom:sub", AttributeDataType: "DateTime", StringAttributeConstraints: {} },
      ],
    });
    const attributes = pool["SchemaAttributes"] as Fields[];
    expect(attributes).toHaveLength(23);
    expect(attributes[10]).toMatchObject({
      Name: "email",
      Required: true,
      StringAttributeConstraints: { MinLength: "0", MaxLength: "2048" },
    });
    const plain = { DeveloperOnlyAttribute: false, Mutable: true, Required: false };
    expect(attributes.slice(20)).toEqual([
      { ...plain, Name: "custom:team", AttributeDataType: "String", StringAttributeConstraints: {} },
      {
        ...plain,
        Name: "dev:custom:size",
        AttributeDataType: "Number",
        DeveloperOnlyAttribute: true,
        NumberAttributeConstraints: { MaxValue: "9" },
      },
      { ...plain, Name: "custom:custom:sub", AttributeDataType: "DateTime" },
    ]);
  });
});

describe("an update", () => {
  test("puts what is not given back to its default, and what is given in its place", () => {
    const pool = create({
      Policies: { PasswordPolicy: { MinimumLength: 12 } },
      AutoVerifiedAttributes: ["email"],
      UserAttributeUpdateSettings: { AttributesRequireVerificationBeforeUpdate: ["email"] },
      UserPoolAddOns: { AdvancedSecurityMode: "AUDIT" },
      UserPoolTags: { team: "one" },
      UsernameConfiguration: { CaseSensitive: false },
      Schema: [{ Name: "team", AttributeDataType: "String" }],
    });
    clock += 1000;
    expect(call("UpdateUserPool", { UserPoolId: pool["Id"], DeviceConfiguration: {} })).toEqual({});
    const blank = create({});
    expect(describePool(pool["Id"])).toEqual({
      ...blank,
      Id: pool["Id"],
      Arn: pool["Arn"],
      CreationDate: new Date(START),
      SchemaAttributes: pool["SchemaAttributes"],
      UsernameConfiguration: { CaseSensitive: false },
      DeviceConfiguration: { ChallengeRequiredOnNewDevice: false, DeviceOnlyRememberedOnUserPrompt: false },
    });
  });

  test("makes the date of the last change later, even when the clock stands still", () => {
    const pool = create({});
    call("UpdateUserPool", { UserPoolId: pool["Id"] });
    const { CreationDate, LastModifiedDate } = describePool(pool["Id"]);
    expect(Number(LastModifiedDate)).toBeGreaterThan(Number(CreationDate));
  });

  test("keeps what one trait value says to keep, wherever the trait stands", () => {
    for (const target of [
      "UpdateUserPoolRequest$UserAttributeUpdateSettings",
      "UserPoolType$UserAttributeUpdateSettings",
    ]) {
      responder = createResponder(definition, {
        overlay: { shapes: { [NS + target]: { type: "apply", traits: { "swage#onAbsent": "keep" } } } },
      });
      const settings = { AttributesRequireVerificationBeforeUpdate: ["email"] };
      const pool = create({ AutoVerifiedAttributes: ["email"], UserAttributeUpdateSettings: settings });
      call("UpdateUserPool", { UserPoolId: pool["Id"] });
      expect(describePool(pool["Id"])["UserAttributeUpdateSettings"]).toEqual(settings);
      expect(describePool(pool["Id"])["AutoVerifiedAttributes"]).toBeUndefined();
    }
  });

  test("stores an empty list of attributes", () => {
    const settings = { AttributesRequireVerificationBeforeUpdate: [] };
    expect(create({ UserAttributeUpdateSettings: settings })["UserAttributeUpdateSettings"]).toEqual(settings);
  });

  test("of a part of a structure fills the rest with defaults, and merges nothing", () => {
    const pool = create({ Policies: { PasswordPolicy: { MinimumLength: 20, RequireSymbols: true } } });
    call("UpdateUserPool", { UserPoolId: pool["Id"], Policies: { PasswordPolicy: { RequireNumbers: true } } });
    expect(describePool(pool["Id"])["Policies"]).toEqual({
      PasswordPolicy: {
        MinimumLength: 8,
        RequireUppercase: false,
        RequireLowercase: false,
        RequireNumbers: true,
        RequireSymbols: false,
        TemporaryPasswordValidityDays: 7,
      },
    });
  });
});

test("verification texts mirror each other both ways", () => {
  const pool = create({
    SmsVerificationMessage: "code {####}",
    VerificationMessageTemplate: { EmailMessage: "mail {####}", EmailSubject: "subject" },
  });
  const mirrored = {
    SmsVerificationMessage: "code {####}",
    EmailVerificationMessage: "mail {####}",
    EmailVerificationSubject: "subject",
    VerificationMessageTemplate: {
      SmsMessage: "code {####}",
      EmailMessage: "mail {####}",
      EmailSubject: "subject",
      DefaultEmailOption: "CONFIRM_WITH_CODE",
    },
  };
  expect(pool).toMatchObject(mirrored);
  call("UpdateUserPool", { UserPoolId: pool["Id"], EmailVerificationSubject: "new" });
  const updated = describePool(pool["Id"]);
  expect(updated["VerificationMessageTemplate"]).toEqual({
    EmailSubject: "new",
    DefaultEmailOption: "CONFIRM_WITH_CODE",
  });
  expect(updated["SmsVerificationMessage"]).toBeUndefined();
});

test("the region of text messages is the pool's unless given", () => {
  expect(create({ SmsConfiguration: SMS })["SmsConfiguration"]).toEqual({ ...SMS, SnsRegion: "us-east-1" });
  const given = { ...SMS, SnsRegion: "eu-west-1" };
  expect(create({ SmsConfiguration: given })["SmsConfiguration"]).toEqual(given);
});

test("the validity of unused accounts follows that of temporary passwords", () => {
  expect(create({ AdminCreateUserConfig: { AllowAdminCreateUserOnly: true } })["AdminCreateUserConfig"]).toEqual({
    AllowAdminCreateUserOnly: true,
    UnusedAccountValidityDays: 7,
  });
  const pool = create({ Policies: { PasswordPolicy: { TemporaryPasswordValidityDays: 3 } } });
  expect(pool["AdminCreateUserConfig"]).toMatchObject({ UnusedAccountValidityDays: 3 });
});

test.each(["DescribeUserPool", "UpdateUserPool"])("%s of an unknown pool", (operation) => {
  expect(failure(operation, { UserPoolId: "us-east-1_abcdefghi" })).toEqual([
    "ResourceNotFoundException",
    "User pool us-east-1_abcdefghi does not exist.",
  ]);
});

const MFA = "SMS configuration and Auto verification for phone_number are required when MFA is required/optional";
const SUBSET = "All attributes in AttributesRequireVerificationBeforeUpdate must exist in AutoVerifiedAttributes";
const SOURCE = "arn:aws:ses:us-east-1:123456789012:identity/a@example.com";
const before = (...attributes: string[]): Fields => ({
  UserAttributeUpdateSettings: { AttributesRequireVerificationBeforeUpdate: attributes },
});
const email = (configuration: Fields): Fields => ({ EmailConfiguration: configuration });
const recovery = (...names: string[]): Fields => ({
  AccountRecoverySetting: { RecoveryMechanisms: names.map((Name, index) => ({ Name, Priority: index + 1 })) },
});
const entry = (attribute: Fields): Fields => ({
  Schema: [{ Name: "team", AttributeDataType: "String", ...attribute }],
});
const link = (text: string): Fields => ({ VerificationMessageTemplate: { EmailMessageByLink: text } });

/** Operation, input, message of its InvalidParameterException; undefined where the service takes it. */
const RULES: readonly (readonly ["Create" | "Update" | "both", Fields, string | undefined])[] = [
  ["Create", { MfaConfiguration: "ON" }, MFA],
  ["Create", { MfaConfiguration: "OPTIONAL" }, MFA],
  ["Create", { MfaConfiguration: "ON", SmsConfiguration: SMS }, undefined],
  ["Create", { MfaConfiguration: "OFF" }, undefined],
  ["Update", { MfaConfiguration: "OPTIONAL" }, undefined],
  ["Update", { MfaConfiguration: "ON" }, "Cannot turn MFA functionality ON, once the user pool has been created."],
  ["both", before("email"), SUBSET],
  ["both", { ...before("email", "phone_number"), AutoVerifiedAttributes: ["email"] }, SUBSET],
  ["both", { ...before("email"), AutoVerifiedAttributes: ["email"] }, undefined],
  ["both", before(), undefined],
  [
    "both",
    { AutoVerifiedAttributes: ["phone_number"] },
    "SMS configuration is required when phone_number is selected for auto verification",
  ],
  ["both", { AutoVerifiedAttributes: ["phone_number"], SmsConfiguration: SMS }, undefined],
  [
    "both",
    {
      Policies: { PasswordPolicy: { TemporaryPasswordValidityDays: 3 } },
      AdminCreateUserConfig: { UnusedAccountValidityDays: 3 },
    },
    "Please use TemporaryPasswordValidityDays in PasswordPolicy instead of UnusedAccountValidityDays",
  ],
  [
    "both",
    {
      Policies: { PasswordPolicy: { TemporaryPasswordValidityDays: 3 } },
      AdminCreateUserConfig: { UnusedAccountValidityDays: 0 },
    },
    undefined,
  ],
  ["both", email({ From: "a@example.com" }), "Cannot configure From email address for default email configuration"],
  ["both", email({ From: "a@example.com", SourceArn: SOURCE }), undefined],
  ["both", email({ From: "A <a@example.com>", SourceArn: SOURCE, EmailSendingAccount: "DEVELOPER" }), undefined],
  ["both", email({ From: "nobody", SourceArn: SOURCE }), "Provided From email address is invalid"],
  ["both", link("press {####} now"), "The message is invalid."],
  ["both", link("press {##here##} now"), undefined],
  ["both", link("press {####} or {##here##} now"), undefined],
  [
    "both",
    recovery("admin_only", "verified_email"),
    "Invalid account recovery setting parameter. Account recovery setting cannot use admin_only setting with any other recovery mechanisms.",
  ],
  ["both", recovery("admin_only"), undefined],
  ["both", recovery("verified_email", "verified_phone_number"), undefined],
  ["both", { AccountRecoverySetting: {} }, undefined],
  ["both", { LambdaConfig: { KMSKeyID: "arn:aws:kms:us-east-1:123456789012:key/1" } }, undefined],
  [
    "Create",
    { AliasAttributes: ["email"], UsernameAttributes: ["email"] },
    "Only one of the aliasAttributes or usernameAttributes can be set in a user pool.",
  ],
  ["Create", entry({ Required: true }), "Required custom attributes are not supported currently."],
  [
    "Create",
    { Schema: [{ Name: "team" }] },
    "Invalid AttributeDataType input, consider using the provided AttributeDataType enum.",
  ],
  [
    "Create",
    entry({ Name: "email", AttributeDataType: "Number" }),
    "You can not change AttributeDataType or set developerOnlyAttribute for standard schema attribute email",
  ],
  [
    "Create",
    entry({ Name: "email", DeveloperOnlyAttribute: true }),
    "You can not change AttributeDataType or set developerOnlyAttribute for standard schema attribute email",
  ],
  ["Create", { Schema: [{ Name: "email", Required: true }] }, undefined],
  [
    "Create",
    entry({ StringAttributeConstraints: { MinLength: "x" } }),
    "Invalid StringAttributeConstraints for schema attribute team",
  ],
  [
    "Create",
    entry({ StringAttributeConstraints: { MaxLength: "2049" } }),
    "user.team: String attributes cannot have a length of more than 2048",
  ],
  [
    "Create",
    entry({ StringAttributeConstraints: { MinLength: "10", MaxLength: "9" } }),
    "user.team: Max length cannot be less than min length.",
  ],
  [
    "Create",
    entry({ AttributeDataType: "Number", NumberAttributeConstraints: { MinValue: "10", MaxValue: "9" } }),
    "user.team: Max value cannot be less than min value.",
  ],
  [
    "Create",
    entry({ AttributeDataType: "Number", NumberAttributeConstraints: { MaxValue: "" } }),
    "Invalid NumberAttributeConstraints for schema attribute team",
  ],
];

describe("rules", () => {
  const each = RULES.flatMap(([where, input, message]) =>
    (where === "both" ? ["Create", "Update"] : [where]).map((operation) => [operation, input, message] as const),
  );
  test.each(each)("%s %j: %s", (operation, input, message) => {
    const expected = message === undefined ? undefined : ["InvalidParameterException", message];
    const id = create({})["Id"];
    const whole = operation === "Create" ? { PoolName: "pool", ...input } : { UserPoolId: id, ...input };
    expect(failure(`${operation}UserPool`, whole)).toEqual(expected);
  });

  test("an address of another account is not authorized", () => {
    const input = email({ SourceArn: "arn:aws:ses:us-east-1:999999999999:identity/a@example.com" });
    expect(failure("CreateUserPool", { PoolName: "pool", ...input })).toEqual([
      "NotAuthorizedException",
      "Email arn does not belong to your account.",
    ]);
  });

  test("MFA that is on may be sent again", () => {
    const pool = create({ MfaConfiguration: "ON", SmsConfiguration: SMS });
    const input = { UserPoolId: pool["Id"], MfaConfiguration: "ON", SmsConfiguration: SMS };
    expect(failure("UpdateUserPool", input)).toBeUndefined();
  });

  test("a broken rule leaves the pool as it was", () => {
    const pool = create({});
    expect(failure("UpdateUserPool", { UserPoolId: pool["Id"], ...before("email") })).toBeDefined();
    expect(describePool(pool["Id"])).toEqual(pool);
  });
});

test("the overlay stands over the older snapshot too", () => {
  responder = createResponder(definitionOf("2022-03-15.json"));
  const pool = create({ AutoVerifiedAttributes: ["email"] });
  expect(failure("UpdateUserPool", { UserPoolId: pool["Id"] })).toBeUndefined();
  expect(describePool(pool["Id"])).not.toHaveProperty("AutoVerifiedAttributes");
});

describe("the overlay", () => {
  test("chooses for shapes and members that the newest snapshot has, but for what is known of later ones", () => {
    const later = [`${NS}UpdateUserPoolRequest$PoolName`];
    const { shapes } = JSON.parse(read("2022-05-24.json")) as Overlay;
    const missing = Object.entries(overlay.shapes)
      .filter(([, { type, traits }]) => type === "apply" && !("swage#httpStatus" in (traits ?? {})))
      .filter(([id]) => !later.includes(id))
      .map(([id]) => id.split("$"))
      .filter(([shape = "", member]) => (member === undefined ? !shapes[shape] : !shapes[shape]?.members?.[member]));
    expect(missing).toEqual([]);
  });

  test("names a resource that no shape of the model can clash with, for it holds no shape else", () => {
    const defined = Object.entries(overlay.shapes).filter(([, { type }]) => type !== "apply");
    expect(defined.map(([id, { type }]) => [id, type])).toEqual([[`${NS}UserPoolResource`, "resource"]]);
  });
});

interface Overlay {
  readonly shapes: Readonly<
    Record<string, { readonly type: string; readonly traits?: Fields; readonly members?: Fields }>
  >;
}

function read(name: string): string {
  return readFileSync(new URL(name, MODELS), "utf8");
}

function definitionOf(snapshot: string): ServiceDefinition {
  const { value: model, diagnostics } = loadModel({
    files: [{ path: snapshot, text: read(snapshot) }],
    overlay: { path: "overlay.json", text: read("overlay.json") },
  });
  expect(diagnostics).toEqual([]);
  const service = model?.services[0];
  if (model === undefined || service === undefined) throw new Error(`no service in ${snapshot}`);
  const plain = plainDefinition(closureOf(model, service), "cognito-identity-provider");
  const operations = plain.operations.map((operation) => ({ ...operation, validateInput: z.any() }));
  return { ...plain, operations };
}

function create(input: Fields): Fields {
  return call("CreateUserPool", { PoolName: "pool", ...input })["UserPool"] as Fields;
}

function describePool(id: unknown): Fields {
  return call("DescribeUserPool", { UserPoolId: id })["UserPool"] as Fields;
}

function failure(operation: string, input: Fields): readonly [string, string] | undefined {
  try {
    call(operation, input);
    return undefined;
  } catch (error) {
    const { code, message } = error as ServiceError;
    return [code, message];
  }
}

function call(name: string, input: Fields, by: Responder = responder): Fields {
  const operation = definition.operations.find((one) => one.name === name);
  if (operation === undefined) throw new Error(`no operation ${name}`);
  const context: RequestContext = {
    service: definition.name,
    operation: name,
    requestId: "00000000-0000-4000-8000-000000000000",
    region: "us-east-1",
    accountId: "123456789012",
    partition: "aws",
    now: clock,
  };
  // As it comes off the wire: with the model's defaults filled in.
  const wire = parseJson(JSON.stringify(input));
  const given = readStructure(operation.input, wire, { jsonName: false, timestampFormat: "epoch-seconds" });
  return by.respond(operation, given, context) as Fields;
}
