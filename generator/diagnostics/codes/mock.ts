import type { DiagnosticDefinition } from "../diagnostic.js";

type Definition<P> = DiagnosticDefinition<P>;
const define = <P>(definition: Definition<P>): Definition<P> => definition;

interface Protocols {
  readonly service: string;
  readonly protocols: readonly string[];
  readonly spoken: readonly string[];
}

const unspoken = ({ service, protocols }: Protocols): string =>
  `the mock speaks no protocol of ${service} (${protocols.length === 0 ? "it has none" : protocols.join(", ")})`;

export const protocolNotSpoken = define<Protocols>({
  code: "SW5001",
  severity: "error",
  message: unspoken,
  remedy: ({ spoken }) => `It speaks ${spoken.join(", ")}; leave the service out.`,
});

export const packageWithoutMock = define<Protocols>({
  code: "SW5002",
  severity: "note",
  message: (facts) => `${unspoken(facts)}: the package comes without ./mock`,
  remedy: ({ spoken }) => `The mock speaks ${spoken.join(", ")}.`,
});

export const mockRefused = define<{ problem: string }>({
  code: "SW5003",
  severity: "error",
  message: ({ problem }) => problem,
  remedy: () => "Correct the traits of swage that the overlay holds.",
});

export const addressRefused = define<{ host: string; port: number; reason: string }>({
  code: "SW5004",
  severity: "error",
  message: ({ host, port, reason }) => `cannot listen on ${host}:${port}: ${reason}`,
  remedy: () => "Give another --port (0 for any free one) or --host.",
});

export const idleTrait = define<{ place: string }>({
  code: "SW5005",
  severity: "warning",
  message: ({ place }) => `${place} has no effect`,
  remedy: () => "Put it where docs/overlay.md says that it works, or take it away.",
});

export const overlaidNothing = define<{ target: string; suggestions: readonly string[] }>({
  code: "SW5006",
  severity: "warning",
  message: ({ target }) => `the overlay applies to ${target}, which no snapshot has`,
  remedy: ({ suggestions }) => `Correct the target. Did you mean ${suggestions.join(" or ")}?`,
});

export const unknownOverlayError = define<{ place: string; error: string; suggestions: readonly string[] }>({
  code: "SW5007",
  severity: "warning",
  message: ({ place, error }) => `${place} names the error ${error}, which the model has not`,
  remedy: ({ suggestions }) =>
    suggestions.length === 0
      ? "Correct the name; an error that no model has may be named without a namespace."
      : `Correct the name. Did you mean ${suggestions.join(" or ")}?`,
});

export const operationsNotMocked = define<{ service: string; operations: readonly string[] }>({
  code: "SW5008",
  severity: "note",
  message: ({ service, operations }) =>
    `the mock of ${service} does not answer ${operations.join(", ")}: the request or response is an event stream`,
  remedy: () => "It answers 501 there; types, validators and docs are whole.",
});

export const unseenName = define<{ place: string; name: string; seen: readonly string[] }>({
  code: "SW5009",
  severity: "warning",
  message: ({ place, name }) => `${place} looks up ${name}, which is always null there`,
  remedy: ({ seen }) => `Expressions see ${seen.join(", ")}: a member stands behind one of them, a text in '…'.`,
});
