import type { PackageContext } from "../../generator/artifacts/context.js";
import type { Model } from "../../generator/model/model.js";
import { expectShape, targetOf } from "../../generator/model/model.js";
import { isRequired } from "../../generator/model/nullability.js";
import { nameOf } from "../../generator/model/shape-id.js";
import type { MemberShape, OperationShape } from "../../generator/model/shapes.js";
import { membersOf } from "../../generator/model/shapes.js";
import { hasTrait } from "../../generator/model/traits.js";
import type { Exception } from "./claims.js";

const PAYLOAD_IN = "the SDK writes `?:` without `| undefined` for a payload, up to its newest release";
const PAYLOAD_OUT = "the SDK's answer has a stream of its own classes, without `| undefined`; ours asks for less";
const BYTES_OUT = "the SDK's answer has bytes that can turn themselves into a string; ours are bytes";
const ERRORS_OUT = "the SDK's event streams have instances of its exceptions, which it throws; ours have their members";
const EXPIRES = "the SDK adds `ExpiresString` to what the model says, for dates that are none";

/** What the SDK adds to one service alone. */
const OWN: Readonly<Record<string, readonly Exception[]>> = {
  s3: ["GetObject back", "HeadObject back"].map((claim) => ({ claim, members: ["ExpiresString"], reason: EXPIRES })),
};

/** Where the committed model of Cognito, of 2022, and a client of today differ. */
export const NEWER: readonly Exception[] = ["CreateUserPool output", "DescribeUserPool output"]
  .map((claim): Exception => ({
    claim,
    members: ["UserPool"],
    reason: "`SmsConfiguration.SnsCallerArn` was required in 2022 and is no longer",
  }))
  .concat({
    claim: "InvalidParameterException members",
    members: ["reasonCode"],
    reason: "the exception has a member more today",
  });

/** Where the types of any SDK client and ours differ though the model is the same, one exception for a claim. */
export function exceptionsOf({ closure, service }: PackageContext): Exception[] {
  const byModel = closure.operations.flatMap((operation) => exceptionsOfOperation(closure.model, operation));
  const joined = new Map<string, Exception>();
  for (const exception of [...byModel, ...(OWN[service] ?? [])]) {
    const other = joined.get(exception.claim);
    joined.set(exception.claim, other === undefined ? exception : both(other, exception));
  }
  return [...joined.values()];
}

function both(one: Exception, other: Exception): Exception {
  const members = [...one.members, ...other.members];
  return { claim: one.claim, members, reason: `${one.reason}; ${other.reason}` };
}

function exceptionsOfOperation(model: Model, { id, input, output }: OperationShape): Exception[] {
  const name = nameOf(id);
  const sent = membersOf(expectShape(model, input)).filter((member) => isPayload(model, member) && !isRequired(member));
  const answered = membersOf(expectShape(model, output)).flatMap((member) => {
    const reason = reasonOfAnswer(model, member);
    return reason === undefined ? [] : [{ member, reason }];
  });
  return [
    ...sent.map((member) => ({ claim: `${name} input`, members: [member.name], reason: PAYLOAD_IN })),
    ...answered.map(({ member, reason }) => ({ claim: `${name} back`, members: [member.name], reason })),
  ];
}

/** Whether the SDK gives the member one of its types for payloads. */
function isPayload(model: Model, member: MemberShape): boolean {
  const target = targetOf(model, member);
  if (target.type !== "blob") return false;
  return hasTrait(target, "smithy.api#streaming") || hasTrait(member, "smithy.api#httpPayload");
}

/** Why the SDK's type of a member of an output is not ours, if so. */
function reasonOfAnswer(model: Model, member: MemberShape): string | undefined {
  const target = targetOf(model, member);
  const isStreaming = hasTrait(target, "smithy.api#streaming");
  if (isPayload(model, member)) return isStreaming ? PAYLOAD_OUT : BYTES_OUT;
  if (!isStreaming || target.type !== "union") return undefined;
  const hasErrors = membersOf(target).some((event) => hasTrait(targetOf(model, event), "smithy.api#error"));
  return hasErrors ? ERRORS_OUT : undefined;
}
