import type { Place } from "../diagnostics/diagnostic.js";

/** What a changelog page says of one service on one day. */
export interface ChangelogPage {
  readonly file: string;
  /** As the page calls the service. */
  readonly title: string;
  /** `YYYY-MM-DD` */
  readonly date: string;
  readonly operations: readonly PageOperation[];
}

/** What happened to an operation, as the page says it. */
export type OperationStatus = "new" | "updated" | "deleted";

export type PageSide = "request" | "response";

export const SIDES = ["request", "response"] as const satisfies readonly PageSide[];

export interface PageOperation {
  readonly name: string;
  readonly place: Place;
  readonly status: OperationStatus;
  readonly documentation: string;
  /** The lists of changes; none for a new operation, and nothing at all for one that is deleted. */
  readonly announced: Readonly<Partial<Record<PageSide, Delta>>>;
  /** Syntax and descriptions together, a structure each. */
  readonly request: PageStructure;
  readonly response: PageStructure;
}

/** What a list of changes says: the way to what is new, and its types all the way down. */
export type Delta =
  | { readonly kind: "members"; readonly members: ReadonlyMap<string, Delta>; readonly place: Place }
  | { readonly kind: "list"; readonly item: Delta | undefined; readonly place: Place }
  /** A type in words, or the values of a new enumeration. */
  | { readonly kind: "type"; readonly text: string; readonly place: Place }
  /** Values that an enumeration gained. */
  | { readonly kind: "values"; readonly values: readonly string[]; readonly place: Place };

interface Located {
  readonly place: Place;
}

export type PageScalar =
  "string" | "integer" | "float" | "boolean" | "timestamp" | "blob" | "document" | "recursive" | "unknown";

export interface PageStructure extends Located {
  readonly kind: "structure";
  readonly isUnion: boolean;
  readonly members: ReadonlyMap<string, PageMember>;
}

/** A value as syntax and description show it. `recursive`: the page ends there; `unknown`: it does not say. */
export type PageNode =
  | PageStructure
  | (Located & { readonly kind: "list"; readonly item: PageNode })
  | (Located & { readonly kind: "map"; readonly key: PageNode; readonly value: PageNode })
  | (Located & { readonly kind: "enum"; readonly values: readonly string[] })
  | (Located & { readonly kind: PageScalar });

export interface PageMember {
  readonly node: PageNode;
  /** Undefined where the page does not say: in responses, and where a description is missing. */
  readonly required: boolean | undefined;
  /** Paragraphs, a blank line between them. */
  readonly documentation: string;
}
