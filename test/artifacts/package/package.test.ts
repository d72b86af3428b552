import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { format } from "prettier";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Artifact, PackageContext } from "../../../generator/artifacts/context.js";
import { packageArtifact } from "../../../generator/artifacts/package/package-artifact.js";
import { renderPackage } from "../../../generator/artifacts/render-package.js";
import { cognito, programsOf } from "../cognito.js";
import { contextOf } from "../package.js";

const root = resolve(import.meta.dirname, "../../..");
const context = cognito();

const textOf = (path: string, changed: Partial<PackageContext> = {}): string =>
  packageArtifact({ ...context, ...changed }).find((file) => file.path === path)!.text;

interface Manifest {
  readonly [field: string]: unknown;
  readonly exports: object;
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

const manifest = (changed: Partial<PackageContext> = {}): Manifest => JSON.parse(textOf("package.json", changed));

describe("package.json", () => {
  test("exports what the contract names, each with types and default", () => {
    const { exports, type, sideEffects, engines, files, version } = manifest();
    const entry = (name: string): object => ({ types: `./dist/${name}.d.ts`, default: `./dist/${name}.js` });
    expect(exports).toEqual({
      ".": entry("index"),
      "./types": entry("types"),
      "./schemas": entry("schemas"),
      "./mock": entry("mock/index"),
      "./package.json": "./package.json",
    });
    expect({ type, sideEffects, engines, files, version }).toEqual({
      type: "module",
      sideEffects: false,
      engines: { node: ">=20.19" },
      files: ["dist", "docs", "CHANGELOG.md"],
      version: "1.1.0",
    });
  });

  test.each<[Artifact[], string[]]>([
    [["types"], [".", "./types", "./package.json"]],
    [
      ["types", "validators"],
      [".", "./types", "./schemas", "./package.json"],
    ],
    [["docs"], ["./package.json"]],
  ])("follows what is there: %j", (parts, exports) => {
    const artifacts = new Set(parts);
    expect(Object.keys(manifest({ artifacts }).exports)).toEqual(exports);
    expect("zod" in (manifest({ artifacts }).peerDependencies ?? {})).toBe(artifacts.has("validators"));
    const readme = textOf("README.md", { artifacts });
    expect(readme.includes("createMock")).toBe(false);
    expect(readme.includes("safeParse")).toBe(artifacts.has("validators"));
    expect(readme.includes("docs/README.md")).toBe(artifacts.has("docs"));
  });

  test("speaks of the AWS SDK only where the service is AWS's", () => {
    const fixture = join(root, "test/artifacts/fixtures/streams.json");
    const other = packageArtifact(contextOf(fixture, readFileSync(fixture, "utf8")));
    expect(textOf("README.md")).toContain("They fit those of the AWS SDK");
    expect(other.find(({ path }) => path === "README.md")!.text).not.toContain("AWS SDK");
  });

  test("says that the protocol is why there is no mock, and only then", () => {
    const without: ReadonlySet<Artifact> = new Set(["types", "validators", "docs"]);
    const fixture = join(root, "test/artifacts/fixtures/streams.json");
    const text = readFileSync(fixture, "utf8");
    const spoken = text.replace(/"type": "service",/, '$& "traits": { "smithy.protocols#rpcv2Cbor": {} },');
    const silent = { ...contextOf(fixture, spoken), artifacts: without };
    const readme = packageArtifact(silent).find(({ path }) => path === "README.md")!.text;
    expect(readme).toMatch(
      /It has no mock server: the service speaks `rpcv2Cbor`, which swage's mocks do not speak yet\./,
    );
    expect(textOf("README.md", { artifacts: without })).toContain("It has no mock server.\n");
  });

  test("asks for the ranges that swage itself is tested with", () => {
    const own = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
    const ranges = { ...own.dependencies, ...own.devDependencies };
    for (const [name, range] of Object.entries(manifest().devDependencies))
      expect([name, range]).toEqual([name, ranges[name]]);
    expect(manifest().peerDependencies).toEqual({ zod: "^4.5.0" });
  });

  test("takes the settings, whatever characters they hold", async () => {
    const settings = {
      ...context.settings,
      license: 'Apache-2.0 "or" later',
      private: false,
      repository: "https://example.com/a\\b.git",
      publishConfig: { access: "public", registry: "https://example.com/" },
      banner: "ours --> and\ntwo lines",
    };
    const { license, repository, publishConfig, ...rest } = manifest({ settings });
    expect({ license, repository, publishConfig }).toEqual({
      license: settings.license,
      repository: settings.repository,
      publishConfig: settings.publishConfig,
    });
    expect("private" in rest).toBe(false);
    const text = textOf("package.json", { settings });
    expect(await format(text, { filepath: "package.json" })).toBe(text);
    expect(textOf("README.md", { settings }).match(/-->/g)!.length).toBe(2);
  });
});

describe("CHANGELOG.md", () => {
  test("tells the update of 2022-05-24 as its announcement does", () => {
    const section = textOf("CHANGELOG.md").split("\n## ")[1]!;
    expect(section).toMatch(/^1\.1\.0 \(2022-05-24\)\n/);
    expect(section.match(/^### .*$/gm)).toEqual([
      "### CreateUserPool (request, response)",
      "### DescribeUserPool (response)",
      "### UpdateUserPool (request)",
    ]);
    const path = "UserAttributeUpdateSettings.AttributesRequireVerificationBeforeUpdate";
    expect(section).toContain(`- Request: \`${path}\`: list of \`phone_number\` | \`email\``);
    expect(section).toContain(`- Response: \`UserPool.${path}\`: list of \`phone_number\` | \`email\``);
  });
});

describe("the programs that README and docs show", () => {
  const files = renderPackage(context);
  const programs = files
    .filter(({ path }) => path.endsWith(".md"))
    .flatMap(({ path, text }) => programsOf(text).map((program, index) => ({ path, number: index + 1, program })));
  let folder = "";

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "swage-programs-"));
    const modules = join(folder, "node_modules");
    const home = join(modules, context.settings.name);
    mkdirSync(join(modules, "@types"), { recursive: true });
    for (const name of ["zod", "@aws-sdk", "@types/node"])
      symlinkSync(join(root, "node_modules", name), join(modules, name));
    for (const { path, text } of files) {
      mkdirSync(dirname(join(home, path)), { recursive: true });
      writeFileSync(join(home, path), text);
    }
    const tsc = join(root, "node_modules/typescript/bin/tsc");
    execFileSync("node", [tsc, "-p", "tsconfig.build.json"], { cwd: home, stdio: "inherit" });
    writeFileSync(join(folder, "package.json"), '{ "type": "module" }\n');
    cpSync(join(home, "tsconfig.json"), join(folder, "tsconfig.json"));
    mkdirSync(join(folder, "src"));
    programs.forEach(({ program }, index) => writeFileSync(join(folder, `src/program-${index}.ts`), program));
    execFileSync("node", [tsc, "-p", ".", "--noEmit", "false", "--rootDir", "src", "--outDir", "built"], {
      cwd: folder,
      stdio: "inherit",
    });
  }, 120_000);

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test("are those of the README, the index and each operation", () => {
    const paths = programs.map(({ path }) => path);
    expect(paths.filter((path) => path === "README.md").length).toBe(4);
    expect(paths.filter((path) => path.startsWith("docs/operations/")).length).toBe(3);
    expect(paths).toContain("docs/README.md");
  });

  test.each(programs.map(({ path, number }, at) => ({ path, number, at })))(
    "program $number of $path runs",
    ({ at }) => {
      const output = execFileSync("node", [`built/program-${at}.js`], { cwd: folder, encoding: "utf8", stdio: "pipe" });
      const told = programs[at]!.program.includes("describeFailures") ? /^1 validation error detected: / : /./;
      expect(output).toMatch(told);
    },
  );
});
