import type { DiagnosticDefinition } from "../diagnostic.js";

const define = <P>(definition: DiagnosticDefinition<P>): DiagnosticDefinition<P> => definition;

/** SW2100 to SW2119: models as a git revision holds them. */
export const gitRefused = define<{ what: string; problem: string }>({
  code: "SW2100",
  severity: "error",
  message: ({ what, problem }) => `git does not give ${what}: ${problem}`,
  remedy: () => "Look with `git fsck` and `git show` at what the repository holds; a partial clone needs its remote.",
});

export const renamedService = define<{ before: string; after: string }>({
  code: "SW2101",
  severity: "note",
  message: ({ before, after }) => `${after} is what ${before} was: both are the same service shape`,
  remedy: () => "Its package changes its name; package.name under `services` in the configuration keeps the old one.",
});
