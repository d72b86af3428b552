import type { ModelSource } from "./report.js";

/** How a report calls its two sides: by the dates of their snapshots, where these tell them apart. */
export function sourceTexts(old: ModelSource, now: ModelSource): readonly [old: string, now: string] {
  if (old.snapshot !== undefined && old.snapshot === now.snapshot) return [old.source, now.source];
  return [old.snapshot ?? old.source, now.snapshot ?? now.source];
}
