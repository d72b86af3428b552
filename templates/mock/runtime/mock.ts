import type { Overlay } from "./behaviour/overlay.js";
import { mergeOverlay } from "./behaviour/overlay.js";
import { createResponder } from "./behaviour/responder.js";
import type { Call } from "./calls.js";
import type { ServiceDefinition } from "./definition.js";
import type { Fault } from "./faults.js";
import { createFetch } from "./fetch.js";
import type { Listening, ListenOptions } from "./listen.js";
import { listen } from "./listen.js";
import type { SdkRequestHandler } from "./request-handler.js";
import { createRequestHandler } from "./request-handler.js";
import type { Handler, RuntimeOptions } from "./runtime.js";
import { createRuntime } from "./runtime.js";

export interface MockOptions extends RuntimeOptions {
  /** Smithy JSON AST whose traits go over the service's own: each choice of the mock is one trait value. */
  readonly overlay?: Overlay | undefined;
}

/** What a service's `Operations` type looks like. */
export type OperationTable<T> = { readonly [N in keyof T]: { readonly input: unknown; readonly output: unknown } };

/** A service that answers as its model says: over `fetch`, inside an AWS SDK v3 client, or on a port. */
export interface Mock<T extends OperationTable<T>> {
  /** Web-standard; also what MSW needs: `http.all(url, ({ request }) => mock.fetch(request))`. */
  readonly fetch: (request: Request) => Promise<Response>;
  /** For `new Client({ requestHandler: mock.requestHandler })`: no network at all. */
  readonly requestHandler: SdkRequestHandler;
  /** Serves on a port, with `/_swage/` beside it; rejects where the address cannot be bound. */
  listen(options?: ListenOptions): Promise<Listening>;
  /**
   * Answers an operation in place of the mock; the newest handler goes first, `next` asks the one before it.
   * @returns takes the handler away again.
   */
  on<N extends keyof T & string>(operation: N, handler: Handler<T[N]["input"], T[N]["output"]>): () => void;
  /**
   * Makes requests fail, wait or break off.
   * @returns takes the fault away again.
   */
  inject(fault: Fault & { readonly operation?: keyof T & string }): () => void;
  /** The last 1,000 requests, oldest first. */
  readonly calls: readonly Call[];
  /** Back to a fresh mock: state, calls, faults, handlers, seed. */
  reset(): void;
}

/**
 * One mock for all the services given.
 * @throws Error that names every fault of the overlay, TypeError for a service that the mock cannot speak for.
 */
export function mockOf<T extends OperationTable<T>>(
  definitions: readonly ServiceDefinition[],
  options: MockOptions = {},
): Mock<T> {
  const { overlay, ...rest } = options;
  const merged = overlay === undefined ? definitions : definitions.map((each) => mergeOverlay(each, overlay));
  const runtime = createRuntime(merged, rest, (definition, { seed }) => createResponder(definition, { seed }));
  return {
    fetch: createFetch(runtime),
    requestHandler: createRequestHandler(runtime),
    listen: (listenOptions) => listen(runtime, listenOptions),
    // A handler of one operation never meets the input of another: the runtime looks it up by name.
    on: (operation, handler) => runtime.on(operation, handler as Handler),
    inject: (fault) => runtime.inject(fault),
    get calls() {
      return runtime.calls;
    },
    reset: () => runtime.reset(),
  };
}
