import type { Breakage, Change, ChangeSeverity } from "./change.js";

/** Worst first: the order of reports. */
export const SEVERITIES: readonly ChangeSeverity[] = ["breaking", "risky", "additive", "documentation", "none"];

const RANK: Readonly<Record<ChangeSeverity, number>> = {
  breaking: 0,
  risky: 1,
  additive: 2,
  documentation: 3,
  none: 4,
};

/** Negative where `a` is worse. */
export function compareSeverity(a: ChangeSeverity, b: ChangeSeverity): number {
  return RANK[a] - RANK[b];
}

export function worse(a: ChangeSeverity, b: ChangeSeverity): ChangeSeverity {
  return RANK[a] <= RANK[b] ? a : b;
}

/** Whose severity counts. */
export type Side = "client" | "server" | "both";

export function severityFor(change: Pick<Change, "severity">, side: Side): ChangeSeverity {
  const { client, server } = change.severity;
  return side === "both" ? worse(client, server) : side === "client" ? client : server;
}

/** What a change does to each side where data flows one way. */
export interface Judgement {
  readonly client: ChangeSeverity;
  readonly server: ChangeSeverity;
  readonly breaks: readonly Breakage[];
}

export function judgement(client: ChangeSeverity, server: ChangeSeverity, breaks: readonly Breakage[] = []): Judgement {
  return { client, server, breaks };
}

const BREAKAGES: readonly Breakage[] = ["types", "validators", "stored-data", "mock"];

/** The worst on each side, with all that breaks; nothing of nothing. */
export function worstOf(judgements: readonly Judgement[]): Judgement {
  let client: ChangeSeverity = "none";
  let server: ChangeSeverity = "none";
  const breaks = new Set<Breakage>();
  for (const one of judgements) {
    client = worse(client, one.client);
    server = worse(server, one.server);
    for (const breakage of one.breaks) breaks.add(breakage);
  }
  return { client, server, breaks: BREAKAGES.filter((breakage) => breaks.has(breakage)) };
}
