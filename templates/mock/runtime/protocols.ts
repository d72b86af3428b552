import { awsJson1_0, awsJson1_1 } from "./aws-json.js";
import type { Protocol } from "./protocol.js";

/** The protocols that the mock speaks, by trait id. */
export const protocols: ReadonlyMap<string, Protocol> = new Map(
  [awsJson1_0, awsJson1_1].map((protocol) => [protocol.id, protocol]),
);
