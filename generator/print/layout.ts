import { isPlain } from "./columns.js";
import type { Doc } from "./doc.js";
import { conditionalGroup, group, hardline, ifBreak, indent, indentIfBreak, join, line, softline } from "./doc.js";
import type { Line } from "./print-doc.js";
import { PRINT_WIDTH, printLine } from "./print-doc.js";

/** `{`, one entry a line, `}`: as prettier keeps an object whose first key stands on a line of its own. */
export function block(entries: readonly Doc[]): Doc {
  return ["{", indentedLines(entries), "}"];
}

/** One entry a line between brackets that stand around them. */
export function indentedLines(entries: readonly Doc[]): Doc {
  return entries.length === 0 ? "" : [indent([hardline, join(hardline, entries)]), hardline];
}

/** A type as TypeScript writes it, with what decides over its layout. */
export interface TypeDoc extends Line {
  /** A name or keyword without arguments: as the only argument of another type it never stands on its own line. */
  readonly atom: boolean;
  /** Whether a line may break inside. */
  readonly breakable: boolean;
  /** The alternatives of a union, where it is one. */
  readonly alternatives?: readonly TypeDoc[];
  /** The arguments of a generic type, where it is one. */
  readonly args?: readonly TypeDoc[];
}

/** Text that does not break. */
function unbroken(text: string): Line {
  return { flat: text, layout: () => text };
}

/** On one line: `before`, the parts with `between` between them, `after`. */
function joined(before: string, parts: readonly Line[], between: string, after: string): string | undefined {
  let text = before;
  for (let index = 0; index < parts.length; index++) {
    const { flat } = parts[index]!;
    if (flat === undefined) return undefined;
    text += index === 0 ? flat : between + flat;
  }
  return text + after;
}

export function atomType(text: string): TypeDoc {
  return { flat: text, layout: () => text, atom: true, breakable: false };
}

/** Text that does not break but is more than a name: `typeof x`, a literal, `A[number]`. */
export function textType(text: string): TypeDoc {
  return { flat: text, layout: () => text, atom: false, breakable: false };
}

export function genericType(name: string, args: readonly TypeDoc[]): TypeDoc {
  const [only] = args;
  const hugged = args.length === 1 && only!.atom;
  return {
    flat: joined(`${name}<`, args, ", ", ">"),
    layout: () =>
      hugged
        ? [name, "<", typeInside(only!), ">"]
        : group([name, "<", indent([softline, join([",", line], args.map(typeInside))]), softline, ">"]),
    atom: false,
    breakable: !hugged || only!.breakable,
    args,
  };
}

export function arrayType(item: TypeDoc): TypeDoc {
  const inBrackets = item.alternatives !== undefined;
  return {
    flat: inBrackets ? joined("(", [item], "", ")[]") : joined("", [item], "", "[]"),
    layout: () => [
      inBrackets ? group(["(", indent([softline, group(unionOf(item))]), softline, ")"]) : item.layout(),
      "[]",
    ],
    atom: false,
    breakable: item.breakable,
  };
}

export function unionType(alternatives: readonly TypeDoc[]): TypeDoc {
  const type: TypeDoc = {
    flat: joined("", alternatives, " | ", ""),
    layout: () => group(unionOf(type)),
    atom: false,
    breakable: true,
    alternatives,
  };
  return type;
}

/** `first & second`. */
export function intersectionType(first: TypeDoc, second: TypeDoc): TypeDoc {
  return {
    flat: joined("", [first, second], " & ", ""),
    layout: () => group([first.layout(), " &", indent([line, second.layout()])]),
    atom: false,
    breakable: true,
  };
}

/** `readonly [A, B]`. */
export function readonlyTuple(items: readonly TypeDoc[]): TypeDoc {
  return {
    flat: joined("readonly [", items, ", ", "]"),
    layout: () =>
      group(["readonly [", indent([softline, join([",", line], items.map(typeInside)), ifBreak(",")]), softline, "]"]),
    atom: false,
    breakable: true,
  };
}

/** `{ … }`, one member a line. */
export function objectType(members: readonly Doc[]): TypeDoc {
  return {
    flat: members.length === 0 ? "{}" : undefined,
    layout: () => block(members),
    atom: true,
    breakable: members.length > 0,
  };
}

function unionOf(type: TypeDoc): Doc {
  const items = (type.alternatives ?? [type]).map((item) => indent(typeInside(item)));
  return [ifBreak("| "), join([line, "| "], items)];
}

function typeInside(type: TypeDoc): Doc {
  return type.alternatives === undefined ? type.layout() : group(indent([softline, unionOf(type)]));
}

/** `key: type;` of an interface, a class or a type literal. */
function propertySignature(key: string, type: TypeDoc): Line {
  return {
    flat: joined(`${key}: `, [type], "", ";"),
    layout: () =>
      type.alternatives === undefined
        ? [key, ": ", type.layout(), ";"]
        : [key, ":", group(indent([line, group(unionOf(type))])), ";"],
  };
}

/** `key: type;` of an interface, a class or a type literal, printed so many columns in. */
export function signatureText(key: string, type: TypeDoc, indentation: number): string {
  const { flat } = type;
  const isShort = flat !== undefined && indentation + key.length + flat.length + ": ;".length <= PRINT_WIDTH;
  return isShort && isPlain(key) && isPlain(flat)
    ? `${key}: ${flat};`
    : printLine(propertySignature(key, type), indentation);
}

/** `export type name = type;` */
export function typeAlias(name: string, type: TypeDoc): Line {
  const left = `export type ${name} =`;
  return {
    flat: joined(`${left} `, [type], "", ";"),
    layout: () =>
      type.alternatives === undefined
        ? [fluid(left, type.layout()), ";"]
        : [left, group(indent([line, group(unionOf(type))])), ";"],
  };
}

/** An argument or value, with what decides over its layout. */
export interface Argument extends Line {
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
  return { flat: text, layout: () => text, simple: true, short: !isMember && text.length <= PRINT_WIDTH / 4 };
}

export function regexArgument(text: string): Argument {
  const simple = text.lastIndexOf("/") - 1 <= 5;
  return { flat: text, layout: () => text, simple, short: simple };
}

/** `[a, b]` as the only argument of a call. */
export function arrayArgument(items: readonly Chain[]): Argument {
  return {
    flat: joined("[", items.map(chainLine), ", ", "]"),
    layout: () =>
      group(["[", indent([softline, join([",", line], items.map(printChain)), ifBreak(",")]), softline, "]"]),
    simple: true,
    short: false,
    hugged: true,
    calls: true,
  };
}

export interface Call {
  /** `min` of `.min(1)`, or `custom<T>` of `.custom<T>(check)`. */
  readonly name: Line;
  readonly args: readonly Argument[];
}

/** `root.call(…).call(…)`; `root` is a name, or a call of a function: `text()`. */
export interface Chain {
  /** On one line; undefined where it must break. */
  readonly flat: string | undefined;
  readonly root: string;
  /** The arguments where the root is a call itself. */
  readonly rootArgs: readonly Argument[] | undefined;
  readonly calls: readonly Call[];
}

export function chain(root: string, ...calls: readonly Call[]): Chain {
  return chainOf(root, undefined, calls);
}

export function callOf(root: string, ...args: readonly Argument[]): Chain {
  return chainOf(root, args, []);
}

function chainOf(root: string, rootArgs: readonly Argument[] | undefined, calls: readonly Call[]): Chain {
  return { flat: flatChain(root, rootArgs, calls), root, rootArgs, calls };
}

export function call(name: string | Line, ...args: readonly Argument[]): Call {
  return { name: typeof name === "string" ? unbroken(name) : name, args };
}

export function withCalls(before: Chain, ...calls: readonly Call[]): Chain {
  return chainOf(before.root, before.rootArgs, [...before.calls, ...calls]);
}

export function chainArgument(value: Chain): Argument {
  const bare = value.rootArgs === undefined && value.calls.length === 0;
  const short = bare && value.root.length <= PRINT_WIDTH / 4;
  const simple = value.calls.every(({ args }) => args.every((arg) => arg.simple));
  return { flat: value.flat, layout: () => printChain(value), simple, short, calls: !bare };
}

function printArguments(args: readonly Argument[]): Doc {
  if (args.length === 0) return "()";
  const last = args.at(-1)!;
  if (last.hugged === true && args.length === 1) return ["(", last.layout(), ")"];
  const contents = args.map((arg) => arg.layout());
  return group(["(", indent([softline, join([",", line], contents), ifBreak(",")]), softline, ")"]);
}

function chainLine(value: Chain): Line {
  return { flat: value.flat, layout: () => printChain(value) };
}

function flatChain(
  root: string,
  rootArgs: readonly Argument[] | undefined,
  calls: readonly Call[],
): string | undefined {
  if (mustExpand(rootArgs, calls)) return undefined;
  let text = rootArgs === undefined ? root : joined(`${root}(`, rootArgs, ", ", ")");
  for (const { name, args } of calls) {
    const made = joined(`.${name.flat}(`, args, ", ", ")");
    text = text === undefined || made === undefined || name.flat === undefined ? undefined : text + made;
  }
  return text;
}

/** Prettier gives a chain of more than two calls a line for each where an argument is not simple. */
function mustExpand(rootArgs: readonly Argument[] | undefined, calls: readonly Call[]): boolean {
  if (calls.length <= 1 || calls.length + (rootArgs === undefined ? 0 : 1) <= 2) return false;
  return [rootArgs ?? [], ...calls.map(({ args }) => args)].some((args) => args.some((arg) => !arg.simple));
}

/** Prettier's rules for member chains: one line where it fits, else one call a line from the third group on. */
export function printChain(value: Chain): Doc {
  const { root, rootArgs, calls } = value;
  const head: Doc = rootArgs === undefined ? root : [root, printArguments(rootArgs)];
  const tail: Doc[] = calls.map(({ name, args }) => [".", name.layout(), printArguments(args)]);
  const oneLine = [head, ...tail];
  if (tail.length <= 1) return oneLine;
  const expanded = [head, indent(tail.map((part) => [hardline, part]))];
  const forced = mustExpand(rootArgs, calls) || calls.slice(0, -1).some(mustBreak);
  return forced ? group(expanded) : conditionalGroup(oneLine, expanded);
}

function mustBreak({ args }: Call): boolean {
  return args.some(({ flat }) => flat === undefined);
}

/** `key: "text",` of an object literal. */
export function literalProperty(key: string, text: string): Line {
  return { flat: `${key}: ${text},`, layout: () => besideOrBelow([key, ":"], text, key) };
}

/** Prettier leaves a value beside a key that is narrower than an indentation and three columns. */
export function besideOrBelow(left: Doc, right: Doc, key: string): Doc {
  if (key.length < 5) return [left, " ", right, ","];
  return [below(left, right), ","];
}

/** `z.boolean()`, whose arguments call nothing: a mark before a call covers that one only. */
export function isOneCall({ rootArgs, calls }: Chain): boolean {
  return rootArgs === undefined && calls.length === 1 && calls[0]!.args.every((each) => each.calls !== true);
}

/** `left = "text";`: what is too long goes to a line of its own. */
export function assignedLiteral(left: string, text: string): Line {
  return {
    flat: `${left} = ${text};`,
    layout: () => [group([left, " =", group(indent([line, text]))]), ";"],
  };
}

/** Prettier's `break-after-operator` layout of an assignment: the right side goes to a line of its own where it is too long. */
export function below(left: Doc, right: Doc): Doc {
  return group([group(left), group(indent([line, right]))]);
}

/** Prettier's `fluid` layout of an assignment: the right side goes to a line of its own where its head does not fit. */
export function fluid(left: Doc, right: Doc): Doc {
  const id = Symbol("assignment");
  return group([group(left), group(indent(line), id), indentIfBreak(group(right), id)]);
}

/** `name(parameter: Type) {` */
export function methodHead(name: string, parameter: string, type: TypeDoc): Line {
  return {
    flat: joined(`${name}(${parameter}: `, [type], "", ") {"),
    layout: () => {
      const list = [softline, parameter, ": ", type.layout(), ifBreak(",")];
      return [name, group(["(", indent(list), softline, ")"]), " {"];
    },
  };
}
