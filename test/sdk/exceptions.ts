import type { Exception } from "./claims.js";

const PAYLOAD_IN = "the SDK writes `?:` without `| undefined` for a payload, up to its newest release";
const PAYLOAD_OUT = "the SDK's answer has a stream of its own classes, without `| undefined`; ours asks for less";
const BYTES_OUT = "the SDK's answer has bytes that can turn themselves into a string; ours are bytes";
const EXPIRES = "the SDK adds `ExpiresString` to what the model says, for dates that are none";

/** Where the types of an SDK client and ours differ, for clients of 3.782.0 and models of the same days. */
export const EXCEPTIONS: readonly Exception[] = [
  { service: "lambda", claim: "Invoke input", members: ["Payload"], reason: PAYLOAD_IN },
  { service: "lambda", claim: "Invoke back", members: ["Payload"], reason: BYTES_OUT },
  { service: "lambda", claim: "InvokeWithResponseStream input", members: ["Payload"], reason: PAYLOAD_IN },
  { service: "s3", claim: "GetObject back", members: ["Body", "ExpiresString"], reason: `${PAYLOAD_OUT}; ${EXPIRES}` },
  { service: "s3", claim: "GetObjectTorrent back", members: ["Body"], reason: PAYLOAD_OUT },
  { service: "s3", claim: "HeadObject back", members: ["ExpiresString"], reason: EXPIRES },
  { service: "s3", claim: "PutObject input", members: ["Body"], reason: PAYLOAD_IN },
  { service: "s3", claim: "UploadPart input", members: ["Body"], reason: PAYLOAD_IN },
  { service: "s3", claim: "WriteGetObjectResponse input", members: ["Body"], reason: PAYLOAD_IN },
];

/** Where the committed model of Cognito, of 2022, and a client of today differ. */
export const NEWER: readonly Exception[] = ["CreateUserPool output", "DescribeUserPool output"]
  .map((claim): Exception => ({
    service: "cognito-identity-provider",
    claim,
    members: ["UserPool"],
    reason: "`SmsConfiguration.SnsCallerArn` was required in 2022 and is no longer",
  }))
  .concat({
    service: "cognito-identity-provider",
    claim: "InvalidParameterException members",
    members: ["reasonCode"],
    reason: "the exception has a member more today",
  });
