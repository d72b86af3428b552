import { execFileSync, spawnSync } from "node:child_process";

// npm passes its own settings down to children; a consumer's shell has none of them.
const environment = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith("npm_")));

/** Runs a program to its end. @returns what it printed. @throws with all of its output where it fails. */
export function run(command: string, args: readonly string[], cwd: string): string {
  try {
    const options = { cwd, env: environment, encoding: "utf8", timeout: 240_000 } as const;
    return execFileSync(command, args, { ...options, stdio: ["ignore", "pipe", "pipe"] });
  } catch (error) {
    const { stdout, stderr } = error as { stdout?: string; stderr?: string };
    throw new Error(`${command} ${args.join(" ")} failed in ${cwd}\n${stdout}\n${stderr}`, { cause: error });
  }
}

/** Runs a program that may fail. */
export function attempt(command: string, args: readonly string[], cwd: string) {
  const { status, stdout, stderr } = spawnSync(command, args, {
    cwd,
    env: environment,
    encoding: "utf8",
    timeout: 240_000,
  });
  return { status, stdout, stderr };
}

export function npm(cwd: string, ...args: readonly string[]): string {
  return run("npm", [...args, "--prefer-offline", "--no-audit", "--no-fund", "--loglevel=error"], cwd);
}

/** Packs the package in `from` into `to`. @returns the tarball's path and the files in it. */
export function pack(from: string, to: string): { readonly tarball: string; readonly files: readonly string[] } {
  const printed = npm(from, "pack", "--json", "--pack-destination", to);
  const parsed: unknown = JSON.parse(printed.slice(printed.indexOf("[")));
  const [packed] = parsed as [{ filename: string; files: { path: string }[] }];
  return { tarball: `${to}/${packed.filename}`, files: packed.files.map((file) => file.path) };
}
