import type { OperationDefinition, ServiceDefinition } from "./definition.js";
import type { HttpRequest, HttpResponse } from "./http.js";
import type { StructureSchema } from "./schema.js";

/** A service with the look-ups that each request needs, made once. */
export interface Service {
  readonly definition: ServiceDefinition;
  readonly protocol: Protocol;
  readonly operations: ReadonlyMap<string, OperationDefinition>;
  /** Every error of the service by shape name. */
  readonly errors: ReadonlyMap<string, StructureSchema>;
}

/**
 * What a request says about where it belongs, strongest evidence first: `target` is a header that names service and
 * operation, `action` an operation's name in a form or query, `path` a method and URI.
 */
export interface Identified {
  readonly by: "target" | "action" | "path";
  /** Undefined: the request is this service's, but names no operation that it has. */
  readonly operation: OperationDefinition | undefined;
}

/** An error on its way to the client. */
export interface ErrorAnswer {
  /** Shape name without namespace. */
  readonly code: string;
  /** The modelled shape; undefined for errors of the framework and for injected names that no model has. */
  readonly schema: StructureSchema | undefined;
  readonly status: number;
  /** Whose fault it is, as Smithy's `error` trait says it. */
  readonly fault: "client" | "server";
  /** Undefined: the framework gives none. */
  readonly message: string | undefined;
  /** Modelled members other than the message, by member name. */
  readonly members: Readonly<Record<string, unknown>>;
}

/**
 * One of Smithy's wire protocols, from the server's side. All are pure but for what they are given; adding a protocol
 * is adding a file and a line in the registry.
 */
export interface Protocol {
  /** Absolute shape id of the protocol trait. */
  readonly id: string;
  /** Response headers that a browser may show to scripts. */
  readonly exposedHeaders: readonly string[];
  /** Media type of request bodies, for whoever makes a request (the conformance run, worked examples). */
  readonly contentType: string;
  /** @returns undefined where nothing in the request points at this service. */
  identify(service: Service, request: HttpRequest): Identified | undefined;
  /**
   * Reads the request into the operation's input: types checked, defaults filled in, constraints not yet checked.
   * @throws ServiceError for what does not have the right form.
   */
  readInput(
    operation: OperationDefinition,
    request: HttpRequest,
  ): Record<string, unknown>;
  /** @throws OutputError where the output does not fit the model. */
  writeOutput(
    operation: OperationDefinition,
    output: unknown,
    requestId: string,
  ): HttpResponse;
  /** @throws OutputError where the error's members do not fit the model. */
  writeError(
    service: ServiceDefinition,
    error: ErrorAnswer,
    requestId: string,
  ): HttpResponse;
  /**
   * Writes a structure in the protocol's JSON form, for people and recordings.
   * @param redacted stands in for secrets; undefined: they are written.
   */
  writeJson(schema: StructureSchema, value: unknown, redacted?: string): string;
}
