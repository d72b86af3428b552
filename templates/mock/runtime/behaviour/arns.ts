import { partitionOf } from "../partition.js";
import type { ServiceSurroundings, Surroundings } from "../surroundings.js";

/** What an ARN of the mock's own begins with: all but the resource. */
export function arnStart({
  region,
  accountId,
  arnNamespace,
}: ServiceSurroundings): string {
  return `arn:${partitionOf(region)}:${arnNamespace}:${region}:${accountId}:`;
}

/** Parts of an ARN between its colons (AWS General Reference, "ARN format"), the resource's own colons not counted. */
const PARTS = 6;

/**
 * An ARN of the mock's own region and account, where its pattern allows them: clients take ARNs apart.
 * @param text any text; one that is no ARN comes back as it is.
 */
export function arnOfHere(
  text: string,
  { region, accountId }: Surroundings,
  fits: (text: string) => boolean,
): string {
  if (!text.startsWith("arn:")) return text;
  const here: readonly (readonly [place: number, part: string])[] = [
    [1, partitionOf(region)],
    [3, region],
    [4, accountId],
  ];
  return here.reduce((arn, [place, part]) => {
    const parts = arn.split(":");
    if (parts.length < PARTS) return arn;
    const next = parts.with(place, part).join(":");
    return fits(next) ? next : arn;
  }, text);
}
