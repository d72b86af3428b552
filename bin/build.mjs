// The build of a checkout: so that nobody generates with yesterday's code, and two runs at once never see half of it.
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { isBuiltin } from "node:module";
import { dirname, isAbsolute, join, relative, resolve } from "node:path";

const root = resolve(import.meta.dirname, "..");
const dist = join(root, "dist");
const stamp = join(dist, ".sources.json");

/** What is started by its name: the command line, and a thread that makes packages. */
const ENTRIES = {
  main: "generator/cli/main.ts",
  "package-worker": "generator/workspace/package-worker.ts",
};

/** What a run loads at once and does not come as one file. */
const LIBRARIES = new Set(["commander", "handlebars", "htmlparser2", "jsonc-parser"]);

/** Builds where `dist/` is missing or other sources than these went into it; else costs a few milliseconds. */
export async function buildIfStale() {
  const sources = describeSources();
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === sources) return;
  const aside = join(root, "node_modules/.cache/swage", `build.${process.pid}`);
  rmSync(aside, { recursive: true, force: true });
  try {
    await bundle(join(aside, "generator/bundled"));
    writeFileSync(join(aside, ".sources.json"), sources);
    putInPlace(aside);
  } finally {
    rmSync(aside, { recursive: true, force: true });
  }
}

/** Path, size and time of each source: cheap, and true after a checkout that turns the clock back. */
function describeSources() {
  const files = ["generator", "templates"].flatMap((folder) => typescriptUnder(folder));
  const own = ["tsconfig.json", "package.json", "package-lock.json", "bin/build.mjs"];
  return JSON.stringify(
    [...own, ...files].map((path) => {
      const stats = statSync(join(root, path), { throwIfNoEntry: false });
      return [path, stats?.size, stats?.mtimeMs];
    }),
  );
}

function typescriptUnder(folder) {
  return readdirSync(join(root, folder), { withFileTypes: true })
    .flatMap((entry) => {
      const path = `${folder}/${entry.name}`;
      if (entry.isDirectory()) return typescriptUnder(path);
      return entry.name.endsWith(".ts") ? [path] : [];
    })
    .toSorted();
}

/**
 * A file for what is loaded at once, where the sources are one for each rule: some 150 modules take longer to find and
 * link, in each thread, than most services take to be made, and what lies in one module is called without detours.
 * Without the type check, which `npm test` and `npm run build` do: a run should not wait for it.
 */
async function bundle(folder) {
  const { rolldown } = await bundler();
  try {
    const built = await rolldown({
      cwd: root,
      input: ENTRIES,
      external: (id, importer) => !isWithin(id, importer),
      platform: "node",
      resolve: { extensionAlias: { ".js": [".ts", ".js"] }, mainFields: ["module", "main"] },
      tsconfig: "tsconfig.json",
    });
    const names = { entryFileNames: "[name].js", chunkFileNames: "[name].js" };
    // The engine reads such text in half the time.
    const text = { charset: "ascii", comments: false };
    // Names that stay: a run that began before a build may load a part after it.
    const { output } = await built.write({
      dir: folder,
      format: "esm",
      minifyInternalExports: false,
      ...text,
      ...names,
    });
    await built.close();
    writeFileSync(join(folder, "LICENSES.txt"), licensesOf(output.flatMap(({ moduleIds = [] }) => moduleIds)));
  } catch (error) {
    fail(`swage: its sources do not compile.\n${error.message}`);
  }
}

/** Ours, and what those libraries consist of: some hundred files. */
function isWithin(id, importer) {
  if (/^[./]/.test(id) || isAbsolute(id) || LIBRARIES.has(id)) return true;
  return importer !== undefined && /(?:^|[\\/])node_modules[\\/]/.test(relative(root, importer)) && !isBuiltin(id);
}

/** What the libraries ask of whoever hands their code on. */
function licensesOf(modules) {
  const folders = modules.map((id) => /^.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+/.exec(id)?.[0]);
  const texts = [...new Set(folders.filter((folder) => folder !== undefined))].toSorted().map((folder) => {
    const { name, version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
    const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
    const text = file === undefined ? license : readFileSync(join(folder, file), "utf8").trim();
    return `${name} ${version}\n\n${text}\n`;
  });
  return texts.join("\n\n");
}

async function bundler() {
  try {
    return await import("rolldown");
  } catch (error) {
    fail(`swage: rolldown is missing, so swage cannot be built. Run "npm install" first.\n${error.message}`);
  }
}

/** The first build is one rename. A later one replaces file by file: who is loading the old one finds every file. */
function putInPlace(aside) {
  if (!existsSync(dist)) {
    try {
      renameSync(aside, dist);
      return;
    } catch (error) {
      if (error.code !== "ENOTEMPTY" && error.code !== "EEXIST") throw error; // Another run was first.
    }
  }
  const files = filesUnder(aside);
  rmSync(stamp, { force: true });
  for (const path of files) {
    if (path === ".sources.json" || same(join(aside, path), join(dist, path))) continue;
    mkdirSync(dirname(join(dist, path)), { recursive: true });
    renameSync(join(aside, path), join(dist, path));
  }
  const wanted = new Set(files);
  for (const path of filesUnder(dist)) if (!wanted.has(path)) remove(path);
  renameSync(join(aside, ".sources.json"), stamp);
}

function filesUnder(folder, prefix = "") {
  return readdirSync(join(folder, prefix), { withFileTypes: true }).flatMap((entry) => {
    const path = prefix === "" ? entry.name : `${prefix}/${entry.name}`;
    return entry.isDirectory() ? filesUnder(folder, path) : [path];
  });
}

function same(a, b) {
  return existsSync(b) && readFileSync(a).equals(readFileSync(b));
}

function remove(path) {
  rmSync(join(dist, path), { force: true });
  try {
    rmdirSync(dirname(join(dist, path)));
  } catch {
    // Not empty.
  }
}

function fail(message) {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}
