import type { Broken } from "./find-broken.js";

const LATE = "milliseconds where the model has seconds: a date that JavaScript's `Date` does not reach";

/** Examples of AWS's models that break a rule of their own model, each with what is wrong about it. */
export const KNOWN: readonly (Broken & { readonly service: string; readonly reason: string })[] = [
  {
    service: "supplychain",
    operation: "ListInstances",
    title: "Successful ListInstance request with no input data",
    path: "output.instances.1.createdTime",
    rule: "type",
    reason: LATE,
  },
  {
    service: "supplychain",
    operation: "ListInstances",
    title: "Successful ListInstance request with no input data",
    path: "output.instances.1.lastModifiedTime",
    rule: "type",
    reason: LATE,
  },
  {
    service: "supplychain",
    operation: "ListInstances",
    title: "Successful ListInstance request with nextToken",
    path: "output.instances.0.createdTime",
    rule: "type",
    reason: LATE,
  },
  {
    service: "supplychain",
    operation: "ListInstances",
    title: "Successful ListInstance request with nextToken",
    path: "output.instances.0.lastModifiedTime",
    rule: "type",
    reason: LATE,
  },
];

/** What is known of a service, as `findBroken` says it. */
export function knownOf(service: string): Broken[] {
  const known = KNOWN.filter((each) => each.service === service);
  return known.map(({ operation, title, path, rule }) => ({ operation, title, path, rule }));
}
