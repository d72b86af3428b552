import { closureOf } from "../../generator/model/closure.js";
import { enumValues } from "../../generator/model/enums.js";
import type { Model } from "../../generator/model/model.js";
import { expectShape } from "../../generator/model/model.js";
import { isRequired } from "../../generator/model/nullability.js";
import { UNIT } from "../../generator/model/prelude.js";
import type { ShapeId } from "../../generator/model/shape-id.js";
import { nameOf } from "../../generator/model/shape-id.js";
import type { DataShape, MemberShape, OperationShape } from "../../generator/model/shapes.js";
import { hasTrait } from "../../generator/model/traits.js";

/** What a page says of an operation: new, or the sides that gained something, as dicts of names and types. */
export interface Announcement {
  readonly isNew: boolean;
  readonly changes: ReadonlyMap<"request" | "response", unknown>;
}

/** A page of the form that changelog pages have, made from the model after the update: the reader's other half. */
export function renderPage(model: Model, title: string, announced: ReadonlyMap<string, Announcement>): string {
  const closure = closureOf(model, model.services[0]!);
  const operations = closure.operations.filter(({ id }) => announced.has(nameOf(id)));
  const lines = [title, "", `2030/01/02 - ${title} - ${operations.length} updated api methods`, ""];
  const told = operations.flatMap((operation) =>
    operationLines(model, operation, announced.get(nameOf(operation.id))!),
  );
  return lines.concat(told).join("\n");
}

function operationLines(model: Model, operation: OperationShape, { isNew, changes }: Announcement): readonly string[] {
  const name = nameOf(operation.id);
  const lines = [`${name} (${isNew ? "new" : "updated"}) Link ¶`];
  if (changes.size > 0) lines.push(`Changes (${[...changes.keys()].join(", ")})`);
  for (const [side, change] of changes) {
    if (changes.size > 1) lines.push(side === "request" ? "Request" : "Response");
    lines.push(...python(change).split("\n"));
  }
  const input = membersOfSide(model, operation.input);
  const call = input.map((member) => `    ${member.name}=${syntax(model, member.target, "    ", [])},`);
  lines.push("", "Does things.", "", "See also: AWS API Documentation", "", "Request Syntax", "");
  lines.push(`client.${name.toLowerCase()}(`, call.join("\n"), ")");
  for (const member of input) {
    const shape = expectShape(model, member.target) as DataShape;
    lines.push(`type ${member.name}`, "", typeWord(shape), "", `param ${member.name}`, "");
    if (flag(member)) lines.push("[REQUIRED]", "");
    lines.push("Tells something.", "");
    for (const line of bulletsInside(model, shape, 2, [shape.id], true)) lines.push(line);
  }
  lines.push("rtype", "", "dict", "", "returns", "", "Response Syntax", "");
  lines.push(operation.output === UNIT ? "{}" : syntax(model, operation.output, "", []), "");
  lines.push("Response Structure", "", "  • (dict) --", "");
  if (operation.output !== UNIT) {
    const output = expectShape(model, operation.output) as DataShape;
    return lines.concat(bulletsInside(model, output, 4, [output.id], false), "");
  }
  return [...lines, ""];
}

function membersOfSide(model: Model, id: ShapeId): readonly MemberShape[] {
  if (id === UNIT) return [];
  const shape = expectShape(model, id);
  return shape.type === "structure" ? [...shape.members.values()] : [];
}

function flag(member: MemberShape): boolean {
  return isRequired(member) && !hasTrait(member, "smithy.api#idempotencyToken");
}

function syntax(model: Model, id: ShapeId, indent: string, above: readonly ShapeId[]): string {
  const shape = expectShape(model, id) as DataShape;
  if (above.includes(id)) return "{'... recursive ...'}";
  const down = [...above, id];
  const deeper = `${indent}    `;
  const values = enumValues(shape);
  if (values !== undefined)
    return shape.type === "intEnum" ? "123" : values.map(({ value }) => quote(String(value))).join("|");
  switch (shape.type) {
    case "structure":
    case "union": {
      if (shape.members.size === 0) return "{}";
      const members = [...shape.members.values()];
      const parts = members.map(
        ({ name, target }) => `${deeper}${quote(name)}: ${syntax(model, target, deeper, down)}`,
      );
      return `{\n${parts.join(",\n")}\n${indent}}`;
    }
    case "list":
      return `[\n${deeper}${syntax(model, shape.member.target, deeper, down)},\n${indent}]`;
    case "map":
      return `{\n${deeper}${syntax(model, shape.key.target, deeper, down)}: ${syntax(model, shape.value.target, deeper, down)}\n${indent}}`;
    default:
      return EXAMPLES[shape.type] ?? "...";
  }
}

const EXAMPLES: Readonly<Record<string, string>> = {
  string: "'string'",
  boolean: "True|False",
  integer: "123",
  long: "123",
  short: "123",
  byte: "123",
  double: "123.0",
  timestamp: "datetime(2015, 1, 1)",
  blob: "b'bytes'",
  document: "{...}|[...]|123|123.4|'string'|True|None",
};

const WORDS: Readonly<Record<string, string>> = {
  structure: "dict",
  union: "dict",
  map: "dict",
  enum: "string",
  intEnum: "integer",
  long: "integer",
  short: "integer",
  byte: "integer",
  double: "float",
  timestamp: "datetime",
  blob: "bytes",
};

function typeWord({ type }: DataShape): string {
  return WORDS[type] ?? type;
}

function bulletsInside(
  model: Model,
  shape: DataShape,
  indent: number,
  above: readonly ShapeId[],
  isRequest: boolean,
): readonly string[] {
  const bullet = (name: string, target: ShapeId, required: boolean, at: number): string[] => {
    const inner = expectShape(model, target) as DataShape;
    const head = `${" ".repeat(at)}• ${name === "" ? "" : `${name} `}(${typeWord(inner)}) --${required ? " [REQUIRED]" : ""}`;
    const rest = above.includes(target) ? [] : bulletsInside(model, inner, at + 2, [...above, target], isRequest);
    return [head, "", ...(name === "" ? [] : [`${" ".repeat(at + 2)}Tells of ${name}.`, ""]), ...rest];
  };
  switch (shape.type) {
    case "structure":
    case "union":
      return [...shape.members.values()].flatMap((member) =>
        bullet(member.name, member.target, isRequest && flag(member), indent),
      );
    case "list":
      return bullet("", shape.member.target, false, indent);
    case "map":
      return [...bullet("", shape.key.target, false, indent), ...bullet("", shape.value.target, false, indent + 2)];
    default:
      return [];
  }
}

/** Values as Python prints them: dicts, lists, and sets, which arrive as lists of several texts. */
export function python(value: unknown): string {
  if (typeof value === "string") {
    const words = value.split(/(?<= )/);
    return words.length > 1 ? words.map(quote).join("\n") : quote(value);
  }
  if (Array.isArray(value)) return `[${value.map(python).join(", ")}]`;
  if (value instanceof Set) return `{${[...value].map(python).join(", ")}}`;
  const entries = Object.entries(value as Record<string, unknown>);
  return `{${entries.map(([key, inner]) => `${quote(key)}: ${python(inner)}`).join(",\n ")}}`;
}

function quote(text: string): string {
  return `'${text.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;
}
