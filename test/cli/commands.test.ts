import { spawn } from "node:child_process";
import { readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { put, temporaryFolder, treeOf, weather } from "../workspace/project.js";
import { spawnSwage, start, SWAGE, swage } from "./swage.js";

const OLD = weather(["GetForecast"], ["Country"]);
const NEW = weather(["GetForecast", "ListAlerts"]);

describe("exit codes", () => {
  test.each([
    [["--help"], 0],
    [["generate", "--help"], 0],
    [["--version"], 0],
    [[], 2],
    [["genrate"], 2],
    [["generate", "--nope"], 2],
    [["generate", "--jobs", "0"], 2],
    [["generate", "--only", "types,nonsense"], 2],
    [["generate", "--check", "--watch"], 2],
    [["generate", "--config", "nowhere.json"], 2],
    [["generate", "--models", "nowhere"], 2],
    [["generate", "--templates", "nowhere"], 2],
    [["generate", "nowhere"], 2],
    [["generate", "--operations", "Nope"], 2],
    [["diff", "models/weather.json"], 2],
    [["diff", "models/weather.json", "models/weather.json", "--json", "--format", "text"], 2],
    [["diff", "models/weather.json", "models/weather.json", "--json", "--format", "json"], 0],
    [["diff", "models/weather.json", "nowhere.json"], 2],
    [["diff", "models/weather.json", "models/weather.json", "models/weather.json"], 2],
    [["diff", "--against", "HEAD"], 2],
    [["diff", "weather@2020-01-01", "models/weather.json"], 2],
    [["mock", "nowhere"], 2],
    [["accept", "0123456789abcdef"], 2],
    [["accept", "short", "--reason", "x"], 2],
    [["accept", "0123456789abcdef", "--reason", "x", "--until", "2022-02-30"], 2],
  ] as const)("of swage %j is %i", async (args, status) => {
    const folder = temporaryFolder();
    put(folder, { "models/weather.json": NEW });
    const run = await swage(folder, args);
    expect(run.status).toBe(status);
    expect(run.stderr).not.toMatch(/^ {4}at |is a bug/m);
  });

  test.each([
    [["generate", "--nope"], 2],
    [["generate", "nowhere"], 2],
    [["generate", "--operations", "Nope"], 2],
    [["diff", "models/weather.json"], 2],
    [["diff", "models/weather.json", "nowhere.json"], 2],
    [["diff", "--against", "HEAD"], 2],
    [["mock", "nowhere"], 2],
    [["accept", "short", "--reason", "x"], 2],
  ] as const)("swage %j --json is one document on standard output", async (args, status) => {
    const folder = temporaryFolder();
    put(folder, { "models/weather.json": NEW });
    expect((await swage(folder, args)).stdout).toBe("");
    const run = await swage(folder, [...args, "--json"]);
    expect(run.status).toBe(status);
    expect(JSON.parse(run.stdout)).toHaveProperty("diagnostics");
  });

  test.each([
    [["--version"], 0],
    [["generate", "--operations", "Nope", "--json"], 2],
    [["genrate"], 2],
  ] as const)("of a process that runs %j is %i, and it says what a run says", async (args, status) => {
    const folder = temporaryFolder();
    put(folder, { "models/weather.json": NEW });
    const ended = spawnSwage(folder, args);
    expect(ended.status).toBe(status);
    expect(ended).toEqual(await swage(folder, args));
  });

  test("paths in diagnostics lead from where swage runs", async () => {
    const folder = temporaryFolder();
    put(folder, { "a b/models/weather.json": "{", "a b/swage.config.json": "{}", "a b/deep/x": "" });
    const runIn = async (cwd: string, config: string) =>
      (await swage(join(folder, cwd), ["generate", "--config", config])).stderr;
    expect(await runIn("a b", "swage.config.json")).toMatch(/^models\/weather\.json:1:\d+: error /);
    expect(await runIn(".", "a b/swage.config.json")).toMatch(/^a b\/models\/weather\.json:1:\d+: error /);
    expect(await runIn("a b/deep", "../swage.config.json")).toMatch(/^\.\.\/models\/weather\.json:1:\d+: error /);
  });

  test("a file that cannot be read is named", async () => {
    const folder = temporaryFolder();
    put(folder, { "models/weather/2020-01-01.json": NEW });
    // A link to itself is an error for everybody, whatever they may read.
    symlinkSync("overlay.json", join(folder, "models/weather/overlay.json"));
    const { status, stderr } = await swage(folder, ["diff", "models/weather/overlay.json", "models/weather"]);
    expect([status, stderr]).toEqual([1, expect.stringMatching(/^models\/weather\/overlay\.json:1:1: error SW2002: /)]);
  });

  test("unknown commands come with a suggestion", async () => {
    expect((await swage(temporaryFolder(), ["genrate"])).stderr).toContain("Did you mean generate?");
  });

  test("a reader that has seen enough is no fault", async () => {
    const folder = temporaryFolder();
    put(folder, { "a.json": OLD, "b.json": NEW });
    const child = spawn(process.execPath, [SWAGE, "diff", "a.json", "b.json", "--json"], { cwd: folder });
    child.stdout.destroy();
    let stderr = "";
    child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
    expect(await new Promise((done) => child.on("close", done))).toBe(0);
    expect(stderr).toBe("");
  });
});

describe("swage diff", () => {
  const report = async (folder: string, ...args: readonly string[]) =>
    JSON.parse((await swage(folder, ["diff", ...args, "--json"])).stdout) as { services: Record<string, unknown>[] };

  test("takes files, folders and SERVICE@DATE", async () => {
    const folder = temporaryFolder();
    put(folder, {
      "models/weather/2020-01-01.json": OLD,
      "models/weather/2021-01-01/part.json": NEW,
      "loose.json": OLD,
    });
    const [service] = (await report(folder, "weather@2020-01-01", "models/weather")).services;
    expect(service).toMatchObject({
      service: "weather",
      old: { source: "weather@2020-01-01", snapshot: "2020-01-01" },
      new: { source: "models/weather", snapshot: "2021-01-01" },
      semver: "major",
    });
    const loose = (await report(folder, "loose.json", "models/weather/2021-01-01")).services[0]!;
    expect(loose["changes"]).toEqual(service!["changes"]);
    expect(loose["old"]).toEqual({ source: "loose.json" });
  });

  test("lets the overlay take part where the path lies in a models folder", async () => {
    const folder = temporaryFolder();
    const overlay = {
      smithy: "2.0",
      shapes: {
        "example.weather#GetForecastRequest$City": { type: "apply", traits: { "smithy.api#required": {} } },
      },
    };
    put(folder, {
      "models/weather.json": OLD,
      "models/weather/overlay.json": JSON.stringify(overlay),
      "loose.json": OLD,
    });
    const [service] = (await report(folder, "loose.json", "models/weather.json")).services;
    expect(service).toMatchObject({ service: "weather", summary: { breaking: 1 } });
  });

  test("writes to a file, fails by level, and stops failing where a change is accepted", async () => {
    const folder = temporaryFolder();
    put(folder, { "a.json": OLD, "b.json": NEW });
    expect(
      await swage(folder, ["diff", "a.json", "b.json", "--fail-on", "breaking", "--out", "report.txt"]),
    ).toMatchObject({
      status: 1,
      stdout: "",
    });
    expect(readFileSync(join(folder, "report.txt"), "utf8")).toContain("Country");
    const changes = (await report(folder, "a.json", "b.json")).services[0]!["changes"] as {
      fingerprint: string;
      severity: { client: string; server: string };
    }[];
    const breaking = changes.filter(({ severity }) => [severity.client, severity.server].includes("breaking"));
    for (const { fingerprint } of breaking)
      expect(await swage(folder, ["accept", fingerprint, "--reason", "agreed"])).toMatchObject({ status: 0 });
    expect((await swage(folder, ["diff", "a.json", "b.json", "--fail-on", "breaking", "--quiet"])).status).toBe(0);
    const file = join(folder, "swage.suppressions.json");
    const accepted = readFileSync(file, "utf8");
    await swage(folder, ["accept", breaking[0]!.fingerprint, "--reason", "agreed"]);
    expect(readFileSync(file, "utf8")).toBe(accepted);
    writeFileSync(file, accepted.replaceAll('"agreed"', '"agreed", "until": "2001-01-01"'));
    const late = await swage(folder, ["diff", "a.json", "b.json", "--fail-on", "breaking"]);
    expect(late.status).toBe(1);
    expect(late.stderr).toContain("SW4013");
  });

  test("tells what is wrong with a model", async () => {
    const folder = temporaryFolder();
    put(folder, { "a.json": "{}", "b.json": NEW });
    const { status, stderr } = await swage(folder, ["diff", "a.json", "b.json"]);
    expect(status).toBe(1);
    expect(stderr).toMatch(/^a\.json:1:1: error SW1/);
  });
});

describe("swage init", () => {
  test("adds what is missing, keeps what is there, and twice changes nothing", async () => {
    const folder = temporaryFolder();
    const manifest = '{\n\t"name": "mine",\n\t"scripts": {\n\t\t"generate": "make"\n\t}\n}\n';
    put(folder, { "package.json": manifest, ".gitattributes": "*.png binary" });
    const first = await swage(folder, ["init"]);
    expect(first).toMatchObject({ status: 0 });
    expect(first.stdout).toContain("Next: ");
    expect(first.stdout).toContain("package.json (scripts generate:check)");
    const tree = treeOf(folder);
    expect(JSON.parse(tree["package.json"]!)).toEqual({
      name: "mine",
      scripts: { generate: "make", "generate:check": "swage generate --check" },
    });
    expect(tree["package.json"]).toContain('\n\t\t"generate:check"');
    expect(tree[".gitattributes"]).toMatch(/^\*\.png binary\n\/output\//);
    for (const path of ["swage.config.json", "models/README.md", ".github/workflows/swage.yml"])
      expect(Object.keys(tree)).toContain(path);
    expect((await swage(folder, ["init"])).stdout).not.toMatch(/created|changed/);
    expect(treeOf(folder)).toEqual(tree);
    const pipeline = readFileSync(join(import.meta.dirname, "../../docs/ci/github.yml"), "utf8");
    expect(tree[".github/workflows/swage.yml"]).toBe(pipeline);
    put(folder, { "models/weather.json": NEW });
    expect(await swage(folder, ["generate"])).toMatchObject({ status: 0 });
  });

  test.each([
    ["", "node_modules/\n/output/"],
    ["/dist/\n/node_modules\n", "/dist/\n/node_modules\n/output/"],
    ["**/node_modules/", "**/node_modules/\n/output/"],
  ])("keeps node_modules out of git, where a .gitignore of %j does not", async (before, after) => {
    const folder = temporaryFolder();
    put(folder, { ".gitignore": before });
    await swage(folder, ["init"]);
    const text = treeOf(folder)[".gitignore"]!;
    expect(text.startsWith(after)).toBe(true);
    expect(text.match(/^(?:\*\*)?\/?node_modules\/?$/gm)).toHaveLength(1);
  });

  test.each([
    ["{bad", "is not valid JSON"],
    ['{"name": "mine",}', "is not valid JSON"],
    ["[]", "is no JSON object"],
    ['{"scripts": ["make"]}', "has scripts that are no JSON object"],
  ])("leaves a package.json of %s as it is, and says so", async (manifest, note) => {
    const folder = temporaryFolder();
    put(folder, { "package.json": manifest });
    const { status, stdout } = await swage(folder, ["init"]);
    expect(status).toBe(0);
    expect(stdout).toContain(`kept    package.json (${note}`);
    expect(treeOf(folder)["package.json"]).toBe(manifest);
  });

  test("keeps the byte order mark of a package.json", async () => {
    const folder = temporaryFolder();
    put(folder, { "package.json": '\uFEFF{\r\n  "name": "mine"\r\n}\r\n' });
    await swage(folder, ["init"]);
    expect(treeOf(folder)["package.json"]).toMatch(/^\uFEFF\{\r\n {2}"name": "mine",\r\n {2}"scripts": \{\r\n/);
  });

  test("writes a file for GitLab where that is what the repo has", async () => {
    const folder = temporaryFolder();
    put(folder, { ".gitlab-ci.yml": "" });
    expect((await swage(folder, ["init"])).stdout).toContain("include it in .gitlab-ci.yml");
    expect(Object.keys(treeOf(folder)).filter((path) => /^\.git(?:hub|lab)/.test(path))).toEqual([
      ".gitlab-ci.yml",
      ".gitlab/swage.yml",
    ]);
  });
});

describe("swage mock", () => {
  test("says where it serves, answers, and stops after the answers under way", async () => {
    const folder = temporaryFolder();
    put(folder, { "models/weather.json": NEW, "models/other.json": weather(["Ping"]) });
    const run = start(folder, ["mock", "weather", "other", "--port", "0", "--json"]);
    await run.saw("]}");
    const { services } = JSON.parse(run.stdout()) as { services: { service: string; url: string }[] };
    expect(services.map(({ service }) => service)).toEqual(["other", "weather"]);
    const call = (path: string, target: string, body: string) =>
      fetch(`${services[0]!.url}${path}`, {
        method: "POST",
        headers: { "content-type": "application/x-amz-json-1.1", "x-amz-target": target },
        body,
      });
    expect((await call("/", "Weather.GetForecast", '{"City": "x"}')).status).toBe(200);
    const wrong = await call("/weather", "Weather.GetForecast", '{"City": 3}');
    expect(wrong.status).toBe(400);
    expect((await fetch(`${services[0]!.url}/_swage/health`).then((answer) => answer.json())) as object).toEqual({
      status: "ok",
      services: ["other", "weather"],
    });
    const faults = `${services[0]!.url}/_swage/faults`;
    await fetch(faults, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: '{"delay": 500}',
    });
    const slow = call("/weather", "Weather.GetForecast", "{}");
    await new Promise((done) => setTimeout(done, 100));
    run.kill("SIGTERM");
    expect((await slow).status).toBe(200);
    expect(await run.ended).toMatchObject({ status: 0, signal: null });
  });

  test("says when its port is taken", async () => {
    const folder = temporaryFolder();
    put(folder, { "models/weather.json": NEW });
    const run = start(folder, ["mock", "--port", "0"]);
    await run.saw("weather http://127.0.0.1:");
    const port = /:(\d+)\n/.exec(run.stdout())![1]!;
    const second = spawnSwage(folder, ["mock", "--port", port]);
    expect(second.status).toBe(1);
    expect(second.stderr).toContain("the port is in use");
    run.kill("SIGINT");
    expect(await run.ended).toMatchObject({ status: 0 });
  });
});
