import type { EnumValue } from "../../model/enums.js";
import { enumValues } from "../../model/enums.js";
import { operationErrors } from "../../model/operations.js";
import { UNIT } from "../../model/prelude.js";
import type { ShapeId } from "../../model/shape-id.js";
import { nameOf } from "../../model/shape-id.js";
import type { DataShape, MemberShape, StructureShape } from "../../model/shapes.js";
import { hasTrait, trait } from "../../model/traits.js";
import { documentationText } from "../../print/documentation-tsdoc.js";
import type { Entries } from "../../print/block-text.js";
import { assignedBlock, blockText } from "../../print/block-text.js";
import type { TypeDoc } from "../../print/layout.js";
import {
  assignedLiteral,
  atomType,
  intersectionType,
  literalProperty,
  method,
  propertySignature,
  textType,
  typeAlias,
  unionType,
} from "../../print/layout.js";
import type { Line } from "../../print/print-doc.js";
import { printDoc, printLine } from "../../print/print-doc.js";
import { numberLiteral, objectKey, propertyAccess, stringLiteral, typeKey } from "../../print/literals.js";
import { tsDoc } from "../../print/tsdoc.js";
import type { PackageContext } from "../context.js";
import { deprecationText, linksOf, memberComment, operationComment, shapeComment } from "./documentation.js";
import type { TypeScope } from "./member-type.js";
import { EMPTY_TYPE, definitionOf, directionOf, isOptional, memberType } from "./member-type.js";

/** The table of operations, one entry each. */
export function operationsTable(context: PackageContext): string {
  const { closure, names } = context;
  const rows = closure.operations.map((operation) => {
    const errors = operationErrors(closure.model, closure.service, operation).map(({ id }) => names.type(id));
    const side = (id: ShapeId): TypeDoc => (id === UNIT ? EMPTY_TYPE : atomType(names.type(id)));
    const entry = blockText([
      printLine(propertySignature("input", side(operation.input)), 4),
      printLine(propertySignature("output", side(operation.output)), 4),
      printLine(propertySignature("errors", errorUnion(errors)), 4),
    ]);
    return `${operationComment(context, operation)}${typeKey(nameOf(operation.id))}: ${entry};`;
  });
  return `/** Input, output and errors of each operation. */\nexport interface Operations ${blockText(rows)}`;
}

function errorUnion(names: readonly string[]): TypeDoc {
  const [first, ...others] = names;
  if (first === undefined) return atomType("never");
  return others.length === 0 ? atomType(first) : unionType(names.map(atomType));
}

/** The declarations of a shape, its comment above them. */
export function declarationOf(context: PackageContext, scope: TypeScope, shape: DataShape): string {
  const comment = shapeComment(context, shape);
  const name = scope.names.type(shape.id);
  if (shape.type === "structure") {
    if (hasTrait(shape, "smithy.api#error")) return errorDeclarations(context, scope, shape, comment);
    return comment + interfaceOf(context, scope, shape, name);
  }
  if (shape.type === "union") {
    const members: Entries = (indentation) =>
      [...shape.members.values()].map((member) => {
        const signature = propertySignature(typeKey(member.name), memberType(scope, member));
        return memberComment(context, member, 2) + printLine(signature, indentation);
      });
    return comment + assignedBlock(`export type ${name} =`, "OneOf<", members, ">;");
  }
  const values = enumValues(shape);
  if (values !== undefined) return comment + enumDeclarations(context, scope, shape, name);
  const type = definitionOf(scope, shape, directionOf(scope.closure, shape.id));
  return comment + printLine(typeAlias(name, type));
}

function interfaceOf(context: PackageContext, scope: TypeScope, shape: StructureShape, name: string): string {
  const members = [...shape.members.values()].map(
    (member) => memberComment(context, member, 2) + printLine(memberSignature(scope, member), 2),
  );
  return `export interface ${name} ${blockText(members.length === 0 ? ["$metadata?: unknown;"] : members)}`;
}

/** @param modifier what stands before the name, with a blank. */
function memberSignature(scope: TypeScope, member: MemberShape, modifier: string = ""): Line {
  const key = modifier + typeKey(member.name);
  const type = memberType(scope, member);
  if (!isOptional(member)) return propertySignature(key, type);
  const alternatives = type.alternatives ?? [type];
  return propertySignature(`${key}?`, unionType([...alternatives, atomType("undefined")]));
}

function enumDeclarations(context: PackageContext, scope: TypeScope, shape: DataShape, name: string): string {
  const { history } = context;
  const links = linksOf(context);
  const print = (entry: EnumValue, indentation: number): string => {
    const since = history.valueSince(shape.id, entry.value);
    const parts = {
      description: documentationText(entry.documentation, links),
      since,
      deprecated: deprecationText(entry.deprecated, links),
    };
    const text = typeof entry.value === "number" ? numberLiteral(entry.value) : stringLiteral(entry.value);
    const property = literalProperty(objectKey(entry.name ?? String(entry.value)), text);
    return tsDoc(parts, 2) + printLine(property, indentation);
  };
  const entries: Entries = (indentation) => (enumValues(shape) ?? []).map((entry) => print(entry, indentation));
  const values = textType(`(typeof ${name})[keyof typeof ${name}]`);
  const open = textType(shape.type === "intEnum" ? "(number & {})" : "(string & {})");
  const type = scope.isOpen(shape.id) ? unionType([values, open]) : values;
  return `${assignedBlock(`export const ${name} =`, "", entries, " as const;")}\n${printLine(typeAlias(name, type))}`;
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
const RETRYABLE = `readonly $retryable: { readonly throttling?: boolean } = ${blockText(["throttling: false,"])};`;

function errorDeclarations(context: PackageContext, scope: TypeScope, shape: StructureShape, comment: string): string {
  const name = scope.names.type(shape.id);
  const membersName = scope.names.errorMembers(shape.id);
  const fault = stringLiteral(trait(shape, "smithy.api#error") ?? "client");
  const retryable = trait(shape, "smithy.api#retryable");
  const members = [...shape.members.values()].filter((member) => !OWN_PROPERTIES.has(member.name));
  const parameter = shape.members.has("message")
    ? `members: ${membersName}`
    : ["members: ", intersectionType(atomType(membersName), atomType("ErrorText")).layout()];
  const literal = stringLiteral(nameOf(shape.id));
  const body = [
    printLine(assignedLiteral(`override readonly name: ${literal}`, literal), 2),
    printLine(assignedLiteral(`readonly $fault: ${fault}`, fault), 2),
    ...(retryable === undefined ? [] : [retryable.throttling === true ? THROTTLING : RETRYABLE]),
    ...members.map((member) => {
      const modifier = INHERITED_PROPERTIES.has(member.name) ? "override " : "";
      return memberComment(context, member, 2) + printLine(memberSignature(scope, member, modifier), 2);
    }),
    "",
    printDoc(
      method(
        "constructor",
        [parameter],
        [
          `super(${messageOf(scope, shape)});`,
          ...members.map((member) => {
            const access = propertyAccess(member.name);
            return `this${access} = members${access};`;
          }),
        ],
      ),
      2,
    ),
  ];
  const own = `/** The modelled members of {@link ${name}}. */\n`;
  return [
    own + interfaceOf(context, scope, shape, membersName),
    "",
    `${comment}export class ${name} extends ${scope.global("Error")} ${blockText(body)}`,
  ].join("\n");
}

/** The text that an error is made with: `message`, however its model writes that. */
function messageOf(scope: TypeScope, shape: StructureShape): string {
  const isText = (member: MemberShape): boolean => memberType(scope, member).flat === "string";
  const own = shape.members.get("message");
  if (own !== undefined) return isText(own) ? "members.message" : "";
  const other = [...shape.members.values()].find((member) => member.name.toLowerCase() === "message" && isText(member));
  return other === undefined ? "members.message" : `members.message ?? members${propertyAccess(other.name)}`;
}
