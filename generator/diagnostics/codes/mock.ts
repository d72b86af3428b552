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
