import { readdirSync } from "node:fs";
import { join } from "node:path";
import { compareText } from "../diagnostics/diagnostic.js";

/**
 * Plain files under a folder at any depth, as paths relative to it with `/`, sorted. Links are neither followed nor
 * listed.
 * @param skip says of a folder's relative path whether to leave it out.
 */
export function filesUnder(folder: string, skip: (path: string) => boolean = () => false): string[] {
  const found: string[] = [];
  const visit = (path: string): void => {
    for (const entry of readdirSync(join(folder, path), { withFileTypes: true })) {
      const child = path === "" ? entry.name : `${path}/${entry.name}`;
      if (entry.isFile()) found.push(child);
      else if (entry.isDirectory() && !skip(child)) visit(child);
    }
  };
  visit("");
  return found.toSorted(compareText);
}
