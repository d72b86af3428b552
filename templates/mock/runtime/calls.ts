import type { OperationDefinition } from "./definition.js";
import { ServiceError } from "./definition.js";
import { errorShape } from "./errors.js";
import type { Protocol, Service } from "./protocol.js";
import {
  attachInspect,
  holdsSecrets,
  REDACTED,
  redact,
  snapshot,
} from "./redact.js";
import type { StructureSchema } from "./schema.js";

/** One request that reached a service, as it was read and answered. */
export interface Call {
  readonly service: string;
  /** Undefined: the service has no such operation. */
  readonly operation: string | undefined;
  /** Undefined: it could not be read. */
  readonly input: unknown;
  /** Undefined: there was an error, or no answer. */
  readonly output: unknown;
  readonly error: ServiceError | undefined;
  readonly requestId: string;
  /** When the request came. */
  readonly at: Date;
}

interface CallRecord {
  readonly call: Call;
  readonly definition: OperationDefinition | undefined;
  readonly protocol: Protocol;
}

/** How many calls are kept; the oldest go first. */
const KEPT = 1000;

export interface Calls {
  readonly list: readonly Call[];
  /** Keeps copies of input and output. */
  record(
    call: Call,
    definition: OperationDefinition | undefined,
    service: Service,
  ): void;
  /** Each call as one JSON text, in its protocol's form, without secrets. */
  toJson(): string[];
  reset(): void;
}

export function createCalls(): Calls {
  let records: CallRecord[] = [];
  return {
    get list() {
      return records.map(({ call }) => call);
    },
    record: (call, definition, service) => {
      const whole: Call = {
        ...call,
        input: copy(definition?.input, call.input),
        output: copy(definition?.output, call.output),
      };
      attachInspect(whole, () => ({
        ...whole,
        input:
          definition === undefined
            ? whole.input
            : redact(definition.input, whole.input),
        output:
          definition === undefined
            ? whole.output
            : redact(definition.output, whole.output),
      }));
      hideSecrets(call.error, definition, service);
      records.push({ call: whole, definition, protocol: service.protocol });
      if (records.length > KEPT) records = records.slice(-KEPT);
    },
    toJson: () => records.map(callJson),
    reset: () => {
      records = [];
    },
  };
}

/** What an error holds beside its text is not printed where the model calls it a secret. */
function hideSecrets(
  error: ServiceError | undefined,
  definition: OperationDefinition | undefined,
  service: Service,
): void {
  if (error === undefined) return;
  const schema = errorShape(service, definition, error.code);
  if (schema === undefined || !holdsSecrets(schema)) return;
  attachInspect(error, () => {
    const members = redact(schema, error.members) as Record<string, unknown>;
    const { code, message, status } = error;
    const printed = new ServiceError(code, message, {
      ...(status === undefined ? {} : { status }),
      members,
    });
    if (error.stack !== undefined) printed.stack = error.stack;
    return printed;
  });
}

function copy(schema: StructureSchema | undefined, value: unknown): unknown {
  return schema === undefined || value === undefined
    ? value
    : snapshot(schema, value);
}

/** Written piece by piece: the protocol's text keeps digits that a JavaScript number would lose. */
function callJson({ call, definition, protocol }: CallRecord): string {
  const write = (
    schema: StructureSchema | undefined,
    value: unknown,
  ): string => {
    if (schema === undefined || value === undefined) return "null";
    try {
      return protocol.writeJson(schema, value, REDACTED);
    } catch {
      return "null"; // An output that does not fit the model: the call's error tells it.
    }
  };
  const { error } = call;
  const parts: [string, string][] = [
    ["service", JSON.stringify(call.service)],
    ["operation", JSON.stringify(call.operation ?? null)],
    ["input", write(definition?.input, call.input)],
    ["output", write(definition?.output, call.output)],
    [
      "error",
      error === undefined
        ? "null"
        : JSON.stringify({ code: error.code, message: error.message }),
    ],
    ["requestId", JSON.stringify(call.requestId)],
    ["at", JSON.stringify(call.at)],
  ];
  return `{${parts.map(([name, text]) => `"${name}":${text}`).join(",")}}`;
}
