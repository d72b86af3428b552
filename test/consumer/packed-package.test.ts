import type { ChildProcessByStdio } from "node:child_process";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { light } from "../whole.js";
import { npm, pack, run } from "./run.js";
import { checkWire, WIRE_CASES } from "./wire-suite.js";

// The package as its users meet it: packed, installed from the tarball outside the repo, compiled, run.
const root = resolve(import.meta.dirname, "../..");
const output = join(root, "output/cognito-identity-provider");
const fixtures = join(import.meta.dirname, "fixtures");

let folder = "";
let packed: ReturnType<typeof pack>;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "swage-consumer-"));
  const copy = join(folder, "package");
  cpSync(output, copy, { recursive: true, filter: (path) => !/[\\/](?:node_modules|dist)$/.test(path) });
  npm(copy, "install");
  packed = pack(copy, folder);
}, 300_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const SERVE = `
import { createMock } from "@swage/cognito-identity-provider/mock";
console.log((await createMock().listen({ port: 0 })).url);
`;

describe("the packed package", () => {
  test("holds what is built, the docs and the changelog, and nothing else", () => {
    const { files } = packed;
    const others = files.filter((path) => !/^(?:dist|docs)\//.test(path));
    expect(others.sort()).toEqual(["CHANGELOG.md", "README.md", "package.json"]);
    expect(files.filter((path) => /proof|tsbuildinfo|\.ts$/.test(path) && !path.endsWith(".d.ts"))).toEqual([]);
  });

  // Floors and newest of contract A4; the oldest SDK is the first that knows the update of 2022-05-24. Its types do not
  // write `| undefined` on optional members yet, which `exactOptionalPropertyTypes` minds.
  const CONSUMERS = [
    {
      name: "floor",
      zod: "4.5.0",
      sdk: "3.98.0",
      typescript: "typescript-5.5",
      exact: false,
      files: ["flow.ts"],
      heavy: true,
    },
    { name: "newest", zod: "4", sdk: "3", typescript: "typescript", exact: true, files: ["flow.ts", "msw.ts"] },
  ];

  test.each(light(CONSUMERS))(
    "type-checks and runs with zod $zod, SDK $sdk and $typescript",
    ({ name, exact, zod, sdk, typescript, files }) => {
      const project = join(folder, name);
      mkdirSync(project);
      const dependencies = { zod, "@aws-sdk/client-cognito-identity-provider": sdk, msw: "2", "@types/node": "20" };
      writeFileSync(
        join(project, "package.json"),
        JSON.stringify({ name, private: true, type: "module", dependencies }),
      );
      npm(project, "install", packed.tarball, "--ignore-scripts");
      const strict = {
        strict: true,
        exactOptionalPropertyTypes: exact,
        noUncheckedIndexedAccess: true,
        skipLibCheck: true,
      };
      const compilerOptions = {
        ...strict,
        module: "nodenext",
        target: "es2022",
        lib: ["es2022", "dom"],
        types: ["node"],
        outDir: "built",
      };
      writeFileSync(join(project, "tsconfig.json"), JSON.stringify({ compilerOptions, files }));
      for (const file of files) cpSync(join(fixtures, file), join(project, file));
      run("node", [join(root, "node_modules", typescript, "bin/tsc"), "-p", "."], project);
      for (const file of files) run("node", [join("built", file.replace(/\.ts$/, ".js"))], project);
    },
    300_000,
  );

  test("nothing of the mock is loaded by who does not import it", () => {
    const entry = join(folder, "package/dist/index.js");
    expect(existsSync(entry)).toBe(true);
    const loaded = run("node", ["--input-type=module", "-e", TRACE], join(folder, "newest"));
    expect(loaded.split("\n").filter((url) => url.includes("/mock/"))).toEqual([]);
    expect(loaded).toContain("/dist/schemas.js");
    expect(readdirSync(join(folder, "package/dist/mock")).length).toBeGreaterThan(0);
  });
});

// One suite for both doors: the mock straight from the models, and the mock of the installed package.
const SERVERS = [
  {
    door: "swage mock",
    args: [join(root, "bin/swage.mjs"), "mock", "cognito-identity-provider", "--port", "0"],
    cwd: root,
  },
  { door: "the package's ./mock", args: ["--input-type=module", "-e", SERVE], cwd: "newest" },
];

describe.each(SERVERS)("over a port, $door", ({ args, cwd }) => {
  let server: ChildProcessByStdio<null, Readable, null>;
  let url = "";

  beforeAll(async () => {
    server = spawn(process.execPath, args, { cwd: resolve(folder, cwd), stdio: ["ignore", "pipe", "inherit"] });
    const [line] = (await once(createInterface(server.stdout), "line")) as [string];
    url = line.split(" ").at(-1)!;
  });

  afterAll(async () => {
    const ended = once(server, "exit");
    server.kill("SIGTERM");
    await ended;
  });

  test.each(WIRE_CASES)("$name: $status $type", (each) => checkWire(url, each));
});

/** Prints the URL of every module that the package's entry loads. */
const TRACE = `
import { register } from "node:module";
const hook = "export async function load(url, context, next) { process.stdout.write(url + '\\\\n'); return next(url, context); }";
register("data:text/javascript," + encodeURIComponent(hook));
await import("@swage/cognito-identity-provider");
`;
