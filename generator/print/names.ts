import type { Closure } from "../model/closure.js";
import type { ShapeId } from "../model/shape-id.js";
import { nameOf } from "../model/shape-id.js";
import { hasTrait } from "../model/traits.js";

/** The exported names of a package. */
export interface Names {
  /** Interface, type alias, enum or error class of a shape: its model name, with a trailing `_` where that is taken. */
  type(id: ShapeId): string;
  /** Its validator: `<Shape>Schema`. */
  schema(id: ShapeId): string;
  /** The modelled members of an error: `<Error>Members`. */
  errorMembers(id: ShapeId): string;
}

/** What swage itself exports from a package: these names are never a shape's. */
export const OWN_EXPORTS = [
  "Answer",
  "BigDecimal",
  "DocumentValue",
  "FailureReport",
  "FieldFailure",
  "Operations",
  "StreamingInput",
  "StreamingOutput",
  "UnknownValue",
  "describeFailures",
  "readAnswer",
] as const;

/** What the printed files use beside what they export. */
const OWN_LOCALS = [
  "ErrorText",
  "NodeStream",
  "OneOf",
  "WebBlob",
  "WebStream",
  "checks",
  "globalThis",
  "types",
  "z",
] as const;

/** Words that TypeScript gives no type or constant as its name. */
const RESERVED_WORDS =
  "any arguments as async await bigint boolean break case catch class const continue debugger declare default delete do " +
  "else enum eval export extends false finally for function if implements import in infer instanceof interface keyof " +
  "let never new null number object of package private protected public readonly return static string super switch " +
  "symbol this throw true try type typeof undefined unique unknown var void while with yield";

/** What `import()` and compilers find in a module and take for their own: a module with a `then` is awaited by calling it. */
const MODULE_NAMES = ["then", "__esModule"] as const;

const RESERVED: ReadonlySet<string> = new Set([
  ...OWN_EXPORTS,
  ...OWN_LOCALS,
  ...MODULE_NAMES,
  ...RESERVED_WORDS.split(" "),
]);

/** Names that every object has something of, whether or not anybody has set it. */
export const INHERITED_NAMES: ReadonlySet<string> = new Set(Object.getOwnPropertyNames(Object.prototype));

/**
 * Gives each shape its names, once and for all.
 * @param snapshots the whole service, oldest first: a name that an older snapshot gave out stays with its shape.
 */
export function planNames(snapshots: readonly Closure[]): Names {
  const taken = new Set(RESERVED);
  const isTaken = (name: string): boolean => taken.has(name);
  const types = new Map<ShapeId, string>();
  const schemas = new Map<ShapeId, string>();
  const members = new Map<ShapeId, string>();
  for (const snapshot of snapshots) {
    const names = snapshot.shapes.map((shape) => modelName(snapshot, shape.id));
    // Shapes go before what is made of their names, so that a shape `FooSchema` beside `Foo` keeps its own.
    snapshot.shapes.forEach(({ id }, index) => give(types, id, names[index]!));
    snapshot.shapes.forEach(({ id }, index) => give(schemas, id, `${names[index]!}Schema`));
    snapshot.shapes.forEach((shape, index) => {
      if (hasTrait(shape, "smithy.api#error")) give(members, shape.id, `${names[index]!}Members`);
    });
  }
  function give(names: Map<ShapeId, string>, id: ShapeId, wanted: string): void {
    if (names.has(id)) return;
    const name = freeName(wanted, isTaken);
    taken.add(name);
    names.set(id, name);
  }
  return {
    type: (id) => expectName(types, id),
    schema: (id) => expectName(schemas, id),
    errorMembers: (id) => expectName(members, id),
  };
}

/** `wanted` with as many `_` at its end as it takes. */
export function freeName(wanted: string, isTaken: (name: string) => boolean): string {
  let name = wanted;
  while (isTaken(name)) name += "_";
  return name;
}

function modelName(closure: Closure, id: ShapeId): string {
  return closure.service.rename.get(id) ?? nameOf(id);
}

function expectName(names: ReadonlyMap<ShapeId, string>, id: ShapeId): string {
  const name = names.get(id);
  if (name === undefined) throw new Error(`no name was planned for ${id}`);
  return name;
}
