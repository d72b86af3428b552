import type { ShapeId } from "../model/shape-id.js";
import { isIdentifier, nameOf, parseShapeId, shapeId } from "../model/shape-id.js";
import type { DataShape, Shape } from "../model/shapes.js";
import { isDataShape, isSimpleShape } from "../model/shapes.js";
import type { Assumption, Settled } from "./choices.js";
import type { ShapeLookup } from "./disagreements.js";
import { fits, kindOf } from "./disagreements.js";
import type { Habits, NamedType } from "./habits.js";
import { capitalised } from "./habits.js";
import type { PageNode } from "./page.js";

/** A model on its way to the next: shapes are put into it. */
export interface Draft extends ShapeLookup {
  readonly shapes: Map<ShapeId, Shape>;
  readonly namespace: string;
  /** Shapes that belong to an operation or are errors: nothing else refers to them. */
  readonly reserved: Set<ShapeId>;
}

/** Which shape a value gets: one that is there, or a new one of that id. */
export interface Choice {
  readonly id: ShapeId;
  readonly isNew: boolean;
}

export interface ChooseContext {
  readonly draft: Draft;
  readonly habits: Habits;
  readonly settled: Settled;
  /** The exact type, where a list of changes has told it. */
  typeOf(node: PageNode): string | undefined;
  /** What was chosen on this page for a member of that name: the next of that name and definition gets it too. */
  readonly earlier: Map<string, ShapeId[]>;
  assume(assumption: Assumption): void;
}

const PRELUDE_SHAPES: ReadonlyMap<string, string> = new Map([
  ["string", "String"],
  ["character", "String"],
  ["integer", "Integer"],
  ["long", "Long"],
  ["float", "Float"],
  ["double", "Double"],
  ["boolean", "Boolean"],
  ["timestamp", "Timestamp"],
  ["blob", "Blob"],
  ["document", "Document"],
  ["unknown", "Document"],
]);

/** Traits that say more than the type: a shape with one of them is for something of its own. */
const SPECIAL =
  /#(?:length|pattern|range|uniqueItems|sensitive|streaming|deprecated|mediaType|timestampFormat|idRef|sparse)$/;

/**
 * The shape for a value that the model does not have.
 * @param name of the member that the value belongs to; of a list's items the list's member.
 * @param ancestors shapes that contain the value, outermost first.
 */
export function chooseShape(
  node: PageNode,
  name: string,
  at: string,
  ancestors: readonly ShapeId[],
  context: ChooseContext,
): Choice {
  const { draft, habits, settled, assume } = context;
  const candidates = candidatesFor(node, context);
  const type = namedTypeOf(node);
  const proposed = type === "simple" ? undefined : newId(draft, name + habits.suffixOf(type), at.endsWith("[]"));
  const fallback =
    proposed ?? shapeId(`smithy.api#${PRELUDE_SHAPES.get(context.typeOf(node) ?? node.kind) ?? "String"}`);
  const all = [...candidates.map(({ id }) => id), fallback];
  const role = `${name}${/(?:\[\]|\{\}|\{key\})*$/.exec(at)![0]}`;
  const earlier = context.earlier.get(role) ?? [];
  const take = (id: ShapeId, why: string): Choice => {
    context.earlier.set(role, [...earlier, id]);
    const others = [...new Set(all)].filter((other) => other !== id);
    assume({ at, chosen: id, others, why });
    return { id, isNew: draft.getShape(id) === undefined };
  };

  const wish = settled.at(at);
  if (wish !== undefined) {
    const id = parseWish(wish, draft);
    const problem = id === undefined ? "that is no name of a shape" : problemOf(id, node, draft);
    if (problem === undefined) return take(id!, "settled by --name");
    settled.refuse(at, wish, problem);
  }
  const again = earlier.find((id) => draft.getShape(id) !== undefined && candidates.some((one) => one.id === id));
  if (again !== undefined) return { id: again, isNew: false };
  const [parent, ...further] = node.kind === "recursive" ? ancestors.toReversed() : [];
  if (parent !== undefined) {
    assume({ at, chosen: parent, others: further, why: "the page says that it contains itself, and not which shape" });
    return { id: parent, isNew: false };
  }
  const named = best(candidates, ({ id }) => habits.usesAs(name, id));
  if (named !== undefined) return take(named.id, `other members called ${name} have it`);
  if (type === "enum") {
    const related = best(candidates, ({ id }) => 1 + 4 * kinship(nameOf(id), name) + tie(habits.usesOf(id)));
    if (related !== undefined) return take(related.id, "it has the same values");
  }
  if (type === "simple") {
    const usual = best(candidates.filter(isPlain), ({ id }) => habits.usesOf(id));
    if (usual !== undefined) return take(usual.id, `the service's usual ${nounOf(usual)}`);
    return take(fallback, "the service has no shape of its own for it");
  }
  const equal = candidates.find(({ id }) => nameOf(id) === nameOf(baseId(draft, name + habits.suffixOf(type))));
  if (equal !== undefined) return take(equal.id, "it has the name and the definition");
  return take(proposed!, "named by the service's habit");
}

function candidatesFor(node: PageNode, { draft, habits, typeOf }: ChooseContext): readonly DataShape[] {
  const exact = typeOf(node);
  return [...draft.shapes.values()]
    .filter(isDataShape)
    .filter((shape) => !draft.reserved.has(shape.id) && !shape.traits.has("smithy.api#trait"))
    .filter((shape) => node.kind === kindOf(shape) && (exact === undefined || isOfType(shape, exact)))
    .filter((shape) => fits(draft, node, shape.id))
    .toSorted((a, b) => habits.usesOf(b.id) - habits.usesOf(a.id) || (a.id < b.id ? -1 : 1));
}

/** A list of changes names an enumeration's type by its values, an integer's by its size. */
function isOfType(shape: DataShape, exact: string): boolean {
  if (exact === "integer") return shape.type !== "long";
  if (exact === "long" || exact === "float" || exact === "double") return shape.type === exact;
  return true;
}

function isPlain(shape: DataShape): boolean {
  return ![...shape.traits.keys()].some((id) => SPECIAL.test(id));
}

function best<T>(all: readonly T[], score: (one: T) => number): T | undefined {
  let found: T | undefined;
  let highest = 0;
  for (const one of all) {
    const own = score(one);
    if (own > highest) [found, highest] = [one, own];
  }
  return found;
}

/** Number of words of two names that begin alike: `VerifiedAttribute` and `AttributesRequireVerification` share two. */
function kinship(a: string, b: string): number {
  const [mine, theirs] = [a, b].map((name) => name.match(/[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+/g) ?? []);
  const stems = new Set(theirs!.map(stem));
  return new Set(mine!.map(stem).filter((word) => stems.has(word))).size;
}

function stem(word: string): string {
  return word.toLowerCase().slice(0, 5);
}

/** Decides only where all else is equal. */
function tie(uses: number): number {
  return uses / (uses + 1);
}

function nounOf(shape: DataShape): string {
  return isSimpleShape(shape) ? shape.type : "shape";
}

export function namedTypeOf(node: PageNode): NamedType {
  switch (node.kind) {
    case "structure":
      return node.isUnion ? "union" : "structure";
    case "list":
    case "map":
    case "enum":
      return node.kind;
    default:
      return "simple";
  }
}

function parseWish(wish: string, { namespace }: Draft): ShapeId | undefined {
  if (wish.includes("$")) return undefined;
  return parseShapeId(wish) ?? parseShapeId(`${namespace}#${wish}`);
}

function problemOf(id: ShapeId, node: PageNode, draft: Draft): string | undefined {
  const shape = draft.getShape(id);
  if (shape === undefined) {
    const clash = [...draft.shapes.keys()].find((other) => other.toLowerCase() === id.toLowerCase());
    if (clash !== undefined) return `its name differs from ${clash} in case only`;
    return id.startsWith("smithy.api#") ? "the prelude has no such shape" : undefined;
  }
  if (!isDataShape(shape)) return `it is ${shape.type === "operation" ? "an" : "a"} ${shape.type}`;
  if (draft.reserved.has(id)) return "it is the input, the output or an error of an operation";
  return fits(draft, node, id) ? undefined : "its definition is not that of the page";
}

function baseId({ namespace }: Draft, name: string): ShapeId {
  return shapeId(`${namespace}#${capitalised(name)}`);
}

/** An id that the model does not have, in no case; of an item, the name in the singular. */
export function newId(draft: Draft, name: string, isItem = false): ShapeId {
  const taken = new Set([...draft.shapes.keys()].map((id) => id.toLowerCase()));
  const base = isItem ? name.replace(/ies(?=$|[A-Z])/, "y").replace(/([^s])s(?=$|[A-Z])/, "$1") : name;
  const names = [base, ...(isItem ? [name] : []), `${base}Type`];
  for (let number = 2; ; number++) {
    const free = names.map((one) => baseId(draft, one)).find((id) => !taken.has(id.toLowerCase()));
    if (free !== undefined && isIdentifier(nameOf(free))) return free;
    names.push(`${base}${number}`);
  }
}
