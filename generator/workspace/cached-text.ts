import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";

export interface CachedText {
  /** Undefined: nothing is kept. */
  readonly folder: string | undefined;
  readonly name: string;
  /** Asked only where there is a folder. */
  readonly key: () => string;
}

/** A text that is dear to make, from the cache or made and kept; one that cannot be made is not kept. */
export async function cachedText<T extends string | undefined>(
  { folder, name, key: keyOf }: CachedText,
  make: () => Promise<T>,
): Promise<string | T> {
  if (folder === undefined) return make();
  const key = keyOf();
  const path = join(folder, `${name}.json`);
  const kept = read(path, key);
  if (kept !== undefined) return kept;
  const text = await make();
  if (text !== undefined) keep(folder, path, { key, text });
  return text;
}

function read(path: string, key: string): string | undefined {
  try {
    const entry = JSON.parse(readFileSync(path, "utf8")) as { readonly key?: unknown; readonly text?: unknown };
    return entry.key === key && typeof entry.text === "string" ? entry.text : undefined;
  } catch {
    return undefined;
  }
}

/** Where it cannot be written the next run has more to do, and that is all. */
function keep(folder: string, path: string, entry: object): void {
  try {
    mkdirSync(folder, { recursive: true });
    const aside = `${path}.${process.pid}.tmp`;
    writeFileSync(aside, JSON.stringify(entry));
    renameSync(aside, path);
  } catch {
    // A read-only node_modules is a common thing in CI.
  }
}
