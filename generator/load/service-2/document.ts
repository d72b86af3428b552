import type { ShapeId } from "../../model/shape-id.js";
import { isIdentifier, shapeId } from "../../model/shape-id.js";
import type { ShapeType } from "../../model/shapes.js";
import { SIMPLE_TYPES } from "../../model/shapes.js";
import type { Draft } from "../smithy/ast.js";
import { loadCodes } from "../../diagnostics/codes/load.js";
import { suggest } from "../suggest.js";
import type { Protocols } from "./protocols.js";
import type { Node, Reader } from "./reader.js";
import { at, pathOf } from "./reader.js";
import type { Namer } from "./shape-names.js";
import type { Uses } from "./uses.js";

/** A shape as the file has it, with the id and type that it gets in Smithy. */
export interface OldShape {
  readonly name: string;
  readonly node: Node;
  readonly id: ShapeId;
  readonly type: ShapeType;
}

/** Everything that the parts of the conversion share. */
export interface Conversion extends Reader {
  readonly namespace: string;
  readonly protocols: Protocols;
  readonly namer: Namer;
  readonly shapes: ReadonlyMap<string, OldShape>;
  readonly uses: Uses;
  /** The service's own XML namespace, which need not be said again. */
  readonly xmlNamespace: string | undefined;
  /** Shapes that only Smithy needs, by their name in this file and what they are for; made on demand. */
  readonly extra: Map<string, Draft>;
}

/**
 * The id of a shape by its name in the file. A name that the file lacks gives an id that the model lacks, which its
 * checks report; one that can be no id is reported here.
 * @param node whose `shape` is the name.
 */
export function resolve(conversion: Conversion, name: string, node: Node, from: string): ShapeId | undefined {
  const known = conversion.shapes.get(name);
  if (known !== undefined) return known.id;
  if (isIdentifier(name)) return shapeId(`${conversion.namespace}#${name}`);
  conversion.report(loadCodes.unknownTarget, at(conversion, pathOf(node, "shape")), (mayTakeTime) => ({
    from,
    target: name,
    suggestions: mayTakeTime ? suggest(name, conversion.shapes.keys()) : [],
  }));
  return undefined;
}

export function isSimple(type: ShapeType): boolean {
  return (SIMPLE_TYPES as readonly string[]).includes(type);
}
