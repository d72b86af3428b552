import { lstatSync } from "node:fs";

/** Where a file system counts in whole seconds (or two), and where it is finer. */
const GRAIN_MILLISECONDS = { coarse: 2_000, fine: 50 } as const;

/**
 * Size, times and number of a file: whoever writes, replaces or moves one changes them. "" where it is no plain file,
 * or so new that a later write could bear the same time.
 */
export function stampOf(path: string, now: number): string {
  const stats = lstatSync(path, { throwIfNoEntry: false });
  if (!stats?.isFile()) return "";
  const { size, mtimeMs, ctimeMs, ino } = stats;
  const grain = ctimeMs % 1000 === 0 ? GRAIN_MILLISECONDS.coarse : GRAIN_MILLISECONDS.fine;
  return ctimeMs + grain > now ? "" : `${size} ${mtimeMs} ${ctimeMs} ${ino}`;
}
