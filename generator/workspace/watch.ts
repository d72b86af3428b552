import { resolve } from "node:path";
import { watch as watchFiles } from "chokidar";
import { CONFIG_FILE } from "./config.js";
import type { GenerateRequest } from "./workspace.js";
import { openWorkspace } from "./workspace.js";

/** Editors and `git checkout` write several files in a row. */
const QUIET_MILLISECONDS = 100;

/**
 * Runs once, and again after each change of the models, the configuration or the own templates, one run at a time. A
 * broken model is reported like any other and mended by the next change. Ends with the process.
 * @returns what the first run returned, where there is nothing that could be watched.
 */
export async function watch<T>(
  request: GenerateRequest,
  run: () => Promise<T>,
  tell: (message: string) => void,
): Promise<T> {
  const first = await run();
  const { value: workspace } = openWorkspace(request);
  if (workspace === undefined) return first;
  const paths = [
    workspace.models.path,
    resolve(request.cwd, request.config ?? CONFIG_FILE),
    ...(workspace.templates === undefined ? [] : [workspace.templates.path]),
  ];
  const watcher = watchFiles(paths, { ignoreInitial: true });
  return new Promise<T>((_, reject) => {
    let timer: NodeJS.Timeout | undefined;
    let running: Promise<unknown> = Promise.resolve();
    watcher.on("error", reject);
    watcher.on("ready", () => tell("waiting for changes"));
    watcher.on("all", () => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        running = running.then(run).then(() => tell("waiting for changes"));
        running.catch(reject);
      }, QUIET_MILLISECONDS);
    });
  }).finally(() => watcher.close());
}
