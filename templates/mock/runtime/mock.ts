/** The mock as a package gives it to its users: the runtime, the behaviour and every way in. */

import type { Overlay } from "./behaviour/overlay.js";
import { mergeOverlay } from "./behaviour/overlay.js";
import { createResponder } from "./behaviour/responder.js";
import type { Call } from "./calls.js";
import type { ServiceDefinition } from "./definition.js";
import type { Fault } from "./faults.js";
import { createFetch } from "./fetch.js";
import type { Listening, ListenOptions } from "./listen.js";
import type { SdkRequestHandler } from "./request-handler.js";
import { createRequestHandler } from "./request-handler.js";
import type { Handler, RuntimeOptions } from "./runtime.js";
import { createRuntime } from "./runtime.js";

export interface MockOptions extends RuntimeOptions {
  /** Smithy AST whose `swage#` traits go over those of the model: how the service behaves beyond it. */
  readonly overlay?: Overlay | undefined;
}

/** The table of operations that a package's types hold. */
export type OperationTable<Names extends PropertyKey = PropertyKey> = {
  readonly [Name in Names]: {
    readonly input: unknown;
    readonly output: unknown;
  };
};

export interface Mock<Operations extends OperationTable<keyof Operations>> {
  /** Answers a request of any client; rejects as `fetch` does where a fault drops the connection. */
  readonly fetch: (request: Request) => Promise<Response>;
  /** For an AWS SDK v3 client: `new Client({ requestHandler: mock.requestHandler })`. */
  readonly requestHandler: SdkRequestHandler;
  /** Serves the mock on a port (Node only). Several may be open at once; all are the same mock. */
  listen(options?: ListenOptions): Promise<Listening>;
  /**
   * Answers an operation in place of the mock; of several handlers the newest is asked first.
   * @returns takes the handler away again.
   */
  on<Name extends keyof Operations & string>(
    operation: Name,
    handler: Handler<Operations[Name]["input"], Operations[Name]["output"]>,
  ): () => void;
  /**
   * Lets requests fail or wait.
   * @returns takes the fault away again.
   * @throws TypeError for a fault that is malformed or names what no service has.
   */
  inject(fault: Fault): () => void;
  /** The last 1,000 requests that reached an operation, the oldest first. */
  readonly calls: readonly Call[];
  /** Back to a fresh mock: state, calls, faults, handlers, seed. */
  reset(): void;
}

/**
 * A mock of one service or several.
 * @throws Error where the overlay has faults; it names every one of them.
 * @throws TypeError for a service none of whose protocols the mock speaks.
 */
export function mockOf<Operations extends OperationTable<keyof Operations>>(
  definitions: readonly ServiceDefinition[],
  options: MockOptions = {},
): Mock<Operations> {
  const { overlay } = options;
  const merged =
    overlay === undefined
      ? definitions
      : definitions.map((each) => mergeOverlay(each, overlay));
  const runtime = createRuntime(merged, options, createResponder);
  return {
    fetch: createFetch(runtime),
    requestHandler: createRequestHandler(runtime),
    listen: async (listenOptions) =>
      (await import("./listen.js")).listen(runtime, listenOptions),
    // A handler is only given what its operation's validator has passed.
    on: (operation, handler) => runtime.on(operation, handler as Handler),
    inject: (fault) => runtime.inject(fault),
    get calls() {
      return runtime.calls;
    },
    reset: () => runtime.reset(),
  };
}
