import type { ServiceShape } from "../model/shapes.js";
import { trait } from "../model/traits.js";

/** How the AWS SDK for JavaScript v3 calls a service: its package and the client's class. */
export interface SdkNames {
  readonly package: string;
  readonly client: string;
}

/**
 * The names that the SDK's own generator derives from `sdkId`.
 * @returns undefined for a service that is not AWS's, or whose `sdkId` would not make a name.
 */
export function sdkNames(service: ServiceShape): SdkNames | undefined {
  const sdkId = trait(service, "aws.api#service")?.sdkId;
  if (sdkId === undefined || !/^[A-Za-z][A-Za-z0-9]*(?:[ -][A-Za-z0-9]+)*$/.test(sdkId)) return undefined;
  const words = sdkId.split(/[ -]/);
  return {
    package: `@aws-sdk/client-${sdkId.toLowerCase().replaceAll(" ", "-")}`,
    client: `${words.map((word) => word[0]!.toUpperCase() + word.slice(1)).join("")}Client`,
  };
}
