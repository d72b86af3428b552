import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { attempt, npm, pack, run } from "./run.js";

// swage as a devDependency of somebody's repo, in a folder whose name has a space.
const root = resolve(import.meta.dirname, "../..");
const models = join(root, "models/cognito-identity-provider");

let folder = "";
let project = "";

const swage = (...args: readonly string[]) => attempt(join(project, "node_modules/.bin/swage"), args, project);

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "swage-packed-"));
  project = join(folder, "my project");
  mkdirSync(project);
  run("git", ["init", "--quiet"], project);
  writeFileSync(join(project, "package.json"), JSON.stringify({ name: "my-project", private: true, type: "module" }));
  npm(project, "install", "--save-dev", pack(root, folder).tarball);
}, 300_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("swage, packed and installed", () => {
  test("sets a repo up, generates, and agrees with itself in CI's way", () => {
    const init = swage("init");
    expect(init).toMatchObject({ status: 0 });
    const scripts = (
      JSON.parse(readFileSync(join(project, "package.json"), "utf8")) as { scripts: Record<string, string> }
    ).scripts;
    expect(Object.values(scripts).some((script) => script.includes("swage generate"))).toBe(true);
    for (const path of ["swage.config.json", "models", ".gitattributes"])
      expect(existsSync(join(project, path)), path).toBe(true);

    const service = join(project, "models/cognito-identity-provider");
    mkdirSync(service, { recursive: true });
    for (const file of ["2022-05-24.json", "overlay.json"]) copyFileSync(join(models, file), join(service, file));
    expect(swage("generate", "--check")).toMatchObject({ status: 1 });
    expect(swage("generate", "--quiet")).toMatchObject({ status: 0, stdout: "" });
    expect(existsSync(join(project, "output/cognito-identity-provider/src/types.ts"))).toBe(true);
    expect(swage("generate", "--check", "--verify")).toMatchObject({ status: 0 });

    const types = join(project, "output/cognito-identity-provider/src/types.ts");
    writeFileSync(types, `${readFileSync(types, "utf8")}\nexport const mine = 1;\n`);
    const check = swage("generate", "--check");
    expect(check.status).toBe(1);
    expect(`${check.stdout}${check.stderr}`).toContain("output/cognito-identity-provider/src/types.ts");
  });

  test("says what is wrong when called wrongly", () => {
    expect(swage("generate", "--nope")).toMatchObject({ status: 2 });
    expect(swage("--version").stdout.trim()).toBe(
      (JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { version: string }).version,
    );
  });
});
