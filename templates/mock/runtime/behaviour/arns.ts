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

/** What the ARN of a role of the mock's account begins with: all but its name. */
export function roleStart({ region, accountId }: Surroundings): string {
  return `arn:${partitionOf(region)}:iam::${accountId}:role/`;
}

/** Parts of an ARN between its colons (AWS General Reference, "ARN format"), the resource's own colons not counted. */
const PARTS = 6;

/**
 * An ARN of the mock's own service, region and account, where its pattern allows them, whose resource has a name:
 * clients take ARNs apart.
 * @param text any text; one that is no ARN comes back as it is.
 */
export function arnOfHere(
  text: string,
  { region, accountId, arnNamespace }: ServiceSurroundings,
  fits: (text: string) => boolean,
): string {
  if (!text.startsWith("arn:")) return text;
  const here: readonly (readonly [place: number, part: string])[] = [
    [1, partitionOf(region)],
    [2, arnNamespace],
    [3, region],
    [4, accountId],
  ];
  const owned = here.reduce((arn, [place, part]) => {
    const parts = arn.split(":");
    if (parts.length < PARTS) return arn;
    const next = parts.with(place, part).join(":");
    return fits(next) ? next : arn;
  }, text);
  const named = withResourceName(owned);
  return fits(named) ? named : owned;
}

/** A pattern that allows any sign anywhere comes to `//-`, or `2//-v`. */
function withResourceName(arn: string): string {
  const parts = arn.split(":");
  const start = parts.slice(0, PARTS - 1);
  const resource = parts.slice(PARTS - 1).join(":");
  const tidy = resource
    .replace(/^[/:.-]+|[/:.-]+$/g, "")
    .replace(/([/:])[/:.-]+/g, "$1");
  return parts.length < PARTS
    ? arn
    : [...start, tidy === "" ? "example" : tidy].join(":");
}
