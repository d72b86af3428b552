import { doc } from "prettier";
import type { Doc } from "prettier";
import { PRINT_WIDTH } from "./print-doc.js";

const { align, group, hardline, ifBreak, indent, indentIfBreak, join, line, softline, conditionalGroup } = doc.builders;

/** `{`, one entry a line, `}`: as prettier keeps an object whose first key stands on a line of its own. */
export function block(entries: readonly Doc[]): Doc {
  return ["{", indentedLines(entries), "}"];
}

/** One entry a line between brackets that stand around them. */
export function indentedLines(entries: readonly Doc[]): Doc {
  return entries.length === 0 ? "" : [indent([hardline, join(hardline, [...entries])]), hardline];
}

/** A type as TypeScript writes it, with what decides over its layout. */
export interface TypeDoc {
  readonly contents: Doc;
  /** A name or keyword without arguments: as the only argument of another type it never stands on its own line. */
  readonly atom: boolean;
  /** Whether a line may break inside. */
  readonly breakable: boolean;
  /** The alternatives of a union, where it is one. */
  readonly alternatives?: readonly TypeDoc[];
  /** The arguments of a generic type, where it is one. */
  readonly args?: readonly TypeDoc[];
}

export function atomType(text: string): TypeDoc {
  return { contents: text, atom: true, breakable: false };
}

/** Text that does not break but is more than a name: `typeof x`, a literal, `A[number]`. */
export function textType(text: string): TypeDoc {
  return { contents: text, atom: false, breakable: false };
}

export function genericType(name: string, args: readonly TypeDoc[]): TypeDoc {
  const [only] = args;
  const contents = args.map((arg) => typeInside(arg));
  if (args.length === 1 && only!.atom)
    return { contents: [name, "<", contents[0]!, ">"], atom: false, breakable: only!.breakable, args };
  return {
    contents: group([name, "<", indent([softline, join([",", line], contents)]), softline, ">"]),
    atom: false,
    breakable: true,
    args,
  };
}

export function arrayType(item: TypeDoc): TypeDoc {
  const contents =
    item.alternatives === undefined
      ? item.contents
      : group(["(", indent([softline, group(unionOf(item))]), softline, ")"]);
  return { contents: [contents, "[]"], atom: false, breakable: item.breakable };
}

export function unionType(alternatives: readonly TypeDoc[]): TypeDoc {
  return { contents: "", atom: false, breakable: true, alternatives };
}

/** `readonly [A, B]`. */
export function readonlyTuple(items: readonly TypeDoc[]): TypeDoc {
  const contents = items.map(typeInside);
  return {
    contents: group(["readonly [", indent([softline, join([",", line], contents), ifBreak(",")]), softline, "]"]),
    atom: false,
    breakable: true,
  };
}

/** `{ … }`, one member a line. */
export function objectType(members: readonly Doc[]): TypeDoc {
  return { contents: block(members), atom: true, breakable: members.length > 0 };
}

function unionOf(type: TypeDoc): Doc {
  const items = (type.alternatives ?? [type]).map((item) => align(2, typeInside(item)));
  return [ifBreak("| "), join([line, "| "], items)];
}

function typeInside(type: TypeDoc): Doc {
  return type.alternatives === undefined ? type.contents : group(indent([softline, unionOf(type)]));
}

/** `key: type;` of an interface, a class or a type literal. */
export function propertySignature(key: string, type: TypeDoc): Doc {
  if (type.alternatives === undefined) return [key, ": ", type.contents, ";"];
  return [key, ":", group(indent([line, group(unionOf(type))])), ";"];
}

/** `export type name = type;` */
export function typeAlias(name: string, type: TypeDoc, exported = true): Doc {
  const left = `${exported ? "export " : ""}type ${name} =`;
  if (type.alternatives !== undefined) return [left, group(indent([line, group(unionOf(type))])), ";"];
  return [fluid(left, type.contents), ";"];
}

/** An argument or value, with what decides over its layout. */
export interface Argument {
  readonly contents: Doc;
  /** Prettier's `isSimpleCallArgument`: a chain of more than two calls breaks where one of its arguments is not. */
  readonly simple: boolean;
  /** Prettier's `isLoneShortArgument`. */
  readonly short: boolean;
  /** An object or array literal, which stays beside the opening parenthesis. */
  readonly hugged?: boolean;
  /** Whether a function is called in it. */
  readonly calls?: boolean;
}

export function argument(text: string): Argument {
  const isMember = /^[A-Za-z_$][\w$]*\./.test(text);
  return { contents: text, simple: true, short: !isMember && text.length <= PRINT_WIDTH / 4 };
}

export function regexArgument(text: string): Argument {
  const simple = text.lastIndexOf("/") - 1 <= 5;
  return { contents: text, simple, short: simple };
}

/** `[a, b]` as the only argument of a call. */
export function arrayArgument(items: readonly Chain[]): Argument {
  const list = [indent([softline, join([",", line], items.map(printChain)), ifBreak(",")]), softline];
  return { contents: group(["[", ...list, "]"]), simple: true, short: false, hugged: true, calls: true };
}

export interface Call {
  /** `min` of `.min(1)`, or `custom<T>` of `.custom<T>(check)`. */
  readonly name: Doc;
  readonly args: readonly Argument[];
}

/** `root.call(…).call(…)`; `root` is a name, or a call of a function: `text()`. */
export interface Chain {
  readonly root: string;
  /** The arguments where the root is a call itself. */
  readonly rootArgs?: readonly Argument[];
  readonly calls: readonly Call[];
}

export function chain(root: string, ...calls: readonly Call[]): Chain {
  return { root, calls };
}

export function callOf(root: string, ...args: readonly Argument[]): Chain {
  return { root, rootArgs: args, calls: [] };
}

export function call(name: Doc, ...args: readonly Argument[]): Call {
  return { name, args };
}

export function withCalls(before: Chain, ...calls: readonly Call[]): Chain {
  return { ...before, calls: [...before.calls, ...calls] };
}

export function chainArgument(value: Chain): Argument {
  const bare = value.rootArgs === undefined && value.calls.length === 0;
  const short = bare && value.root.length <= PRINT_WIDTH / 4;
  return { contents: printChain(value), simple: true, short, calls: !bare };
}

function printArguments(args: readonly Argument[]): Doc {
  if (args.length === 0) return "()";
  const last = args.at(-1)!;
  if (last.hugged === true && args.length === 1) return ["(", last.contents, ")"];
  const contents = args.map((arg) => arg.contents);
  return group(["(", indent([softline, join([",", line], contents), ifBreak(",")]), softline, ")"]);
}

/** Prettier's rules for member chains: one line where it fits, else one call a line from the third group on. */
export function printChain({ root, rootArgs, calls }: Chain): Doc {
  const head: Doc = rootArgs === undefined ? root : [root, printArguments(rootArgs)];
  const tail: Doc[] = calls.map(({ name, args }) => [".", name, printArguments(args)]);
  const oneLine = [head, ...tail];
  if (tail.length <= 1) return oneLine;
  const expanded = [head, indent(tail.map((part) => [hardline, part]))];
  const all = [...(rootArgs === undefined ? [] : [rootArgs]), ...calls.map(({ args }) => args)];
  const forced =
    (all.length > 2 && all.some((args) => args.some((arg) => !arg.simple))) ||
    tail.slice(0, -1).some((part) => doc.utils.willBreak(part));
  return forced ? group(expanded) : conditionalGroup([oneLine, expanded]);
}

/** Prettier's `isPoorlyBreakableMemberOrCallChain`. */
function isPoorlyBreakable({ root, rootArgs, calls }: Chain): boolean {
  const all = [...(rootArgs === undefined ? [] : [rootArgs]), ...calls.map(({ args }) => args)];
  return (
    root !== "" && all.length > 0 && all.every((args) => args.length === 0 || (args.length === 1 && args[0]!.short))
  );
}

/** `key: value,` of an object literal. */
export function property(key: string, value: Chain): Doc {
  const right = printChain(value);
  const bare = value.rootArgs === undefined && value.calls.length === 0;
  if (bare || isPoorlyBreakable(value)) return besideOrBelow([key, ":"], right, key);
  return group([fluid([key, ":"], right), ","]);
}

/** `key: "text",` of an object literal. */
export function literalProperty(key: string, text: string): Doc {
  return besideOrBelow([key, ":"], text, key);
}

/** Prettier leaves a value beside a key that is narrower than an indentation and three columns. */
function besideOrBelow(left: Doc, right: Doc, key: string): Doc {
  if (key.length < 5) return [left, " ", right, ","];
  return [below(left, right), ","];
}

/** `get key(): type { return value; },`; without the type in JavaScript. */
export function getter(key: string, type: TypeDoc | undefined, value: Chain): Doc {
  const annotation = type === undefined ? "" : [": ", type.contents];
  return ["get ", key, "()", annotation, " ", block([["return ", printChain(value), ";"]]), ","];
}

/**
 * `export const name: type = ⟨pure⟩ value;`, which bundlers drop where nobody uses it. The mark covers one call only, so a
 * value of several is what a function of its own returns.
 */
export function pureConstant(name: string, type: TypeDoc, value: Chain, maker: string): Doc {
  if (!isOneCall(value)) return [madeConstant(name, type, maker), hardline, madeBy(maker, printChain(value))];
  return typedConstant(name, type, printChain(value), isPoorlyBreakable(value) ? below : fluid);
}

/** `export const name: type = ⟨pure⟩ maker();` */
export function madeConstant(name: string, type: TypeDoc, maker: string): Doc {
  return typedConstant(name, type, [maker, "()"], below);
}

function typedConstant(name: string, type: TypeDoc, value: Doc, layout: typeof below): Doc {
  const left = ["export const ", name, ": ", type.contents, " ="];
  const right = ["/*#__PURE__*/ ", value];
  return [isComplex(type) ? group([left, " ", group(right)]) : layout(left, right), ";"];
}

/** Prettier's `isComplexTypeAnnotation`: what is right of such a type stays beside it. */
function isComplex({ args = [] }: TypeDoc): boolean {
  return args.length > 1 && args.some((arg) => arg.args !== undefined);
}

function madeBy(maker: string, value: Doc): Doc {
  return ["function ", maker, "() ", block([["return ", value, ";"]])];
}

/** `z.boolean()`, whose arguments call nothing. */
function isOneCall({ rootArgs, calls }: Chain): boolean {
  return rootArgs === undefined && calls.length === 1 && calls[0]!.args.every((each) => each.calls !== true);
}

/** `const name = value;`, of JavaScript. */
export function plainConstant(name: string, value: Chain): Doc {
  return [fluid(["const ", name, " ="], printChain(value)), ";"];
}

/** `left = "text";`: what is too long goes to a line of its own. */
export function assignedLiteral(left: Doc, text: string): Doc {
  return [group([left, " =", group(indent([line, text]))]), ";"];
}

/** `export const name = value;` */
export function constant(name: string, value: Doc): Doc {
  return [fluid(["export const ", name, " ="], value), ";"];
}

/** Prettier's `break-after-operator` layout of an assignment: the right side goes to a line of its own where it is too long. */
function below(left: Doc, right: Doc): Doc {
  return group([group(left), group(indent([line, right]))]);
}

/** Prettier's `fluid` layout of an assignment: the right side goes to a line of its own where its head does not fit. */
export function fluid(left: Doc, right: Doc): Doc {
  const id = Symbol("assignment");
  return group([group(left), group(indent(line), { id }), indentIfBreak(group(right), { groupId: id })]);
}

/** `export { a, b } from "./file.js";` */
export function listed(keyword: string, names: readonly string[], from: string): Doc {
  return [
    group([keyword, " {", indent([line, join([",", line], [...names])]), ifBreak(","), line, "}"]),
    ` from "${from}";`,
  ];
}

/** `first & second`. */
export function intersection(first: Doc, second: Doc): Doc {
  return group([first, " &", indent([line, second])]);
}

/** `name(parameters) {` and its body. */
export function method(head: string, parameters: readonly Doc[], statements: readonly Doc[]): Doc {
  const list =
    parameters.length === 0
      ? "()"
      : group(["(", indent([softline, join([",", line], [...parameters]), ifBreak(",")]), softline, ")"]);
  return [head, list, " ", block(statements)];
}
