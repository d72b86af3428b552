import type { ShapeId } from "../model/shape-id.js";

/** The exported names of a package. */
export interface Names {
  /** Interface, type alias, enum or error class of a shape: its model name, with a trailing `_` where that is taken. */
  type(id: ShapeId): string;
  /** Its validator: `<Shape>Schema`. */
  schema(id: ShapeId): string;
  /** The modelled members of an error: `<Error>Members`. */
  errorMembers(id: ShapeId): string;
}
