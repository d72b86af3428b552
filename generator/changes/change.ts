/** How much a change hurts one side (contract A6). */
export type ChangeSeverity = "breaking" | "risky" | "additive" | "documentation" | "none";

/** What stops working. */
export type Breakage = "types" | "validators" | "stored-data" | "mock";

/** Where an operation reaches what changed. */
export interface Reach {
  /** Absolute id of the operation. */
  readonly operation: string;
  readonly side: "request" | "response" | "error";
  /** The shortest path of member names, `.` between them; `[]` is a list item, `{}` a map value; "" the structure itself. */
  readonly path: string;
  /** Number of paths, 1000 at the most. */
  readonly paths: number;
}

/** One change between two models, in the form of `diff --format json` (contract A6), suppressions left out. */
export interface Change {
  /** Stable, kebab-case; docs/changes.md lists them. */
  readonly id: string;
  /** 16 hex digits. */
  readonly fingerprint: string;
  readonly severity: { readonly client: ChangeSeverity; readonly server: ChangeSeverity };
  /** Absolute id of the shape. */
  readonly shape: string;
  readonly member?: string;
  readonly trait?: string;
  readonly before?: unknown;
  readonly after?: unknown;
  /** One sentence. */
  readonly message: string;
  readonly reaches: readonly Reach[];
  readonly breaks: readonly Breakage[];
}
