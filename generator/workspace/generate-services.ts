import { availableParallelism } from "node:os";
import type { Result } from "../diagnostics/diagnostic.js";
import { withFileSystem } from "./file-system.js";
import type { ServiceSource } from "./find-models.js";
import type { ServiceGenerator, ServiceOutcome } from "./generate-service.js";
import { createServiceGenerator } from "./generate-service.js";
import type { MadePackage, MakePackage } from "./make-package.js";
import { createMaker } from "./make-package.js";
import { JOBS_A_THREAD, openMakerPool } from "./maker-pool.js";
import type { TemplateFiles } from "./read-templates.js";
import { serviceSize } from "./service-files.js";
import type { GenerateRequest, Progress, Workspace } from "./workspace.js";

/** A thread takes about as long to start as so many bytes of models take to be generated. */
const BYTES_WORTH_A_THREAD = 1_500_000;

interface Task {
  readonly source: ServiceSource;
  readonly bytes: number;
}

/** Generates side by side where that pays. @returns in the order of `chosen`, whatever was ready first. */
export async function generateServices(
  request: GenerateRequest,
  workspace: Workspace,
  templates: TemplateFiles,
  chosen: readonly ServiceSource[],
): Promise<readonly (readonly [ServiceSource, Result<ServiceOutcome>])[]> {
  const generator = createServiceGenerator(request, workspace, templates);
  const results = new Map<ServiceSource, Result<ServiceOutcome>>();
  const tasks: Task[] = [];
  let failed = 0;
  const finish = (source: ServiceSource, result: Result<ServiceOutcome>): void => {
    results.set(source, result);
    if (result.value === undefined) failed++;
  };
  const tell = async (source: ServiceSource, share?: number): Promise<void> => {
    const { service } = source;
    const progress: Progress = { done: results.size, total: chosen.length, failed, service };
    request.onProgress(share === undefined ? progress : { ...progress, share });
    // Signals are seen between services, and never while one is being written.
    await new Promise(setImmediate);
  };

  for (const source of chosen) {
    await tell(source);
    const { value, diagnostics } = await look(generator, workspace, source);
    if (value === undefined) finish(source, { diagnostics });
    else if ("bytes" in value) tasks.push(value);
    else finish(source, { value, diagnostics });
  }
  const bytes = tasks.reduce((sum, task) => sum + task.bytes, 0);
  let bytesDone = 0;
  await runTasks(request, workspace, templates, tasks, async ({ source, bytes: own }, make) => {
    await tell(source, bytesDone / bytes);
    finish(source, await withFileSystem(() => generator.generateService(source, make), workspace.output.label));
    bytesDone += own;
  });
  generator.finish();
  return chosen.map((source) => [source, results.get(source)!] as const);
}

/** What a service comes to where nothing has to be done; else how much there is to do. */
function look(
  { unchanged }: ServiceGenerator,
  { models, output }: Workspace,
  source: ServiceSource,
): Promise<Result<ServiceOutcome | Task>> {
  return withFileSystem<ServiceOutcome | Task>(
    async () => unchanged(source) ?? { value: { source, bytes: serviceSize(models.path, source) }, diagnostics: [] },
    output.label,
  );
}

type Work = (task: Task, make: MakePackage) => Promise<void>;

/** A few small services are made here, others in threads. */
async function runTasks(
  { jobs, verify }: GenerateRequest,
  { templates: own, output }: Workspace,
  templates: TemplateFiles,
  tasks: readonly Task[],
  work: Work,
): Promise<void> {
  const options = { templates, templatesLabel: own?.label ?? "templates", outputLabel: output.label, verify };
  const bytes = tasks.reduce((sum, task) => sum + task.bytes, 0);
  const worthwhile = Math.min(tasks.length, Math.floor(bytes / BYTES_WORTH_A_THREAD));
  const threads = tasks.length < 3 ? 1 : Math.min(jobs ?? availableParallelism(), worthwhile);
  if (threads <= 1) {
    const make = createMaker(options);
    return runLanes(1, tasks, (task) => work(task, make));
  }
  const pool = openMakerPool(options, threads);
  // The largest first: else the last thread would still be at it when the others have nothing left.
  const queue = tasks.toSorted((a, b) => b.bytes - a.bytes);
  try {
    // One lane more: while one package is written, all threads have what they can take.
    await runLanes(threads * JOBS_A_THREAD + 1, queue, async (task) => {
      const all: MadePackage[] = [];
      await work(task, async (job) => {
        const result = await pool.make(job);
        if (result.value !== undefined) all.push(result.value);
        return result;
      });
      for (const made of all) pool.recycle(made);
    });
  } finally {
    pool.close();
  }
}

async function runLanes(count: number, queue: readonly Task[], work: (task: Task) => Promise<void>): Promise<void> {
  const tasks = queue.values();
  const lane = async (): Promise<void> => {
    for (const task of tasks) await work(task);
  };
  await Promise.all(Array.from({ length: count }, lane));
}
