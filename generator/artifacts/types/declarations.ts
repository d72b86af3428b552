import { enumValues, isEnumeration } from "../../model/enums.js";
import type { Model } from "../../model/model.js";
import { targetOf } from "../../model/model.js";
import { operationErrors } from "../../model/operations.js";
import { UNIT } from "../../model/prelude.js";
import type { ShapeId } from "../../model/shape-id.js";
import { nameOf } from "../../model/shape-id.js";
import type { DataShape, MemberShape, StructureShape } from "../../model/shapes.js";
import { hasTrait, trait } from "../../model/traits.js";
import type { Entries } from "../../print/block-text.js";
import type { TypeDoc } from "../../print/layout.js";
import {
  assignedLiteral,
  atomType,
  intersectionType,
  literalProperty,
  methodHead,
  signatureText,
  textType,
  typeAlias,
  unionType,
} from "../../print/layout.js";
import { indented, PRINT_WIDTH, printLine } from "../../print/print-doc.js";
import { numberLiteral, objectKey, propertyAccess, stringLiteral, typeKey } from "../../print/literals.js";
import { INHERITED_NAMES } from "../../print/names.js";
import type { PackageContext } from "../context.js";
import type { CommentScope } from "./documentation.js";
import { linksOf, memberComment, operationComment, shapeComment, valueComment } from "./documentation.js";
import type { Direction, TypeScope } from "./member-type.js";
import { EMPTY_TYPE, definitionOf, directionOf, isOptional, memberType, openEndOf, typeScope } from "./member-type.js";

/** What the declarations of a package are made from. */
export interface DeclarationScope extends TypeScope, CommentScope {}

export function declarationScope(context: PackageContext): DeclarationScope {
  return { ...typeScope(context), history: context.history, links: linksOf(context), targets: new Map() };
}

/** The table of operations, one entry each. */
export function operationsTable(scope: DeclarationScope): string {
  const { closure, names } = scope;
  const side = (id: ShapeId): string => (id === UNIT ? EMPTY_TYPE : names.type(id));
  const rows = closure.operations.map((operation) => {
    const errors = operationErrors(closure.model, closure.service, operation).map(({ id }) => names.type(id));
    return `${operationComment(scope, operation)}${typeKey(nameOf(operation.id))}: {
    input: ${side(operation.input)};
    output: ${side(operation.output)};
    ${errorsProperty(errors)}
  };`;
  });
  return `/** Input, output and errors of each operation. */\nexport interface Operations ${membersBlock(rows)}`;
}

function errorsProperty(names: readonly string[]): string {
  return names.length === 0 ? "errors: never;" : unionProperty("errors", names, 4);
}

/** The declarations of a shape, its comment above them. */
export function declarationOf(scope: DeclarationScope, shape: DataShape): string {
  const comment = shapeComment(scope, shape);
  const name = scope.names.type(shape.id);
  if (shape.type === "structure") {
    if (hasTrait(shape, "smithy.api#error")) return errorDeclarations(scope, shape, comment);
    return comment + interfaceOf(scope, shape, name);
  }
  if (shape.type === "union") {
    const direction = directionOf(scope.closure, shape.id);
    const members: Entries = (indentation) =>
      [...shape.members.values()].map((member) => {
        const type = memberType(scope, member, direction);
        return memberComment(scope, member) + property(typeKey(member.name), type, indentation);
      });
    return comment + assigned(`export type ${name} =`, "OneOf<", members, ">;");
  }
  if (isEnumeration(shape)) return comment + enumDeclarations(scope, shape, name);
  return comment + aliasOf(name, definitionOf(scope, shape, directionOf(scope.closure, shape.id)));
}

function interfaceOf(scope: DeclarationScope, shape: StructureShape, name: string): string {
  const direction = directionOf(scope.closure, shape.id);
  const members: string[] = [];
  for (const member of shape.members.values()) members.push(memberEntry(scope, member, direction));
  return `export interface ${name} ${membersBlock(members.length === 0 ? ["$metadata?: unknown;"] : members)}`;
}

/** `export type Name = Type;` */
function aliasOf(name: string, type: TypeDoc): string {
  const { flat } = type;
  if (flat === undefined || name.length + flat.length + 16 > PRINT_WIDTH) return printLine(typeAlias(name, type));
  return `export type ${name} = ${flat};`;
}

/** `{`, entries one below the other, `}`; an entry has its own lines behind the first where they belong. */
function membersBlock(entries: readonly string[]): string {
  return entries.length === 0 ? "{}" : `{\n  ${entries.join("\n  ")}\n}`;
}

/** A member of a structure under its comment. @param modifier what stands before the name, with a blank. */
function memberEntry(scope: DeclarationScope, member: MemberShape, direction: Direction, modifier = ""): string {
  const key = modifier + typeKey(member.name);
  const type = memberType(scope, member, direction);
  const comment = memberComment(scope, member);
  return comment + (isOptional(member) ? optionalProperty(key, type) : property(key, type, 2));
}

/** `key: Type;` so many columns in. */
function property(key: string, type: TypeDoc, indentation: number): string {
  return indented(signatureText(key, type, indentation), 2);
}

/** `key?: Type | undefined;` two columns in. */
function optionalProperty(key: string, type: TypeDoc): string {
  const { flat } = type;
  if (flat !== undefined && key.length + flat.length + 18 <= PRINT_WIDTH) return `${key}?: ${flat} | undefined;`;
  if (flat !== undefined && !type.breakable) return unionProperty(`${key}?`, [flat, "undefined"], 2);
  return property(`${key}?`, unionType([...(type.alternatives ?? [type]), atomType("undefined")]), 2);
}

/** `key: A | B;` so many columns in. Where the line has no room, the types stand below the key, and else one a line. */
function unionProperty(key: string, types: readonly string[], indentation: number): string {
  const flat = types.join(" | ");
  if (types.length === 1 || key.length + flat.length + 3 + indentation <= PRINT_WIDTH) return `${key}: ${flat};`;
  const start = `\n${" ".repeat(indentation + 2)}`;
  if (flat.length + 3 + indentation <= PRINT_WIDTH) return `${key}:${start}${flat};`;
  return `${key}:${start}| ${types.join(`${start}| `)};`;
}

/** `left opening{ … }closing`: what is right of `left` goes below it where it would begin beyond the width of a line. */
function assigned(left: string, opening: string, entries: Entries, closing: string): string {
  const beside = `${left} ${opening}{`.length <= PRINT_WIDTH;
  const block = `${opening}${membersBlock(entries(beside ? 2 : 4))}${closing}`;
  return beside ? `${left} ${block}` : `${left}\n  ${indented(block, 2)}`;
}

function enumDeclarations(scope: DeclarationScope, shape: DataShape, name: string): string {
  const entries: Entries = (indentation) =>
    enumValues(shape)!.map((entry) => {
      const text = typeof entry.value === "number" ? numberLiteral(entry.value) : stringLiteral(entry.value);
      const value = literalProperty(objectKey(entry.name ?? String(entry.value)), text);
      return valueComment(scope, shape, entry) + indented(printLine(value, indentation), 2);
    });
  return `${assigned(`export const ${name} =`, "", entries, " as const;")}\n${valuesType(scope, shape, name)}`;
}

/** The type of an enumeration, by the constant of its name. */
function valuesType(scope: DeclarationScope, shape: DataShape, name: string): string {
  const values = `(typeof ${name})[keyof typeof ${name}]`;
  if (scope.isOpen(shape.id)) return aliasOf(name, unionType([textType(values), textType(openEndOf(shape))]));
  const line = `export type ${name} = ${values};`;
  return line.length <= PRINT_WIDTH ? line : `export type ${name} =\n  ${values};`;
}

/** Properties that the class of an error has whatever its model says. */
const OWN_PROPERTIES: ReadonlySet<string> = new Set([
  "name",
  "$fault",
  "$retryable",
  "message",
  "stack",
  "constructor",
]);

/** `Error` has an optional `cause` of any type, which the model's narrows; the rest is what every object has. */
const INHERITED_PROPERTIES = new Set([
  "cause",
  "toString",
  "toLocaleString",
  "valueOf",
  "hasOwnProperty",
  "isPrototypeOf",
  "propertyIsEnumerable",
]);

const THROTTLING = "readonly $retryable: { readonly throttling: boolean } = { throttling: true };";
/** The SDK's exceptions that are no throttling have an empty object here. */
const RETRYABLE = `readonly $retryable: { readonly throttling?: boolean } = {
    throttling: false,
  };`;

function errorDeclarations(scope: DeclarationScope, shape: StructureShape, comment: string): string {
  const name = scope.names.type(shape.id);
  const membersName = scope.names.errorMembers(shape.id);
  const direction = directionOf(scope.closure, shape.id);
  const fault = stringLiteral(trait(shape, "smithy.api#error") ?? "client");
  const retryable = trait(shape, "smithy.api#retryable");
  const members = [...shape.members.values()].filter((member) => !OWN_PROPERTIES.has(member.name));
  const message = oddMessage(scope, shape);
  const literal = stringLiteral(nameOf(shape.id));
  const body = [
    indented(printLine(assignedLiteral(`override readonly name: ${literal}`, literal), 2), 2),
    printLine(assignedLiteral(`readonly $fault: ${fault}`, fault), 2),
    ...(retryable === undefined ? [] : [retryable.throttling === true ? THROTTLING : RETRYABLE]),
    ...members.map((member) => {
      const modifier = INHERITED_PROPERTIES.has(member.name) ? "override " : "";
      return memberEntry(scope, member, direction, modifier);
    }),
    ...(message === undefined ? [] : [oddMessageEntry(scope, message, direction)]),
  ];
  const own = `/** The modelled members of {@link ${name}}. */\n`;
  return `${own}${interfaceOf(scope, shape, membersName)}

${comment}export class ${name} extends ${scope.global("Error")} {
  ${body.join("\n  ")}

  ${errorConstructor(scope, shape, members, message)}
}`;
}

/** The member `message` of an error whose model says that it is no text. */
function oddMessage({ closure }: TypeScope, shape: StructureShape): MemberShape | undefined {
  const message = shape.members.get("message");
  return message === undefined || isText(closure.model, message) ? undefined : message;
}

/** To the compiler the `message` of an error is text, so that it is both here. */
function oddMessageEntry(scope: DeclarationScope, message: MemberShape, direction: Direction): string {
  const type = intersectionType(memberType(scope, message, direction), atomType("string"));
  return memberComment(scope, message) + property("declare message", type, 2);
}

function errorConstructor(
  scope: DeclarationScope,
  shape: StructureShape,
  members: readonly MemberShape[],
  message: MemberShape | undefined,
): string {
  const type = atomType(scope.names.errorMembers(shape.id));
  const all = shape.members.has("message") ? type : intersectionType(type, atomType("ErrorText"));
  const statements = members.map((member) => `\n    ${memberAssignment(scope, member)}`);
  if (message !== undefined) {
    const condition = isOptional(message) ? "if (members.message !== undefined) " : "";
    statements.push(`\n    ${condition}this.message = members.message as never;`);
  }
  const head = indented(printLine(methodHead("constructor", "members", all), 2), 2);
  return `${head}\n    super(${messageOf(scope, shape)});${statements.join("")}\n  }`;
}

/** Of the names that every object has, a member's value is what stands under it in `members` itself. */
function memberAssignment(scope: TypeScope, member: MemberShape): string {
  const { name } = member;
  const access = propertyAccess(name);
  const assignment = `this${access} = members${access};`;
  if (!INHERITED_NAMES.has(name) || !isOptional(member)) return assignment;
  const condition = `if (${scope.global("Object")}.hasOwn(members, ${stringLiteral(name)}))`;
  const isShort = condition.length + assignment.length + 5 <= PRINT_WIDTH;
  return `${condition}${isShort ? " " : "\n      "}${assignment}`;
}

/** The text that an error is made with: `message`, however its model writes that. */
function messageOf({ closure: { model } }: TypeScope, shape: StructureShape): string {
  const own = shape.members.get("message");
  if (own !== undefined) return isText(model, own) ? "members.message" : "";
  const members = [...shape.members.values()];
  const other = members.find((member) => member.name.toLowerCase() === "message" && isText(model, member));
  return other === undefined ? "members.message" : `members.message ?? members${propertyAccess(other.name)}`;
}

function isText(model: Model, member: MemberShape): boolean {
  const { type } = targetOf(model, member);
  return type === "string" || type === "enum";
}
