import { expectShape } from "../../model/model.js";
import type { Model } from "../../model/model.js";
import { isRecursive, recursionGroups } from "../../model/recursion.js";
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
  if (recursionGroups(model).size === 0) return "";
  const arrows = arrowsFrom(model, root);
  const kept = new Set(arrows.flatMap(({ from, to }) => [from, to]).filter((id) => isRecursive(model, id)));
  if (kept.size === 0) return "";
  for (let before = -1; before !== kept.size;) {
    before = kept.size;
    for (const { from, to } of arrows) if (kept.has(to)) kept.add(from);
  }
  const drawn = arrows.filter(({ from, to }) => kept.has(from) && kept.has(to));
  if (kept.size > MOST_BOXES || drawn.length > MOST_ARROWS) return "";
  const boxes = [...new Set([root, ...drawn.flatMap(({ from, to }) => [from, to])])];
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

/** From structure or union to the next, through lists and maps, in the order of the model; members of one target share one. */
function arrowsFrom(model: Model, root: ShapeId): readonly Arrow[] {
  const arrows: Arrow[] = [];
  const seen = new Set([root]);
  // Grows while it is read.
  for (const from of seen) {
    const labels = new Map<ShapeId, string[]>();
    for (const member of dataMembersOf(expectShape(model, from))) {
      const end = endOf(model, member);
      if (end === undefined) continue;
      const texts = labels.get(end.id);
      const text = `${member.name}${end.marks}`;
      if (texts === undefined) labels.set(end.id, [text]);
      else texts.push(text);
      seen.add(end.id);
    }
    for (const [to, texts] of labels) arrows.push({ from, to, label: labelOf(texts) });
  }
  return arrows;
}

function labelOf(texts: readonly string[]): string {
  return texts.length <= 3 ? texts.join(", ") : `${texts.slice(0, 2).join(", ")} and ${texts.length - 2} more`;
}

/** The structure or union that a member leads to; `marks` tell of lists and maps on the way, as in paths of changes. */
function endOf(model: Model, member: MemberShape): { readonly id: ShapeId; readonly marks: string } | undefined {
  const seen = new Set<ShapeId>();
  let marks = "";
  for (let id = member.target; !seen.has(id);) {
    seen.add(id);
    const shape = expectShape(model, id);
    if (!isDataShape(shape)) return undefined;
    if (shape.type === "structure" || shape.type === "union") return { id, marks };
    if (shape.type === "list") id = shape.member.target;
    else if (shape.type === "map") id = shape.value.target;
    else return undefined;
    marks += shape.type === "list" ? "[]" : "{}";
  }
  return undefined;
}
