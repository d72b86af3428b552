import type { TraitValues } from "../model/traits.js";

export type Deprecated = TraitValues["smithy.api#deprecated"];

/** What a trait says beside the word itself. */
export interface DeprecationWords {
  readonly since: string | undefined;
  /** "" for none. */
  readonly message: string;
}

/** A message that is a date and nothing more. */
const DATE_ALONE = /^since:?\s+(\d{4}-\d{2}-\d{2})\.?$/i;

/** Messages begin with the word that stands before them, or give the date that has a place of its own. */
export function deprecationWords({ message = "", since }: Deprecated): DeprecationWords {
  const words = message.trim().replace(/^Deprecated\.(?:\s+|$)/, "");
  const date = since === undefined ? DATE_ALONE.exec(words)?.[1] : undefined;
  return date === undefined ? { since, message: words } : { since: date, message: "" };
}
