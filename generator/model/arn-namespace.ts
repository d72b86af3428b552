import { nameOf } from "./shape-id.js";
import type { ServiceShape } from "./shapes.js";
import { trait } from "./traits.js";

/** What the ARNs of a service call it (`aws.api#service`, whose default is the shape's name in lower case). */
export function arnNamespaceOf(service: ServiceShape): string {
  return trait(service, "aws.api#service")?.arnNamespace ?? nameOf(service.id).toLowerCase();
}
