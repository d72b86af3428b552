import { loadCodes } from "../../diagnostics/codes/load.js";
import type { ShapeId } from "../../model/shape-id.js";
import type { MemberShape, Shape } from "../../model/shapes.js";
import { membersOf } from "../../model/shapes.js";
import type { CheckContext } from "./context.js";

const STREAMING = "smithy.api#streaming";

/**
 * A stream is the whole payload of a message: it stands in the input or output of an operation itself, once, and the
 * events of one are structures (Smithy 2.0 spec, "streaming trait"). A service-2.json was never held to that.
 */
export function checkStreams(context: CheckContext): void {
  const { model } = context;
  if (model.form === "service-2") return;
  const streams = new Set<ShapeId>();
  for (const shape of model.shapes.values()) {
    if (!shape.traits.has(STREAMING)) continue;
    streams.add(shape.id);
    if (shape.type === "union") checkEvents(context, membersOf(shape));
  }
  if (streams.size > 0) checkPlaces(context, streams);
}

function checkEvents({ model, locate, report }: CheckContext, events: readonly MemberShape[]): void {
  for (const { id, target } of events) {
    const type = model.getShape(target)?.type ?? "structure"; // what is missing has been reported
    if (type === "structure") continue;
    const facts = { from: id, target, type, expected: "a structure, as events are" };
    report(loadCodes.wrongTarget, locate(id, ["target"]), facts);
  }
}

function checkPlaces(context: CheckContext, streams: ReadonlySet<ShapeId>): void {
  const holders = new Map<ShapeId, MemberShape>();
  const members = [...context.model.shapes.values()].flatMap((shape) => streamsOf(shape, streams));
  for (const { container, member } of members) {
    const other = holders.get(container.id);
    if (container.type !== "structure") reportPlace(context, member, `is in ${container.id}, a ${container.type}`);
    else if (other !== undefined) reportPlace(context, member, `stands beside the stream ${other.name}`);
    else holders.set(container.id, member);
  }
  if (holders.size === 0) return;
  for (const shape of context.model.shapes.values()) {
    for (const { id, target } of membersOf(shape)) {
      const member = holders.get(target);
      if (member !== undefined) reportPlace(context, member, `is in ${target}, which ${id} targets`);
    }
  }
}

function streamsOf(
  container: Shape,
  streams: ReadonlySet<ShapeId>,
): readonly { readonly container: Shape; readonly member: MemberShape }[] {
  const members = membersOf(container).filter(({ target }) => streams.has(target));
  return members.map((member) => ({ container, member }));
}

function reportPlace({ locate, report }: CheckContext, { id, target }: MemberShape, problem: string): void {
  report(loadCodes.streamPlace, locate(id, ["target"]), { member: id, stream: target, problem });
}
