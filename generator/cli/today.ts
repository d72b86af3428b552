/** `YYYY-MM-DD` in UTC, for suppressions that end: nothing that is generated depends on it. */
export function today(): string {
  return new Date().toISOString().slice(0, "YYYY-MM-DD".length);
}
