/** Columns of a line: where prettier breaks by default. */
const WIDTH = 80;

/** One import in prettier's form, its names in the given order. */
export function importStatement(names: readonly string[], from: string, kind: "type" | "value" = "value"): string {
  const keyword = kind === "type" ? "import type" : "import";
  const line = `${keyword} { ${names.join(", ")} } from ${JSON.stringify(from)};`;
  if (line.length <= WIDTH || names.length === 1) return line;
  return [`${keyword} {`, ...names.map((name) => `  ${name},`), `} from ${JSON.stringify(from)};`].join("\n");
}
