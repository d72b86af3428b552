import { defineIndex } from "../../model/define-index.js";
import { shapeGraph } from "../../model/graph.js";
import { expectShape } from "../../model/model.js";
import type { Model } from "../../model/model.js";
import { recursionGroups } from "../../model/recursion.js";
import type { ShapeId } from "../../model/shape-id.js";
import type { MemberShape } from "../../model/shapes.js";
import { dataMembersOf, isDataShape } from "../../model/shapes.js";
import { codeBlock } from "../../print/markdown.js";
import type { PackageContext } from "../context.js";

/** Pictures with more boxes or arrows than this are a tangle. */
const MOST_BOXES = 10;
const MOST_ARROWS = 20;

/** More boxes than this in a row are scaled down until nobody can read them: they go below one another. */
const MOST_IN_A_ROW = 5;

interface Arrow {
  readonly from: ShapeId;
  readonly to: ShapeId;
  readonly label: string;
}

/**
 * A picture of how a message comes to hold shapes within themselves, which its syntax cannot spell out: the shapes on
 * the ways to such a circle, and an arrow for each member on them.
 * @returns a block of Mermaid; "" for a message without circles, and where the picture would be large.
 */
export function recursionDiagram({ closure, names }: PackageContext, root: ShapeId): string {
  const { model } = closure;
  const kept = shapesBeforeCircles(model);
  if (!kept.has(root)) return "";
  const drawn: Arrow[] = [];
  const shapes = new Set([root]);
  // Grows while it is read.
  for (const from of shapes) {
    for (const arrow of arrowsOf(model, from)) {
      if (!kept.has(arrow.to)) continue;
      drawn.push(arrow);
      shapes.add(arrow.to);
      if (shapes.size > MOST_BOXES || drawn.length > MOST_ARROWS) return "";
    }
  }
  const boxes = [...shapes];
  // Boxes get a name of ours: a shape called `end` would be a word of the diagram's language.
  const box = (id: ShapeId): string => `s${boxes.indexOf(id)}`;
  return codeBlock(
    "mermaid",
    [
      `flowchart ${boxes.length > MOST_IN_A_ROW ? "TB" : "LR"}`,
      ...boxes.map((id) => `  ${box(id)}["${names.type(id)}"]`),
      ...drawn.map(({ from, to, label }) => `  ${box(from)} -->|"${label}"| ${box(to)}`),
    ].join("\n"),
  );
}

/** Structures and unions that come to hold themselves, and all shapes on the ways to them. */
const shapesBeforeCircles = defineIndex((model: Model): ReadonlySet<ShapeId> => {
  const before = new Set<ShapeId>();
  for (const id of recursionGroups(model).keys()) {
    const { type } = expectShape(model, id);
    if (type === "structure" || type === "union") before.add(id);
  }
  if (before.size === 0) return before;
  const { ids, numberOf, targets } = shapeGraph(model);
  const sources: number[][] = ids.map(() => []);
  targets.forEach((numbers, source) => {
    for (const target of numbers) sources[target]!.push(source);
  });
  // Grows while it is read.
  for (const id of before) for (const source of sources[numberOf.get(id)!]!) before.add(ids[source]!);
  return before;
});

/** To the next structure or union, through lists and maps, in the order of the model; members of one target share one. */
function arrowsOf(model: Model, from: ShapeId): readonly Arrow[] {
  const labels = new Map<ShapeId, string[]>();
  for (const member of dataMembersOf(expectShape(model, from))) {
    const end = endOf(model, member);
    if (end === undefined) continue;
    const texts = labels.get(end.id);
    const text = `${member.name}${end.marks}`;
    if (texts === undefined) labels.set(end.id, [text]);
    else texts.push(text);
  }
  return [...labels].map(([to, texts]) => ({ from, to, label: labelOf(texts) }));
}

function labelOf(texts: readonly string[]): string {
  return texts.length <= 3 ? texts.join(", ") : `${texts.slice(0, 2).join(", ")} and ${texts.length - 2} more`;
}

/** The structure or union that a member leads to; `marks` tell of lists and maps on the way, as in paths of changes. */
function endOf(model: Model, member: MemberShape): { readonly id: ShapeId; readonly marks: string } | undefined {
  let seen: Set<ShapeId> | undefined;
  let marks = "";
  for (let id = member.target; seen === undefined || !seen.has(id);) {
    const shape = expectShape(model, id);
    if (!isDataShape(shape)) return undefined;
    if (shape.type === "structure" || shape.type === "union") return { id, marks };
    if (shape.type !== "list" && shape.type !== "map") return undefined;
    (seen ??= new Set()).add(id);
    id = shape.type === "list" ? shape.member.target : shape.value.target;
    marks += shape.type === "list" ? "[]" : "{}";
  }
  return undefined;
}
