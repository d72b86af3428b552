import { isProtocol } from "../changes/protocols.js";
import type { Closure } from "../model/closure.js";
import { serviceOperations } from "../model/operations.js";
import type { ServiceShape } from "../model/shapes.js";
import { nameOf } from "../model/shape-id.js";
import { trait } from "../model/traits.js";

/** `Amazon Cognito Identity Provider`: the title, else the SDK's name, else the shape's. */
export function serviceTitle(service: ServiceShape): string {
  const title = trait(service, "smithy.api#title") ?? trait(service, "aws.api#service")?.sdkId ?? nameOf(service.id);
  return title.replace(/\s+/g, " ").trim();
}

/** What part of its service a package holds, such as `3 of 800 operations`; "" for all of it. */
export function portion({ model, service, operations, whole }: Closure): string {
  return whole ? "" : `${operations.length} of ${serviceOperations(model, service).length} operations`;
}

/** Names of the protocols that the service speaks, such as `awsJson1_1`, in the model's order. */
export function protocolNames(service: ServiceShape): readonly string[] {
  const ids = [...service.traits.keys()] as Parameters<typeof nameOf>[0][];
  return ids.filter(isProtocol).map(nameOf);
}
