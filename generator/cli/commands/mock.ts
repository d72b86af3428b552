import { mockOf } from "../../../templates/mock/runtime/mock.js";
import type { MockOptions } from "../../../templates/mock/runtime/mock.js";
import type { ServiceDefinition } from "../../../templates/mock/runtime/definition.js";
import { addressRefused, mockRefused } from "../../diagnostics/codes/mock.js";
import type { Diagnostic, Result } from "../../diagnostics/diagnostic.js";
import { diagnose } from "../../diagnostics/diagnostic.js";
import { mockDefinitions } from "../../workspace/mock-definitions.js";
import type { ExitCode } from "../exit-codes.js";
import { EXIT, exitCodeOf } from "../exit-codes.js";
import type { Io } from "../io.js";
import type { CommonOptions } from "../options.js";
import { reportDiagnostics } from "../report-diagnostics.js";

export interface MockCommandOptions extends CommonOptions {
  readonly host: string;
  readonly port: number;
  readonly seed?: number;
  readonly region?: string;
  readonly account?: string;
  readonly auth?: "none" | "present";
  readonly allowHost?: readonly string[];
}

type ServedMock = Pick<ReturnType<typeof mockOf>, "listen">;
type Listening = Awaited<ReturnType<ServedMock["listen"]>>;

/** Serves until the process is told to stop; then answers what is under way, and ends. */
export async function runMock(io: Io, services: readonly string[], options: MockCommandOptions): Promise<ExitCode> {
  const stopped = untilStopped();
  const { value: found, diagnostics } = mockDefinitions(io.cwd, services);
  reportDiagnostics(io, diagnostics, options.quiet ?? false);
  if (found === undefined) return failWith(io, diagnostics, options);
  const { value: mock, diagnostics: refused } = createMock(found.definitions, options);
  const { value: listening, diagnostics: unbound } =
    mock === undefined ? { diagnostics: refused } : await bind(mock, options);
  if (listening === undefined) {
    reportDiagnostics(io, unbound, options.quiet ?? false);
    return failWith(io, unbound, options);
  }
  const { url, close } = listening;
  const names = found.definitions.map(({ name }) => name);
  if (options.json) io.out(`${JSON.stringify({ services: names.map((service) => ({ service, url })) })}\n`);
  else for (const service of names) io.out(`${service} ${url}\n`);
  await stopped;
  await close();
  return EXIT.done;
}

function failWith(io: Io, diagnostics: readonly Diagnostic[], { json }: MockCommandOptions): ExitCode {
  if (json) io.out(`${JSON.stringify({ services: [], diagnostics }, null, 2)}\n`);
  return exitCodeOf(diagnostics);
}

/** @returns a diagnostic for an overlay whose traits say what the mock cannot do. */
function createMock(definitions: readonly ServiceDefinition[], options: MockCommandOptions): Result<ServedMock> {
  const { seed, region, account: accountId, auth } = options;
  const mockOptions: MockOptions = { seed, region, accountId, auth };
  try {
    return { value: mockOf<Record<never, never>>(definitions, mockOptions), diagnostics: [] };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return { diagnostics: [diagnose(mockRefused, "swage", { problem: error.message })] };
  }
}

async function bind(mock: ServedMock, { host, port, allowHost }: MockCommandOptions): Promise<Result<Listening>> {
  try {
    return { value: await mock.listen({ host, port, allowHosts: allowHost }), diagnostics: [] };
  } catch (error) {
    if (!(error instanceof Error) || !("code" in error)) throw error;
    const reason = REASONS.get(String(error.code)) ?? String(error.code);
    return { diagnostics: [diagnose(addressRefused, "swage", { host, port, reason })] };
  }
}

const REASONS: ReadonlyMap<string, string> = new Map([
  ["EADDRINUSE", "the port is in use"],
  ["EADDRNOTAVAIL", "this machine has no such address"],
  ["EACCES", "permission denied"],
  ["ENOTFOUND", "there is no such host"],
]);

/** Takes over from the general handlers, which end a run at once. */
function untilStopped(): Promise<void> {
  const signals = ["SIGINT", "SIGTERM"] as const;
  for (const signal of signals) process.removeAllListeners(signal);
  return new Promise((resolve) => {
    for (const signal of signals) process.once(signal, () => resolve());
  });
}
