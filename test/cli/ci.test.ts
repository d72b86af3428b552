import { spawnSync } from "node:child_process";
import type { IncomingMessage } from "node:http";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { MARKDOWN_LIMIT } from "../../generator/changes/render-markdown.js";
import { put, temporaryFolder, weather } from "../workspace/project.js";
import { commitAll, git } from "../workspace/repository.js";
import { checkOut, NEW, program, projectWithUpdate, read, runStep, scriptOf, stepOf } from "./pipeline.js";
import { swage } from "./swage.js";

const CI = resolve(import.meta.dirname, "../../docs/ci");
const MARKER = "<!-- swage: what this changes in the models -->";
const SPOOF = { id: 1, user: { login: "somebody" }, body: `${MARKER}\nNot from here.` };

/** Keeps comments in a file, as the real program keeps them at GitHub. Filters with jq, as that has it built in. */
const GH = `#!${process.execPath}
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
const args = process.argv.slice(2);
const after = (name) => args[args.indexOf(name) + 1];
const file = process.env.FAKE_COMMENTS;
const comments = JSON.parse(readFileSync(file, "utf8"));
if (process.env.GH_TOKEN !== "secret" || args[0] !== "api") process.exit(4);
const path = args.find((arg) => arg.startsWith("repos/"));
const method = args.includes("--method") ? after("--method") : "GET";
if (method === "GET") {
  if (path !== "repos/me/project/issues/7/comments?per_page=100" || !args.includes("--paginate")) process.exit(5);
  process.stdout.write(execFileSync("jq", ["-r", after("--jq")], { input: JSON.stringify(comments) }));
  process.exit(0);
}
const body = readFileSync(after("-F").replace(/^body=@/, ""), "utf8");
if (body.length > ${MARKDOWN_LIMIT}) process.exit(6);
if (method === "POST" && path === "repos/me/project/issues/7/comments")
  comments.push({ id: 100 + comments.length, user: { login: "github-actions[bot]" }, body });
else {
  const comment = comments.find(({ id }) => path === "repos/me/project/issues/comments/" + id);
  if (method !== "PATCH" || comment === undefined) process.exit(7);
  comment.body = body;
}
writeFileSync(file, JSON.stringify(comments));
`;

const NAMES = [
  "Compare the models",
  "Tell what changes because swage itself is newer",
  "Comment",
  "Fail by level",
] as const;

interface Comment {
  readonly id: number;
  readonly body: string;
}

/** One run of the workflow for the pull request as it is. */
async function pullRequest(folder: string, project: string) {
  const workspace = join(folder, "a checkout");
  const temporary = join(folder, "runner's temp");
  for (const path of [workspace, temporary]) rmSync(path, { recursive: true, force: true });
  checkOut(project, workspace, 2);
  put(temporary, { "summary.md": "" });
  const env = {
    GITHUB_SERVER_URL: "https://github.example",
    GITHUB_REPOSITORY: "me/project",
    GITHUB_RUN_ID: "42",
    GITHUB_STEP_SUMMARY: join(temporary, "summary.md"),
    RUNNER_TEMP: temporary,
    FAIL_ON: "breaking",
    GH_TOKEN: "secret",
    PULL_REQUEST: "7",
    FAKE_COMMENTS: join(folder, "comments.json"),
  };
  const workflow = read(CI, "github.yml");
  const bin = `${join(workspace, "node_modules/.bin")}:${join(folder, "bin")}`;
  const texts: string[] = [];
  for (const name of NAMES) {
    const { status, text } = await runStep(workspace, stepOf(workflow, name), env, bin);
    texts.push(text);
    if (status !== 0) return { failed: name, texts, ...state(folder, temporary) };
  }
  return { failed: "", texts, ...state(folder, temporary) };
}

function state(folder: string, temporary: string) {
  const comments = JSON.parse(read(folder, "comments.json")) as readonly Comment[];
  return { comments, summary: read(temporary, "summary.md") };
}

const hasJq = spawnSync("jq", ["--version"]).status === 0;

test.skipIf(!hasJq)(
  "on GitHub, one comment tells the changes, is kept up to date, and then the job fails by level",
  { timeout: 180_000 },
  async () => {
    const folder = temporaryFolder();
    const project = await projectWithUpdate(folder);
    program(folder, "bin/gh", GH);
    put(folder, { "comments.json": JSON.stringify([SPOOF]), "bin/package.json": '{"type": "module"}' });

    commitAll(project, "Nothing of the models");
    const quiet = await pullRequest(folder, project);
    expect(quiet).toMatchObject({ failed: "", comments: [SPOOF] });
    expect(quiet.summary).toContain("No service changed.");

    put(project, { "models/weather/2021-01-01.json": weather(["GetForecast", "ListAlerts"], ["Country"]) });
    await swage(project, ["generate"]);
    commitAll(project, "An addition");
    const added = await pullRequest(folder, project);
    expect(added.failed).toBe("");
    expect(added.comments).toHaveLength(2);
    expect(added.comments[1]!.body).toMatch(new RegExp(`^${MARKER}\\n## API changes\\n\\nNothing breaks\\.\\n`));
    expect(added.comments[1]!.body).not.toContain("swage itself");

    put(project, { "models/weather/2021-01-01.json": NEW });
    await swage(project, ["generate"]);
    commitAll(project, "A break");
    const broken = await pullRequest(folder, project);
    expect(broken.failed).toBe("Fail by level");
    expect(broken.comments.map(({ id }) => id)).toEqual(added.comments.map(({ id }) => id));
    expect(broken.comments[0]).toEqual(SPOOF);
    expect(broken.comments[1]!.body).toMatch(/\*\*\d changes? breaks?\.\*\*/);
    expect(broken.texts[0]).toMatch(/^::error file=models\/weather\/2021-01-01\.json,title=weather%3A member-removed/m);

    const fingerprints = new Set(
      [...broken.summary.split("<details>")[0]!.matchAll(/`([0-9a-f]{16})`/g)].map(([, fingerprint]) => fingerprint!),
    );
    for (const fingerprint of fingerprints)
      await swage(project, ["accept", fingerprint, "--reason", "Agreed with all."]);
    commitAll(project, "Accepted");
    const accepted = await pullRequest(folder, project);
    expect(accepted.failed).toBe("");
    expect(accepted.comments[1]!.body).toContain(`Nothing breaks. ${fingerprints.size} accepted.`);
    expect(accepted.comments[1]!.body).toContain("accepted: Agreed with all.");
  },
);

test.skipIf(!hasJq)(
  "on GitHub, what is newer in swage is told apart, and what does not fit into a comment is in the summary",
  { timeout: 180_000 },
  async () => {
    const folder = temporaryFolder();
    const project = await projectWithUpdate(folder);
    program(folder, "bin/gh", GH);
    put(folder, { "comments.json": "[]", "bin/package.json": '{"type": "module"}' });
    // As an older swage might have written it.
    git(project, "checkout", "--quiet", "main");
    put(project, { "output/weather/README.md": `${read(project, "output/weather/README.md")}\nOlder.\n` });
    commitAll(project, "The output of an older swage");
    git(project, "checkout", "--quiet", "update");
    git(project, "rebase", "--quiet", "main");

    await swage(project, ["generate"]);
    commitAll(project, "A newer swage");
    const newer = await pullRequest(folder, project);
    expect(newer.failed).toBe("");
    expect(newer.comments).toHaveLength(1);
    expect(newer.comments[0]!.body).toContain("No service changed.");
    expect(newer.comments[0]!.body).toContain("because swage itself is newer, whatever the models: 1.");
    expect(newer.summary).toContain("- write output/weather/README.md");

    const many = Array.from({ length: 1500 }, (_, index) => `AMemberWithQuiteALongName${index}`);
    put(project, { "models/weather/2021-01-01.json": weather(["GetForecast"], ["Country", ...many]) });
    commitAll(project, "Much");
    const large = await pullRequest(folder, project);
    const [{ body } = { body: "" }] = large.comments;
    expect(body.length).toBeGreaterThan(50_000);
    expect(body).toContain("stand in [the full report](<https://github.example/me/project/actions/runs/42>)._");
    expect(body).not.toContain("AMemberWithQuiteALongName999");
    expect(large.summary).toContain("AMemberWithQuiteALongName999");
    expect(body).toContain("whatever the models: 1.");
  },
);

interface Note {
  id: number;
  author: { id: number };
  body: string;
}

/** GitLab's notes of one merge request, a hundred a page. */
async function fakeGitlab(notes: Note[]): Promise<{ readonly url: string; readonly calls: string[] }> {
  const calls: string[] = [];
  const server = createServer(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url!, "http://localhost");
    const end = (status: number, value: object, headers: Record<string, string> = {}) =>
      response.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(value));
    calls.push(`${request.method} ${pathname}`);
    if (request.headers["private-token"] !== "secret") return end(401, {});
    if (pathname === "/user") return end(200, { id: 9 });
    const [, id] = /^\/projects\/3\/merge_requests\/7\/notes(?:\/(\d+))?$/.exec(pathname) ?? [];
    if (!pathname.startsWith("/projects/3/merge_requests/7/notes")) return end(404, {});
    if (request.method === "GET") {
      const page = Number(searchParams.get("page"));
      const next = page * 100 < notes.length ? String(page + 1) : "";
      return end(200, notes.slice((page - 1) * 100, page * 100), { "X-Next-Page": next });
    }
    const body = new URLSearchParams(await textOf(request)).get("body")!;
    const note = notes.find((one) => String(one.id) === id);
    if (request.method === "PUT" && note !== undefined) note.body = body;
    else if (request.method === "POST" && id === undefined) notes.push({ id: 1000, author: { id: 9 }, body });
    else return end(405, {});
    return end(200, {});
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  onTestFinished(() => void server.close());
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, calls };
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = "";
  for await (const part of request.setEncoding("utf8")) text += part;
  return text;
}

test("on GitLab, one note likewise, found among hundreds and by its author", { timeout: 180_000 }, async () => {
  const folder = temporaryFolder();
  const project = await projectWithUpdate(folder);
  const notes: Note[] = Array.from({ length: 130 }, (_, id) => ({ id, author: { id: 1 }, body: `${MARKER} spoof` }));
  const { url, calls } = await fakeGitlab(notes);
  const base = git(project, "rev-parse", "main").trim();
  const script = ["set -eo pipefail", ...scriptOf(read(CI, "gitlab.yml"), "swage-changes")].join("\n");
  const fetchBase = /git fetch .*/.exec(read(CI, "gitlab.yml"))![0];
  const mergeRequest = async (token: string) => {
    const workspace = join(folder, "checkout");
    rmSync(workspace, { recursive: true, force: true });
    checkOut(project, workspace, 1);
    const env = {
      CI_MERGE_REQUEST_DIFF_BASE_SHA: base,
      CI_JOB_URL: "https://gitlab.example/me/project/-/jobs/1",
      CI_API_V4_URL: url,
      CI_PROJECT_ID: "3",
      CI_MERGE_REQUEST_IID: "7",
      FAIL_ON: "breaking",
      SWAGE_TOKEN: token,
      no_proxy: "127.0.0.1",
    };
    const bin = join(workspace, "node_modules/.bin");
    const run = await runStep(workspace, `${fetchBase}\n${script}`, env, bin);
    return { ...run, report: read(workspace, "swage-changes.md"), junit: read(workspace, "swage-changes.xml") };
  };

  put(project, { "models/weather/2021-01-01.json": NEW });
  await swage(project, ["generate"]);
  commitAll(project, "A break");
  const silent = await mergeRequest("");
  expect(silent).toMatchObject({ status: 1, text: expect.stringContaining("No SWAGE_TOKEN") as unknown });
  expect(calls).toEqual([]);
  expect(silent.report).toMatch(/\*\*\d changes? breaks?\.\*\*/);
  expect(silent.junit).toContain('<failure type="breaking"');

  const broken = await mergeRequest("secret");
  expect(broken.status).toBe(1);
  expect(notes).toHaveLength(131);
  expect(notes[130]!.body).toContain("breaks");

  put(project, { "models/weather/2021-01-01.json": weather(["GetForecast", "ListAlerts"], ["Country"]) });
  put(project, { "output/weather/README.md": "Something else.\n" });
  commitAll(project, "No break");
  const mended = await mergeRequest("secret");
  expect(mended).toMatchObject({ status: 0 });
  expect(notes).toHaveLength(131);
  expect(notes[130]!.body).toContain("Nothing breaks.");
  expect(notes.slice(0, 130).every(({ body }) => body === `${MARKER} spoof`)).toBe(true);
});
