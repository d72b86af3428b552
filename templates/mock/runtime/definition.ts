import type { StructureSchema } from "./schema.js";

/** Everything the runtime knows of one service. Generated from the model; plain data but for the validators. */
export interface ServiceDefinition {
  /** The name under `models/` and in base paths: `key-management`. */
  readonly name: string;
  /** Absolute shape id of the service shape. */
  readonly id: string;
  /** `version` of the service shape, such as `2016-04-18`; the `Version` of query protocols. */
  readonly version: string;
  /** `sdkId` of `aws.api#service`, else the name of the service shape. */
  readonly sdkId: string;
  /** Name in SigV4 scopes: `aws.auth#sigv4`, else the endpoint prefix. */
  readonly signingName: string;
  /** `arnNamespace` of `aws.api#service`. */
  readonly arnNamespace: string;
  /** First label of the service's host names. */
  readonly endpointPrefix: string;
  /** Shape ids of the service's protocol traits, in the order of the model. */
  readonly protocols: readonly string[];
  /** Traits of the service shape that wire formats need, such as `xmlNamespace` or `aws.protocols#awsQueryCompatible`. */
  readonly traits: Readonly<Record<string, unknown>>;
  readonly operations: readonly OperationDefinition[];
  /** Resource shapes bound to the service at any depth, parents first. */
  readonly resources: readonly ResourceDefinition[];
  /**
   * What the model says with swage's own traits: target (absolute shape id, of a shape or a member) → trait id → value.
   * `createMock({ overlay })` merges over this map.
   */
  readonly behaviour: Behaviours;
}

export type Behaviours = Readonly<
  Record<string, Readonly<Record<string, unknown>>>
>;

export interface OperationDefinition {
  readonly name: string;
  /** Absolute shape id. */
  readonly id: string;
  /** `smithy.api#Unit` is a structure without members. */
  readonly input: StructureSchema;
  readonly output: StructureSchema;
  /** The operation's own errors, then the service's common ones. */
  readonly errors: readonly StructureSchema[];
  /** Traits of the operation by name, as in `SchemaTraits`: `http`, `readonly`, `idempotent`, `auth` ... */
  readonly traits: Readonly<Record<string, unknown>>;
  /** Checks constraints of an input that has the right types. */
  readonly validateInput: InputValidator;
}

/** As much of a zod schema as the mock needs. */
export interface InputValidator {
  safeParse(input: unknown):
    | { readonly success: true }
    | {
        readonly success: false;
        readonly error: { readonly issues: readonly Issue[] };
      };
}

/** As much of a zod issue as every issue has; its other members depend on the code. */
export interface Issue {
  readonly code?: string | undefined;
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

export interface ResourceDefinition {
  readonly id: string;
  /** Identifier name → absolute shape id of its target. */
  readonly identifiers: Readonly<Record<string, string>>;
  /** Property name → absolute shape id of its target. */
  readonly properties: Readonly<Record<string, string>>;
  /** `smithy.api#noReplace`: a put cannot write over an instance that is there. */
  readonly noReplace?: true;
  /** Absolute shape ids of the lifecycle operations. */
  readonly create?: string;
  readonly put?: string;
  readonly read?: string;
  readonly update?: string;
  readonly delete?: string;
  readonly list?: string;
  /** Instance operations, then collection operations. */
  readonly operations: readonly string[];
  readonly collectionOperations: readonly string[];
  /** Absolute shape ids of child resources. */
  readonly resources: readonly string[];
}

/** Who answers an operation when no handler does. */
export interface Responder {
  /**
   * @param input the parsed, validated input, with the model's defaults filled in.
   * @returns the output structure by member name; never a wire form.
   * @throws ServiceError for a modelled (or framework) error.
   */
  respond(
    operation: OperationDefinition,
    input: Readonly<Record<string, unknown>>,
    context: RequestContext,
  ): unknown;
  /**
   * Makes up the members that an error must have and that nobody gave.
   * @param schema the error's shape.
   */
  complete(error: ServiceError, schema: StructureSchema): ServiceError;
  /** Back to the state of a fresh mock, seed included. */
  reset(): void;
}

/** What rules may ask about the surroundings of a request (`context` in a `swage#rules` condition). */
export interface RequestContext {
  readonly service: string;
  readonly operation: string;
  readonly requestId: string;
  readonly region: string;
  readonly accountId: string;
  readonly partition: string;
  /** When the request came, epoch milliseconds. */
  readonly now: number;
}

/** An error to be sent to the client, by shape name (modelled or framework). */
export class ServiceError extends Error {
  /** Shape name without namespace: `ResourceNotFoundException`. */
  readonly code: string;
  /** HTTP status; undefined: what the model says. */
  readonly status: number | undefined;
  /** Further modelled members. */
  readonly members: Readonly<Record<string, unknown>>;

  constructor(
    code: string,
    message: string,
    options: { status?: number; members?: Record<string, unknown> } = {},
  ) {
    super(message);
    this.name = code;
    this.code = code;
    this.status = options.status;
    this.members = options.members ?? {};
  }
}
