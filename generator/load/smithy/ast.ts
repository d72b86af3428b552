import type { ShapeId } from "../../model/shape-id.js";
import type { MemberShape, ShapeType } from "../../model/shapes.js";
import { SIMPLE_TYPES } from "../../model/shapes.js";
import type { Json } from "../../model/traits.js";
import type { Found } from "../json/follow.js";
import type { JsonObject } from "../json/json-value.js";
import type { JsonPath, JsonSource } from "../json/json-source.js";
import type { At } from "../report.js";

export type AstVersion = "1.0" | "2.0";

/** What an AST property of a shape holds (Smithy 2.0 spec, "JSON AST"). */
export type AstProperty = "member" | "members" | "reference" | "references" | "shape-map" | "name-map" | "text";

const MEMBERS = { members: "members" } as const;

/** Properties of each shape type beside `type`, `traits` and `mixins`. */
export const AST_PROPERTIES: { readonly [type in ShapeType | "set"]: { readonly [key: string]: AstProperty } } = {
  blob: {},
  boolean: {},
  string: {},
  byte: {},
  short: {},
  integer: {},
  long: {},
  float: {},
  double: {},
  bigInteger: {},
  bigDecimal: {},
  timestamp: {},
  document: {},
  enum: MEMBERS,
  intEnum: MEMBERS,
  list: { member: "member" },
  set: { member: "member" },
  map: { key: "member", value: "member" },
  structure: MEMBERS,
  union: MEMBERS,
  service: {
    version: "text",
    operations: "references",
    resources: "references",
    errors: "references",
    rename: "name-map",
  },
  resource: {
    identifiers: "shape-map",
    properties: "shape-map",
    create: "reference",
    put: "reference",
    read: "reference",
    update: "reference",
    delete: "reference",
    list: "reference",
    operations: "references",
    collectionOperations: "references",
    resources: "references",
  },
  operation: { input: "reference", output: "reference", errors: "references" },
};

/** A member on its way into the model: its traits may yet grow. */
export interface DraftMember extends MemberShape {
  readonly traits: Map<string, Json>;
}

/** A shape on its way into the model: what one or more files say of it so far. */
export interface Draft {
  readonly id: ShapeId;
  readonly type: ShapeType;
  readonly version: AstVersion;
  readonly traits: Map<string, Json>;
  readonly mixins: readonly ShapeId[];
  /** Members of aggregates and enums; `member` of a list, `key` and `value` of a map. */
  readonly members: Map<string, DraftMember>;
  /** `reference` (one id) and `references` properties that the file gives. */
  readonly references: Map<string, readonly ShapeId[]>;
  /** `shape-map` and `name-map` properties that the file gives. */
  readonly maps: Map<string, ReadonlyMap<string, string>>;
  /** `version` of a service. */
  readonly texts: Map<string, string>;
}

/** Shapes of data point at nothing but through their members, the others have none: one empty map serves all of them. */
const NOTHING = new Map<string, never>();
const BOUND: ReadonlySet<ShapeType> = new Set<ShapeType>(["service", "resource", "operation"]);
const SIMPLE: ReadonlySet<ShapeType> = new Set(SIMPLE_TYPES);

/** A shape of which nothing more is read yet. */
export function newDraft(
  id: ShapeId,
  type: ShapeType,
  version: AstVersion,
  traits: Map<string, Json> = new Map(),
  mixins: readonly ShapeId[] = [],
): Draft {
  const isBound = BOUND.has(type);
  return {
    id,
    type,
    version,
    traits,
    mixins,
    members: isBound || SIMPLE.has(type) ? NOTHING : new Map(),
    references: isBound ? new Map() : NOTHING,
    maps: isBound ? new Map() : NOTHING,
    texts: isBound ? new Map() : NOTHING,
  };
}

export interface Definition {
  readonly draft: Draft;
  readonly node: JsonObject;
  /** Where the node stands. */
  readonly path: JsonPath;
}

/** An `apply` statement. */
export interface Application {
  readonly target: ShapeId;
  readonly traits: ReadonlyMap<string, Json>;
  readonly at: At;
}

/** One file, read and checked by itself; `service-2/` makes one of the older form. */
export interface AstFile {
  readonly source: JsonSource;
  readonly overlay: boolean;
  readonly metadata: ReadonlyMap<string, Json>;
  readonly definitions: readonly Definition[];
  readonly applications: readonly Application[];
  /** Ids of shapes as the file gives them, readable or not. */
  readonly named: readonly string[];
  /**
   * Finds a part of a shape or member, as far as this file has it; undefined where it has not even the shape.
   * @param part path inside the shape's AST, such as `["traits", "smithy.api#length", "min"]`.
   */
  readonly find: (id: ShapeId, part: JsonPath) => Found | undefined;
}
