import { join } from "node:path";
import { unknownTemplate } from "../diagnostics/codes/templates.js";
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { diagnose } from "../diagnostics/diagnostic.js";
import { suggest } from "../load/suggest.js";
import type { TemplateSources } from "../print/templates.js";
import { filesUnder } from "./files-under.js";
import { readText } from "./read-text.js";
import { SWAGE_ROOT } from "./swage-root.js";

export interface TemplateFiles {
  readonly ours: TemplateSources;
  /** Those of the person who runs swage, by the same names as ours. */
  readonly own: TemplateSources;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * @param folder of own templates, absolute; exists.
 * @param label the folder as the person gave it.
 */
export function readTemplates(folder?: string, label: string = folder ?? ""): TemplateFiles {
  const ours = readTexts(join(SWAGE_ROOT, "templates"));
  if (folder === undefined) return { ours, own: new Map(), diagnostics: [] };
  const given = readTexts(folder);
  const own = new Map([...given].filter(([name]) => ours.has(name)));
  const diagnostics = [...given.keys()]
    .filter((name) => !ours.has(name) && !isHidden(name))
    .map((template) =>
      diagnose(unknownTemplate, `${label}/${template}`, { template, near: suggest(template, ours.keys())[0] }),
    );
  return { ours, own, diagnostics };
}

function readTexts(folder: string): ReadonlyMap<string, string> {
  const paths = filesUnder(folder, (path) => /(?:^|\/)(?:\.git|node_modules)$/.test(path));
  return new Map(paths.map((path) => [path, readText(join(folder, path))] as const));
}

/** Files of editors and systems, such as `.DS_Store`: no reason to complain. */
function isHidden(path: string): boolean {
  return /(?:^|\/)\./.test(path);
}
