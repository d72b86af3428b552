import { createHash } from "node:crypto";
import { compareText } from "../diagnostics/diagnostic.js";

/** What makes a change itself, whatever else is edited around it. */
export interface Identity {
  /** Absolute id of the service; "" for what no service reaches. */
  readonly service: string;
  readonly id: string;
  readonly shape: string;
  readonly member?: string | undefined;
  readonly trait?: string | undefined;
  readonly before?: unknown;
  readonly after?: unknown;
}

const DOCUMENTATION: ReadonlySet<string> = new Set(["documentation", "smithy.api#documentation"]);

/** 16 hex digits of SHA-256 over a JSON array (contract A6): documentation and the order of lists and keys left out. */
export function fingerprintOf({ service, id, shape, member, trait, before, after }: Identity): string {
  const told = trait !== undefined && DOCUMENTATION.has(trait);
  const facts = [service, id, shape, member, trait, told ? null : canonical(before), told ? null : canonical(after)];
  return createHash("sha256").update(JSON.stringify(facts)).digest("hex").slice(0, 16);
}

/** Absent becomes null, keys and lists are sorted, documentation is dropped. */
function canonical(value: unknown): unknown {
  if (value === undefined || value === null || typeof value !== "object") return value ?? null;
  if (Array.isArray(value)) {
    return value
      .map((item) => JSON.stringify(canonical(item)))
      .toSorted(compareText)
      .map((text): unknown => JSON.parse(text));
  }
  const entries = Object.entries(value)
    .filter(([key]) => !DOCUMENTATION.has(key))
    .map(([key, item]) => [key, canonical(item)] as const)
    .toSorted(([a], [b]) => compareText(a, b));
  return Object.fromEntries(entries);
}
