import type { IncomingRequest, Input } from "./answer-operation.js";
import { answerOperation, readInput } from "./answer-operation.js";
import type { Call } from "./calls.js";
import { createCalls } from "./calls.js";
import type {
  OperationDefinition,
  RequestContext,
  Responder,
  ServiceDefinition,
} from "./definition.js";
import { ServiceError } from "./definition.js";
import { errorAnswer } from "./errors.js";
import type { Fault } from "./faults.js";
import { checkFault, createFaults } from "./faults.js";
import {
  faultError,
  notUnderstood,
  preflight,
  unknownNames,
  withCommonHeaders,
} from "./framework-answers.js";
import type { HttpResponse } from "./http.js";
import { partitionOf } from "./partition.js";
import { protocols } from "./protocols.js";
import { createRandom } from "./random.js";
import { route } from "./routing.js";
import type { Service } from "./protocol.js";
import { createService } from "./service.js";
import { USUAL_SURROUNDINGS } from "./surroundings.js";
import type { Surroundings } from "./surroundings.js";

export interface RuntimeOptions {
  /** Makes request ids, faults with a rate, and generated data; the same seed gives the same answers. Default 1. */
  readonly seed?: number | undefined;
  /** Default `us-east-1`. */
  readonly region?: string | undefined;
  /** Twelve digits; default `123456789012`. */
  readonly accountId?: string | undefined;
  /** `present`: requests without credentials, or with malformed ones, are refused. Default `none`. */
  readonly auth?: "none" | "present" | undefined;
  /** Largest request body in bytes, after decompression. Default 8 MiB. */
  readonly maxBodyBytes?: number | undefined;
  /** The clock, in epoch milliseconds. Default `Date.now`. */
  readonly now?: (() => number) | undefined;
  /** Makes the id of each request; by default from the seed. */
  readonly requestId?: (() => string) | undefined;
}

/** What a handler may know and do beside its input. */
export interface HandlerContext<I = unknown, O = unknown> {
  /** Answers as if this handler were not there. */
  readonly next: (input: I) => Promise<O>;
  readonly request: RequestContext;
}

export type Handler<I = unknown, O = unknown> = (
  input: I,
  context: HandlerContext<I, O>,
) => O | Promise<O>;

/** How a request ends. A truncated response is sent in part, then its connection breaks. */
export type Outcome =
  | {
      readonly kind: "response";
      readonly response: HttpResponse;
      readonly truncate: boolean;
    }
  | { readonly kind: "dropped" };

/** The mock without a way in: `fetch`, `requestHandler` and `listen` stand on it. */
export interface Runtime {
  readonly services: readonly Service[];
  readonly maxBodyBytes: number;
  /** Rejects only with the signal's reason, where it aborts during an injected delay. */
  handle(request: IncomingRequest, signal?: AbortSignal): Promise<Outcome>;
  /**
   * @returns takes the handler away again.
   * @throws TypeError for an operation that no service has.
   */
  on(operation: string, handler: Handler): () => void;
  /**
   * @returns takes the fault away again.
   * @throws TypeError for a fault that is malformed or names what no service has.
   */
  inject(fault: Fault): () => void;
  readonly calls: readonly Call[];
  /** Each call as JSON text, without secrets. */
  callsJson(): string[];
  /** Back to the state of a fresh mock: state, calls, faults, handlers, seed. */
  reset(): void;
}

const DEFAULT_MAX_BODY_BYTES = 8 * 1024 * 1024;
const NO_BYTES: Uint8Array = new Uint8Array(0);

/**
 * @param makeResponder makes who answers where no handler does; called once a service.
 * @throws TypeError for definitions that the mock cannot serve.
 */
export function createRuntime(
  definitions: readonly ServiceDefinition[],
  options: RuntimeOptions,
  makeResponder: (
    definition: ServiceDefinition,
    surroundings: Surroundings,
  ) => Responder,
): Runtime {
  const {
    seed = USUAL_SURROUNDINGS.seed,
    region = USUAL_SURROUNDINGS.region,
    accountId = USUAL_SURROUNDINGS.accountId,
    auth = "none",
    now = Date.now,
  } = options;
  const maxBodyBytes = options.maxBodyBytes ?? DEFAULT_MAX_BODY_BYTES;
  const partition = partitionOf(region);
  const services = definitions.map((definition) =>
    createService(definition, protocols),
  );
  const responders = new Map(
    services.map((service) => [
      service,
      makeResponder(service.definition, { seed, region, accountId }),
    ]),
  );
  const handlers = new Map<string, readonly { readonly handler: Handler }[]>();
  const calls = createCalls();
  const faults = createFaults(seed);
  let random = createRandom(seed);

  /** The newest handler first, the responder last. */
  const run = (
    service: Service,
    operation: OperationDefinition,
    input: Input,
    request: RequestContext,
  ): Promise<unknown> => {
    const chain = handlers.get(operation.name) ?? [];
    const step = async (index: number, current: unknown): Promise<unknown> => {
      const entry = chain[index];
      if (entry !== undefined)
        return entry.handler(current, {
          next: (next) => step(index - 1, next),
          request,
        });
      return responders
        .get(service)
        ?.respond(operation, current as Input, request);
    };
    return step(chain.length - 1, input);
  };

  const handle = async (
    incoming: IncomingRequest,
    signal?: AbortSignal,
  ): Promise<Outcome> => {
    const at = now();
    const requestId = options.requestId?.() ?? random.uuid();
    const respond = (
      response: HttpResponse,
      service?: Service,
      truncate = false,
    ): Outcome => ({
      kind: "response",
      response: withCommonHeaders(response, incoming, service, at),
      truncate,
    });

    const routed = route(services, {
      ...incoming,
      body: incoming.body ?? NO_BYTES,
    });
    if (incoming.method === "OPTIONS")
      return respond(preflight(incoming), routed.service ?? services[0]);
    if (routed.service === undefined)
      return respond(notUnderstood(routed.candidates, requestId));
    const { service, identified } = routed;
    if (identified === undefined)
      return respond(notUnderstood([], requestId), service);

    const { operation } = identified;
    const name = service.definition.name;
    const strike = faults.strike(name, operation?.name);
    if (strike.delay > 0) await wait(strike.delay, signal);
    const call = {
      service: name,
      operation: operation?.name,
      requestId,
      at: new Date(at),
    };
    const request = { ...routed.request, body: incoming.body };
    const makeToken = (): string => random.uuid();
    if (strike.fault?.drop === true) {
      const read =
        operation === undefined
          ? undefined
          : await readInput(
              service,
              operation,
              request,
              maxBodyBytes,
              makeToken,
            );
      const input = read instanceof ServiceError ? undefined : read;
      calls.record(
        { ...call, input, output: undefined, error: undefined },
        operation,
        service,
      );
      return { kind: "dropped" };
    }

    const injected =
      strike.fault === undefined
        ? undefined
        : faultError(service, operation, strike.fault);
    const truncate = strike.fault?.truncate === true;
    if (operation === undefined) {
      const error =
        injected ?? new ServiceError("UnknownOperationException", "");
      calls.record(
        { ...call, input: undefined, output: undefined, error },
        operation,
        service,
      );
      const answer = errorAnswer(service, operation, error);
      return respond(
        service.protocol.writeError(service.definition, answer, requestId),
        service,
        truncate,
      );
    }
    const context = {
      service: name,
      operation: operation.name,
      requestId,
      region,
      accountId,
      partition,
      now: at,
    };
    const complete: Responder["complete"] = (error, schema) =>
      responders.get(service)?.complete(error, schema) ?? error;
    const answered = await answerOperation(
      {
        service,
        operation,
        request,
        requestId,
        maxBodyBytes,
        auth,
        makeToken,
        complete,
        injected,
      },
      (input) => run(service, operation, input, context),
    );
    const { input, output, error } = answered;
    calls.record({ ...call, input, output, error }, operation, service);
    return respond(answered.response, service, truncate);
  };

  return {
    services,
    maxBodyBytes,
    handle,
    on: (operation, handler) => {
      if (!services.some((service) => service.operations.has(operation))) {
        throw new TypeError(
          `No service of this mock has an operation ${operation}.`,
        );
      }
      const entry = { handler };
      handlers.set(operation, [...(handlers.get(operation) ?? []), entry]);
      return () => {
        handlers.set(
          operation,
          (handlers.get(operation) ?? []).filter((other) => other !== entry),
        );
      };
    },
    inject: (fault) => {
      const problems = checkFault(fault);
      if (problems.length === 0)
        problems.push(...unknownNames(services, fault));
      if (problems.length > 0) throw new TypeError(problems.join(" "));
      return faults.inject({ ...fault });
    },
    get calls() {
      return calls.list;
    },
    callsJson: () => calls.toJson(),
    reset: () => {
      handlers.clear();
      calls.reset();
      faults.reset();
      random = createRandom(seed);
      for (const responder of responders.values()) responder.reset();
    },
  };
}

/** @throws the signal's reason, as soon as it aborts. */
function wait(
  milliseconds: number,
  signal: AbortSignal | undefined,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const abort = (): void => {
      clearTimeout(timer);
      reject(signal?.reason as Error);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener("abort", abort);
      resolve();
    }, milliseconds);
    if (signal?.aborted === true) abort();
    else signal?.addEventListener("abort", abort, { once: true });
  });
}
