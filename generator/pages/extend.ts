import type { Diagnostic, Place } from "../diagnostics/diagnostic.js";
import { diagnose } from "../diagnostics/diagnostic.js";
import { pageCodes } from "../diagnostics/codes/pages.js";
import { enumValues } from "../model/enums.js";
import { createMember } from "../model/model.js";
import { UNIT } from "../model/prelude.js";
import type { ShapeId } from "../model/shape-id.js";
import { shapeId } from "../model/shape-id.js";
import type { DataShape, EnumShape, MemberShape, OperationShape, SimpleType, StructureShape } from "../model/shapes.js";
import type { Json, Traits } from "../model/traits.js";
import { trait } from "../model/traits.js";
import type { ChooseContext } from "./choose-shape.js";
import { chooseShape, newId } from "./choose-shape.js";
import { dataShape, kindOf, memberPath, pageWord, placeBehind } from "./disagreements.js";
import type { PageMember, PageNode, PageOperation, PageSide, PageStructure } from "./page.js";
import { SIDES } from "./page.js";

/** One thing that a model gained, or an operation that it lost. */
export interface Extension {
  readonly kind: "operation" | "member" | "value" | "deletion";
  readonly at: string;
  readonly value?: string;
  /** In words: `a list of a string`. */
  readonly what: string;
  readonly place: Place;
  /** The shape that gained it, and the name of the member there, or the value. */
  readonly shape: ShapeId;
  readonly name: string;
}

export interface Extender {
  readonly added: Extension[];
  /** Gives the operation's input and output what the page shows and they lack. */
  extendOperation(operation: PageOperation, id: ShapeId): void;
}

type Report = (diagnostic: Diagnostic) => void;

export function createExtender(context: ChooseContext, report: Report): Extender {
  const { draft, habits, assume, settled } = context;
  const added: Extension[] = [];
  /** Shapes that this page made: what they hold came with them. */
  const fresh = new Set<ShapeId>();

  const note = (extension: Extension): void => {
    if (!fresh.has(extension.shape)) added.push(extension);
  };

  const extendOperation = (operation: PageOperation, id: ShapeId): void => {
    for (const side of SIDES) {
      const root = rootOf(operation, id, side);
      const at = `${operation.name}.${side}`;
      if (root !== undefined) extend(operation[side], root, at, [root]);
    }
  };

  /** The structure of a request or response; made where an operation had none and the page shows members. */
  const rootOf = (operation: PageOperation, id: ShapeId, side: PageSide): ShapeId | undefined => {
    const shape = draft.shapes.get(id) as OperationShape;
    const key = side === "request" ? "input" : "output";
    if (shape[key] !== UNIT) return shape[key];
    if (operation[side].members.size === 0) return undefined;
    const at = `${operation.name}.${side}`;
    const chosen = newRootId(operation.name, side, at);
    const marks = side === "request" ? habits.marksInput : habits.marksOutput;
    const traits: Traits = new Map(marks ? [[`smithy.api#${key}`, {}]] : []);
    draft.shapes.set(chosen, { type: "structure", id: chosen, traits, members: new Map() });
    draft.reserved.add(chosen);
    if (operation.status === "new") fresh.add(chosen);
    draft.shapes.set(id, { ...shape, [key]: chosen });
    return chosen;
  };

  const newRootId = (operation: string, side: PageSide, at: string): ShapeId => {
    const proposed = newId(draft, operation + (side === "request" ? habits.inputSuffix : habits.outputSuffix));
    const wish = settled.at(at);
    if (wish === undefined) {
      assume({ at, chosen: proposed, others: [], why: "named by the service's habit" });
      return proposed;
    }
    try {
      const id = shapeId(wish.includes("#") ? wish : `${draft.namespace}#${wish}`);
      if (draft.getShape(id) === undefined && !id.includes("$")) {
        assume({ at, chosen: id, others: [proposed], why: "settled by --name" });
        return id;
      }
    } catch {
      // No name: said below.
    }
    settled.refuse(at, wish, "it must be the name of a new shape");
    return proposed;
  };

  const extend = (node: PageNode, id: ShapeId, at: string, above: readonly ShapeId[]): void => {
    const shape = dataShape(draft, id);
    if (node.kind !== kindOf(shape)) return; // Told in the end, by `disagreements`.
    const down = [...above, id];
    if (node.kind === "structure") extendStructure(node, shape as StructureShape, at, down);
    else if (node.kind === "list" && shape.type === "list") extend(node.item, shape.member.target, `${at}[]`, down);
    else if (node.kind === "map" && shape.type === "map") {
      extend(node.key, shape.key.target, `${at}{key}`, down);
      extend(node.value, shape.value.target, `${at}{}`, down);
    } else if (node.kind === "enum") for (const value of node.values) addValue(id, value, node, at);
  };

  const extendStructure = (
    node: PageStructure,
    { id, members }: StructureShape,
    at: string,
    above: readonly ShapeId[],
  ): void => {
    for (const [name, member] of node.members) {
      const known = members.get(name);
      const path = memberPath(at, name);
      if (known === undefined) addMember(id, name, member, node, path, above);
      else extend(member.node, known.target, path, above);
    }
  };

  const addMember = (
    container: ShapeId,
    name: string,
    page: PageMember,
    beside: PageStructure,
    at: string,
    above: readonly ShapeId[],
  ): void => {
    // The members may have grown since: one shape is met at many places.
    const current = draft.shapes.get(container) as StructureShape;
    if (current.members.has(name)) return;
    note({ kind: "member", at, what: pageWord(page.node), place: page.node.place, shape: container, name });
    const target = shapeFor(page.node, name, at, above);
    const member = createMember(container, name, target, memberTraits(page, target, current.type));
    const latest = draft.shapes.get(container) as StructureShape;
    draft.shapes.set(container, { ...latest, members: insert(latest.members, member, beside) });
  };

  const shapeFor = (node: PageNode, name: string, at: string, above: readonly ShapeId[]): ShapeId => {
    const { id, isNew } = chooseShape(node, name, at, above, context);
    if (isNew) define(node, id, name, at, above);
    return id;
  };

  const define = (node: PageNode, id: ShapeId, name: string, at: string, above: readonly ShapeId[]): void => {
    fresh.add(id);
    draft.reserved.add(id);
    draft.shapes.set(id, { type: "structure", id, traits: new Map(), members: new Map() });
    const down = [...above, id];
    const memberOf = (role: string, part: PageNode, path: string): MemberShape =>
      createMember(id, role, shapeFor(part, name, path, down), new Map());
    switch (node.kind) {
      case "structure": {
        const type = node.isUnion ? "union" : "structure";
        draft.shapes.set(id, { type, id, traits: new Map(), members: new Map() });
        for (const [inner, member] of node.members) addMember(id, inner, member, node, memberPath(at, inner), down);
        break;
      }
      case "list":
        draft.shapes.set(id, { type: "list", id, traits: new Map(), member: memberOf("member", node.item, `${at}[]`) });
        break;
      case "map": {
        const key = memberOf("key", node.key, `${at}{key}`);
        draft.shapes.set(id, {
          type: "map",
          id,
          traits: new Map(),
          key,
          value: memberOf("value", node.value, `${at}{}`),
        });
        break;
      }
      case "enum":
        draft.shapes.set(id, { type: "enum", id, traits: new Map(), members: new Map() });
        for (const value of node.values) addValue(id, value, node, at);
        break;
      default:
        draft.shapes.set(id, { type: simpleType(node, context), id, traits: new Map() });
    }
    draft.reserved.delete(id);
  };

  const addValue = (id: ShapeId, value: string, node: PageNode & { readonly kind: "enum" }, at: string): void => {
    const shape = draft.shapes.get(id) as DataShape;
    const known = enumValues(shape) ?? [];
    if (known.some((one) => String(one.value) === value)) return;
    const what = `the value ${JSON.stringify(value)}`;
    note({ kind: "value", at, value, what, place: node.place, shape: id, name: value });
    if (shape.type === "enum") {
      const name = freeName(habits.valueName(value, shape), shape);
      const member = createMember(id, name, UNIT, new Map([["smithy.api#enumValue", value]]));
      draft.shapes.set(id, { ...shape, members: new Map(shape.members).set(name, member) });
    } else if (shape.type === "string") {
      const entries = trait(shape, "smithy.api#enum") ?? [];
      const named = entries.length > 0 && entries.every(({ name }) => name !== undefined);
      const entry = named ? { value, name: habits.valueName(value, shape) } : { value };
      const list = [...entries, entry] as unknown as Json;
      draft.shapes.set(id, { ...shape, traits: new Map(shape.traits).set("smithy.api#enum", list) });
    }
  };

  const memberTraits = (page: PageMember, target: ShapeId, container: StructureShape["type"]): Traits => {
    const { required, documentation } = page;
    const traits = new Map<string, Json>();
    const ofTarget = trait(dataShape(draft, target), "smithy.api#default");
    const value = habits.defaultFor(target) ?? ofTarget;
    if (documentation !== "") traits.set("smithy.api#documentation", markdownOf(documentation));
    if (container === "union") return traits;
    if (required === true) traits.set("smithy.api#required", {});
    // A target's default counts for a member that repeats it, and must be taken from one that does not.
    if (required === true && ofTarget !== undefined && ofTarget !== null) traits.set("smithy.api#default", null);
    if (required !== true && value !== undefined && value !== null) traits.set("smithy.api#default", value);
    if (/\bautopopulated if not provided\b/.test(documentation)) traits.set("smithy.api#idempotencyToken", {});
    return traits;
  };

  const restful = (operation: PageOperation, id: ShapeId): void => {
    const http = trait(draft.shapes.get(id)!, "smithy.api#http");
    if (http === undefined || !/^(?:GET|HEAD|DELETE)$/.test(http.method)) return;
    const input = `${operation.name}.request`;
    for (const { at, place } of added.filter((one) => one.kind === "member" && /^[^.]+\.request\.\w+$/.test(one.at)))
      if (at.startsWith(`${input}.`))
        report(diagnose(pageCodes.untold, place, { at, what: "where its HTTP request carries it" }));
  };

  return {
    added,
    extendOperation(operation, id) {
      extendOperation(operation, id);
      restful(operation, id);
    },
  };
}

/** Behind the member that stands before it on the page. */
function insert(
  members: StructureShape["members"],
  member: MemberShape,
  beside: PageStructure,
): StructureShape["members"] {
  const before = placeBehind(beside.members, member.name).find((name) => members.has(name));
  const entries = [...members];
  const at = before === undefined ? 0 : entries.findIndex(([name]) => name === before) + 1;
  return new Map([...entries.slice(0, at), [member.name, member], ...entries.slice(at)]);
}

function freeName(name: string, { members }: EnumShape): string {
  for (let number = 1; ; number++) {
    const own = number === 1 ? name : `${name}_${number}`;
    if (![...members.keys()].some((other) => other.toLowerCase() === own.toLowerCase())) return own;
  }
}

const SIMPLE_TYPES: ReadonlyMap<string, SimpleType> = new Map<string, SimpleType>([
  ["integer", "integer"],
  ["long", "long"],
  ["float", "float"],
  ["double", "double"],
  ["boolean", "boolean"],
  ["timestamp", "timestamp"],
  ["blob", "blob"],
  ["document", "document"],
]);

function simpleType(node: PageNode, { typeOf }: ChooseContext): SimpleType {
  return SIMPLE_TYPES.get(typeOf(node) ?? node.kind) ?? "string";
}

/** Pages are plain text: what Markdown would read as HTML is written so that it stays text. */
export function markdownOf(text: string): string {
  const lines = text.split("\n").map((line) => line.replace(/^• /, "- "));
  return lines.join("\n").replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}
