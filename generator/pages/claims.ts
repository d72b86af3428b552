import { pageCodes } from "../diagnostics/codes/pages.js";
import type { Diagnostic, Place } from "../diagnostics/diagnostic.js";
import { diagnose } from "../diagnostics/diagnostic.js";
import type { ShapeId } from "../model/shape-id.js";
import { dataShape, memberPath } from "./disagreements.js";
import type { ShapeLookup } from "./disagreements.js";
import type { Delta, PageNode, PageOperation, PageSide } from "./page.js";

/** One thing that a page's list of changes says is new. */
export interface Claim {
  readonly kind: "member" | "value";
  /** `Operation.request.A.B[]` */
  readonly at: string;
  /** Of an enumeration that was there before. */
  readonly value?: string;
  readonly place: Place;
}

export interface Claims {
  readonly claims: readonly Claim[];
  /** The exact types of values that the syntax shows without telling `integer` from `long`. */
  readonly types: ReadonlyMap<PageNode, string>;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * What a list of changes claims against a model before the update: the way down goes through what the model has; the
 * first thing that it lacks is new, and all below it only describes it.
 * @param root of the request or response in that model.
 */
export function claimsOf(operation: PageOperation, side: PageSide, model: ShapeLookup, root: ShapeId): Claims {
  const delta = operation.announced[side];
  const claims: Claim[] = [];
  const types = new Map<PageNode, string>();
  const diagnostics: Diagnostic[] = [];

  const contradict = (change: Delta, at: string, problem: string): void => {
    diagnostics.push(diagnose(pageCodes.contradiction, change.place, { at, problem }));
  };

  const walk = (change: Delta, node: PageNode, id: ShapeId | undefined, at: string): void => {
    const shape = id === undefined ? undefined : dataShape(model, id);
    // Below a list or a map that was there before, brackets are left out.
    if (node.kind === "list" && (shape?.type === "list" || shape === undefined) && change.kind !== "list") {
      walk(change, node.item, shape?.type === "list" ? shape.member.target : undefined, `${at}[]`);
      return;
    }
    if (node.kind === "map" && shape?.type === "map" && !isPairOf(change, node)) {
      walk(change, node.value, shape.value.target, `${at}{}`);
      return;
    }
    switch (change.kind) {
      case "values":
        for (const value of change.values) {
          if (node.kind !== "enum" || !node.values.includes(value))
            contradict(change, at, `${JSON.stringify(value)} is announced, and the syntax does not show it`);
          else if (shape !== undefined) claims.push({ kind: "value", at, value, place: change.place });
        }
        return;
      case "list":
        if (node.kind !== "list") contradict(change, at, "a list is announced, and the syntax shows none");
        else if (change.item !== undefined)
          walk(change.item, node.item, shape?.type === "list" ? shape.member.target : undefined, `${at}[]`);
        return;
      case "type":
        checkType(change, node, at);
        // All the way down the model has it: it was there before.
        if (shape !== undefined) claims.push({ kind: "member", at, place: change.place });
        return;
      case "members":
        walkMembers(change, node, shape?.id, at);
    }
  };

  const walkMembers = (
    change: Delta & { readonly kind: "members" },
    node: PageNode,
    id: ShapeId | undefined,
    at: string,
  ): void => {
    if (node.kind === "recursive" || node.kind === "unknown") return;
    if (node.kind === "map") {
      for (const value of change.members.values()) walk(value, node.value, undefined, `${at}{}`);
      return;
    }
    if (node.kind !== "structure") {
      if (change.members.size > 0) contradict(change, at, "members are announced, and the syntax shows none");
      return;
    }
    const shape = id === undefined ? undefined : dataShape(model, id);
    for (const [name, child] of change.members) {
      const path = memberPath(at, name);
      const member = node.members.get(name);
      if (member === undefined) {
        contradict(child, path, "it is announced, and the syntax does not show it");
        continue;
      }
      const known = shape?.type === "structure" || shape?.type === "union" ? shape.members.get(name) : undefined;
      if (shape !== undefined && known === undefined) claims.push({ kind: "member", at: path, place: child.place });
      walk(child, member.node, known?.target, path);
    }
  };

  const checkType = (change: Delta & { readonly kind: "type" }, node: PageNode, at: string): void => {
    const values = change.text.split(" | ");
    const shown = node.kind === "enum" ? new Set(node.values) : undefined;
    if (shown !== undefined && (values.length !== shown.size || values.some((value) => !shown.has(value))))
      contradict(change, at, `${JSON.stringify(change.text)} is announced, and the syntax shows other values`);
    else if (shown === undefined) {
      const kind = TYPE_KINDS.get(change.text);
      if (kind === undefined ? values.length > 1 : kind !== node.kind && !isOpen(node))
        contradict(change, at, `${JSON.stringify(change.text)} is announced, and the syntax shows another type`);
      else if (kind !== undefined) types.set(node, change.text);
    }
  };

  if (delta !== undefined) walk(delta, operation[side], root, `${operation.name}.${side}`);
  return { claims, types, diagnostics };
}

/** `{'string': ...}` stands for a map itself; anything else for what its values gained. */
function isPairOf(change: Delta, node: PageNode & { readonly kind: "map" }): boolean {
  if (change.kind !== "members" || change.members.size !== 1) return false;
  const key = [...change.members.keys()][0]!;
  return key === "string" || (node.key.kind === "enum" && key === node.key.values.join(" | "));
}

function isOpen({ kind }: PageNode): boolean {
  return kind === "unknown" || kind === "recursive";
}

/** Names of types as lists of changes have them. */
const TYPE_KINDS: ReadonlyMap<string, PageNode["kind"]> = new Map<string, PageNode["kind"]>([
  ["string", "string"],
  ["character", "string"],
  ["integer", "integer"],
  ["long", "integer"],
  ["float", "float"],
  ["double", "float"],
  ["boolean", "boolean"],
  ["timestamp", "timestamp"],
  ["blob", "blob"],
]);

/** A path as claims and changes compare it: without the brackets, which lists of changes may leave out. */
export function plainPath(at: string): string {
  return at.replaceAll(/\[\]|\{\}|\{key\}/g, "");
}
