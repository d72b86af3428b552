import { loadCodes } from "../../diagnostics/codes/load.js";
import { createMember } from "../../model/model.js";
import type { ShapeType } from "../../model/shapes.js";
import { UNIT } from "../../model/prelude.js";
import type { Draft } from "../smithy/ast.js";
import { newDraft } from "../smithy/ast.js";
import { describe } from "../json/json-value.js";
import { suggest } from "../suggest.js";
import { addShapeTraits } from "./common-traits.js";
import type { Conversion, OldShape } from "./document.js";
import { enumNames } from "./enum-names.js";
import { checkKeys } from "./keys.js";
import { addItem, addMember, isAlwaysStream } from "./members.js";
import type { Node, Reader } from "./reader.js";
import { at, flag, nodes, number, object, pathOf, text, texts } from "./reader.js";
import { memberEntries } from "./shape-names.js";

/** By the names of this form; the last five stand in no published file of today, and SDKs read them. */
const TYPES: ReadonlyMap<string, ShapeType> = new Map<string, ShapeType>([
  ["structure", "structure"],
  ["list", "list"],
  ["map", "map"],
  ["string", "string"],
  ["integer", "integer"],
  ["long", "long"],
  ["float", "float"],
  ["double", "double"],
  ["boolean", "boolean"],
  ["timestamp", "timestamp"],
  ["blob", "blob"],
  ["character", "string"],
  ["byte", "byte"],
  ["short", "short"],
  ["biginteger", "bigInteger"],
  ["bigdecimal", "bigDecimal"],
]);

/** The type that a shape has in Smithy. @returns undefined where it has none that we know; that is reported. */
export function smithyType(reader: Reader, name: string, node: Node): ShapeType | undefined {
  const { type, enum: values } = node.value;
  if (type === undefined) {
    reader.report(loadCodes.missingKey, at(reader, pathOf(node), "key"), { key: "type", where: `the shape ${name}` });
    return undefined;
  }
  const known = typeof type === "string" ? TYPES.get(type) : undefined;
  if (known === undefined) {
    const found = typeof type === "string" ? type : describe(type);
    const facts = { type: found, name, known: [...TYPES.keys()], suggestions: suggest(found, TYPES.keys()) };
    reader.report(loadCodes.serviceTwoType, at(reader, pathOf(node, "type")), facts);
    return undefined;
  }
  if (known === "string") return Array.isArray(values) && values.length > 0 ? "enum" : "string";
  if (known !== "structure") return known;
  if (node.value.document === true) return "document";
  return node.value.union === true || node.value.eventstream === true ? "union" : "structure";
}

export function convertShape(conversion: Conversion, shape: OldShape): Draft {
  const { node, id, type } = shape;
  checkKeys(conversion, node, "shape", "a shape");
  const draft = newDraft(id, type, "2.0");
  if (type === "structure" || type === "union") addStructure(conversion, shape, draft);
  else if (type === "blob" && isAlwaysStream(conversion, shape)) draft.traits.set("smithy.api#streaming", {});
  addShapeTraits(conversion, node, draft);
  if (type === "enum") addEnumMembers(conversion, node, draft);
  if (type === "list") addItemOf(conversion, draft, node, "member");
  if (type === "map") {
    addItemOf(conversion, draft, node, "key");
    addItemOf(conversion, draft, node, "value");
  }
  return draft;
}

function addItemOf(conversion: Conversion, draft: Draft, node: Node, name: "member" | "key" | "value"): void {
  const item = object(conversion, node, name);
  if (item !== undefined) addItem(conversion, draft, name, item);
  else if (node.value[name] === undefined)
    conversion.report(loadCodes.missingKey, at(conversion, pathOf(node), "key"), { key: name, where: `${draft.id}` });
}

function addEnumMembers(conversion: Conversion, node: Node, draft: Draft): void {
  const values = texts(conversion, node, "enum").filter(([index, value]) => {
    if (value === "")
      conversion.report(loadCodes.emptyValue, at(conversion, pathOf(node, "enum", index)), { shape: draft.id });
    return value !== "";
  });
  const unique = [...new Set(values.map(([, value]) => value))];
  for (const [value, name] of enumNames(unique))
    draft.members.set(name, createMember(draft.id, name, UNIT, new Map([["smithy.api#enumValue", value]])));
}

function addStructure(conversion: Conversion, shape: OldShape, draft: Draft): void {
  const { name, node, type } = shape;
  const members = memberEntries(conversion, nodes(conversion, node, "members"));
  const names = new Set(members.map(([member]) => member));
  const required = new Set<string>();
  for (const [index, member] of texts(conversion, node, "required")) {
    if (names.has(member)) required.add(member);
    else {
      const place = at(conversion, pathOf(node, "required", index));
      conversion.report(loadCodes.requiredMember, place, memberMeant(draft, member, names));
    }
  }
  const payload = text(conversion, node, "payload");
  if (payload !== undefined && !names.has(payload)) {
    const place = at(conversion, pathOf(node, "payload"));
    conversion.report(loadCodes.payloadMember, place, memberMeant(draft, payload, names));
  }
  const inStructure = type === "structure";
  for (const [member, reference] of members)
    addMember(conversion, draft, member, reference, {
      required: inStructure && required.has(member),
      payload: inStructure && payload === member,
      inStructure,
    });
  const root = text(conversion, node, "locationName") ?? conversion.uses.roots.get(name);
  if (conversion.protocols.xml && root !== undefined) draft.traits.set("smithy.api#xmlName", root);
  if (!inStructure) {
    if (flag(conversion, node, "eventstream")) draft.traits.set("smithy.api#streaming", {});
  } else if (flag(conversion, node, "exception") || conversion.uses.errors.has(name)) addError(conversion, node, draft);
  else addSide(conversion, name, draft);
}

function memberMeant({ id }: Draft, name: string, names: ReadonlySet<string>) {
  return (mayTakeTime: boolean) => ({ name, shape: id, suggestions: mayTakeTime ? suggest(name, names) : [] });
}

/** A structure that one operation alone uses, on one side alone, belongs to it. */
function addSide({ uses }: Conversion, name: string, draft: Draft): void {
  const [inputs, outputs] = [uses.inputs.get(name) ?? 0, uses.outputs.get(name) ?? 0];
  if (inputs + outputs !== 1 || uses.members.has(name)) return;
  draft.traits.set(inputs === 1 ? "smithy.api#input" : "smithy.api#output", {});
}

function addError(conversion: Conversion, node: Node, { traits }: Draft): void {
  const error = object(conversion, node, "error");
  const status = error && number(conversion, error, "httpStatusCode");
  const isFault = flag(conversion, node, "fault") || (error !== undefined && flag(conversion, error, "fault"));
  // `senderFault` is no guide: it stands beside statuses of both kinds.
  const side = isFault || (status ?? 0) >= 500 ? "server" : "client";
  traits.set("smithy.api#error", side);
  if (status !== undefined) traits.set("smithy.api#httpError", status);
  const code = error && text(conversion, error, "code");
  if (code !== undefined && code !== "" && conversion.protocols.queryErrors) {
    const httpResponseCode = status ?? (side === "server" ? 500 : 400);
    traits.set("aws.protocols#awsQueryError", { code, httpResponseCode });
  }
  const retryable = object(conversion, node, "retryable");
  if (retryable !== undefined)
    traits.set("smithy.api#retryable", flag(conversion, retryable, "throttling") ? { throttling: true } : {});
}
