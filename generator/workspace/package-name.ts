/** What npm asks of the parts of a package's name (npm documentation, package.json, "name"). */
const SCOPE = /^@[a-z0-9~-][a-z0-9._~-]*$/;
const NAME = /^[a-z0-9~-][a-z0-9._~-]*$/;
const NAME_LENGTH = 214;
const NOT_NAMES: ReadonlySet<string> = new Set(["node_modules", "favicon.ico"]);

/** Why npm would not take it; undefined where it would. */
export function scopeProblem(scope: string): string | undefined {
  if (scope === "" || SCOPE.test(scope)) return undefined;
  return 'is not an npm scope ("@" and then lower-case letters, digits, "-", "." or "_")';
}

/** A whole package name, with or without scope. */
export function packageNameProblem(name: string): string | undefined {
  const [scope, bare] = name.startsWith("@") ? splitScope(name) : ["", name];
  if (name.length > NAME_LENGTH) return `is longer than npm's ${NAME_LENGTH} characters`;
  if (scopeProblem(scope) !== undefined || !NAME.test(bare) || NOT_NAMES.has(bare))
    return 'is not an npm package name (lower-case letters, digits, "-", "." or "_", with a scope or without)';
  return undefined;
}

function splitScope(name: string): [string, string] {
  const slash = name.indexOf("/");
  return slash < 0 ? [name, ""] : [name.slice(0, slash), name.slice(slash + 1)];
}
