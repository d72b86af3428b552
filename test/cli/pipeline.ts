import { spawn } from "node:child_process";
import { chmodSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { put, weather } from "../workspace/project.js";
import { commitAll, git, startRepository } from "../workspace/repository.js";
import { SWAGE, swage } from "./swage.js";

/** The shell of a step of a workflow for GitHub Actions, by the step's name. */
export function stepOf(workflow: string, name: string): string {
  const lines = workflow.split("\n");
  const start = lines.findIndex((line) => line.trim() === `- name: ${name}`);
  const run = lines.findIndex((line, index) => index > start && /^ +run: /.test(line));
  if (start < 0 || run < 0) throw new Error(`there is no step ${name}`);
  const [, indentation = "", command = ""] = /^( +)run: (.*)$/.exec(lines[run]!) ?? [];
  return command === "|" ? blockUnder(lines.slice(run + 1), indentation.length) : command;
}

/** The commands of a job for GitLab, in order. */
export function scriptOf(pipeline: string, job: string): readonly string[] {
  const lines = pipeline.split("\n");
  const start = lines.indexOf(`${job}:`);
  const script = lines.indexOf("  script:", start) + 1;
  const commands: string[] = [];
  for (const [index, line] of lines.entries()) {
    if (index < script) continue;
    if (/^ {0,2}\S/.test(line)) break;
    const command = /^ {4}- (.*)$/.exec(line)?.[1];
    if (command !== undefined) commands.push(command === "|" ? blockUnder(lines.slice(index + 1), 4) : command);
  }
  return commands;
}

function blockUnder(lines: readonly string[], indentation: number): string {
  const end = lines.findIndex((line) => line.trim() !== "" && /^ */.exec(line)![0].length <= indentation);
  return (end < 0 ? lines : lines.slice(0, end)).map((line) => line.slice(indentation + 2)).join("\n");
}

/** Runs a step as a runner would. What is under `bin` goes before the system's own programs. */
export async function runStep(
  cwd: string,
  script: string,
  env: Readonly<Record<string, string>>,
  bin: string,
): Promise<{ readonly status: number | null; readonly text: string }> {
  const child = spawn("bash", ["--noprofile", "--norc", "-eo", "pipefail", "-c", script], {
    cwd,
    env: { ...process.env, NO_COLOR: "1", ...env, PATH: `${bin}:${process.env["PATH"]}` },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let text = "";
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", (part) => (text += part));
  const status = await new Promise<number | null>((done) => child.on("close", done));
  return { status, text };
}

export function program(folder: string, name: string, text: string): void {
  put(folder, { [name]: text });
  chmodSync(join(folder, name), 0o755);
}

/** Installs swage, and an npx that finds it: the real one would look for the newest version of itself. */
export function install(project: string): void {
  program(project, "node_modules/.bin/swage", `#!/bin/sh\nexec "${process.execPath}" "${SWAGE}" "$@"\n`);
  program(project, "node_modules/.bin/npx", '#!/bin/sh\nname=$1\nshift\nexec "./node_modules/.bin/$name" "$@"\n');
}

export const OLD = weather(["GetForecast"], ["Country"]);
export const NEW = weather(["GetForecast", "ListAlerts"]);

/** A repository whose main branch holds the old model and its output, with a branch `update`. */
export async function projectWithUpdate(folder: string): Promise<string> {
  const project = join(folder, "project");
  const config = { "swage.config.json": '{"artifacts": ["types"]}' }; // The less there is to make, the faster.
  put(project, { ...config, ".gitignore": "node_modules/\n", "models/weather/2020-01-01.json": OLD });
  startRepository(project);
  await swage(project, ["generate"]);
  commitAll(project, "The first model");
  git(project, "checkout", "--quiet", "-b", "update");
  return project;
}

/** The update as a pull request has it: merged into main, and fetched no deeper than the workflow asks for. */
export function checkOut(project: string, to: string, depth: number): void {
  git(project, "checkout", "--quiet", "--detach", "main");
  git(project, "merge", "--quiet", "--no-ff", "--message", "Merge", "update");
  git(project, "branch", "--force", "merged");
  git(project, "checkout", "--quiet", "update");
  git(project, "clone", "--quiet", `--depth=${depth}`, "--branch=merged", `file://${project}`, to);
  install(to);
}

export function read(...path: readonly string[]): string {
  return readFileSync(join(...path), "utf8");
}
