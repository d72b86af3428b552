import { isPlain } from "./columns.js";
import type { Doc } from "./doc.js";
import { group } from "./doc.js";
import type { Chain, TypeDoc } from "./layout.js";
import { below, besideOrBelow, block, fluid, printChain } from "./layout.js";
import { PRINT_WIDTH, printDoc } from "./print-doc.js";

// The lines of validators, in prettier's form; `indentation` is that of their place, in columns, and is not printed.
// There are so many that those which break once are put together as text, without a doc.

/** `key: value,` of an object literal. */
export function propertyText(key: string, value: Chain, indentation: number): string {
  const { flat } = value;
  if (flat === undefined || !isPlain(key) || !isPlain(flat)) return printDoc(propertyDoc(key, value), indentation);
  const room = PRINT_WIDTH - indentation;
  if (key.length + flat.length + ": ,".length <= room) return `${key}: ${flat},`;
  return brokenProperty(key, flat, value, room) ?? printDoc(propertyDoc(key, value), indentation);
}

/** A property that is too long for one line; undefined where it breaks more than once, or beside its key. */
function brokenProperty(key: string, flat: string, value: Chain, room: number): string | undefined {
  if (staysWhole(value)) {
    const isBelow = key.length >= 5 && key.length + ":".length <= room && flat.length + "  ,".length <= room;
    return isBelow ? `${key}:\n  ${flat},` : undefined;
  }
  if (value.rootArgs !== undefined || value.calls.length !== 1) return undefined;
  const { name, args } = value.calls[0]!;
  const [argument] = args;
  if (argument?.flat === undefined || args.length !== 1 || argument.hugged === true) return undefined;
  const head = `${key}: ${value.root}.${name.flat}(`;
  const isOnceBroken = head.length <= room && argument.flat.length + "  ,".length <= room;
  return isOnceBroken ? `${head}\n  ${argument.flat},\n),` : undefined;
}

/** `key: value,` of an object literal. */
export function propertyDoc(key: string, value: Chain): Doc {
  const right = printChain(value);
  return staysWhole(value) ? besideOrBelow([key, ":"], right, key) : group([fluid([key, ":"], right), ","]);
}

/** Whether all of it goes to a line of its own rather than break. */
function staysWhole(value: Chain): boolean {
  return (value.rootArgs === undefined && value.calls.length === 0) || isPoorlyBreakable(value);
}

/** Prettier's `isPoorlyBreakableMemberOrCallChain`. */
function isPoorlyBreakable({ root, rootArgs, calls }: Chain): boolean {
  const all = [...(rootArgs === undefined ? [] : [rootArgs]), ...calls.map(({ args }) => args)];
  return (
    root !== "" && all.length > 0 && all.every((args) => args.length === 0 || (args.length === 1 && args[0]!.short))
  );
}

/** `get key(): type { return value; },`; without the type in JavaScript. */
export function getterText(key: string, type: TypeDoc | undefined, value: Chain, indentation: number): string {
  const annotation = type === undefined ? "" : [": ", type.layout()];
  return printDoc(["get ", key, "()", annotation, " ", block([returnDoc(value)]), ","], indentation);
}

/** `return value;` */
export function returnText(value: Chain, indentation: number): string {
  const { flat } = value;
  const isShort = flat !== undefined && indentation + flat.length + "return ;".length <= PRINT_WIDTH && isPlain(flat);
  return isShort ? `return ${flat};` : printDoc(returnDoc(value), indentation);
}

function returnDoc(value: Chain): Doc {
  return ["return ", printChain(value), ";"];
}

const PURE = "/*#__PURE__*/ ";

/** `export const name: type = ⟨pure⟩ value;`, which bundlers drop where nobody uses it. */
export function pureConstant(name: string, type: TypeDoc, value: Chain): string {
  const { flat } = value;
  const isWhole = isPoorlyBreakable(value);
  const short = flat === undefined ? undefined : shortConstant(name, type, flat, isWhole ? Infinity : headLength(flat));
  return short ?? printDoc(constantDoc(name, type, printChain(value), isWhole ? below : fluid));
}

/** Up to the first bracket. */
function headLength(value: string): number {
  return value.search(/[(<]/) + 1;
}

/** `export const name: type = ⟨pure⟩ maker();` */
export function madeConstant(name: string, type: TypeDoc, maker: string): string {
  const value = `${maker}()`;
  return shortConstant(name, type, value, Infinity) ?? printDoc(constantDoc(name, type, value, below));
}

/**
 * A constant of one line, or of two that break once; undefined for all others.
 * @param head columns of the value that stay on its first line: where they do not fit, all of it has a line of its own.
 */
function shortConstant(name: string, type: TypeDoc, value: string, head: number): string | undefined {
  if (type.flat === undefined || isComplex(type)) return undefined;
  const left = `export const ${name}: ${type.flat} =`;
  const right = `${PURE}${value};`;
  if (!isPlain(left) || !isPlain(right)) return undefined;
  if (left.length + right.length < PRINT_WIDTH) return `${left} ${right}`;
  const isBelow = left.length + " ".length + PURE.length + head > PRINT_WIDTH;
  const isTwoLines = (left.length <= PRINT_WIDTH || !type.breakable) && right.length + 2 <= PRINT_WIDTH;
  return isBelow && isTwoLines ? `${left}\n  ${right}` : undefined;
}

function constantDoc(name: string, type: TypeDoc, value: Doc, layout: typeof below): Doc {
  const left = [`export const ${name}: `, type.layout(), " ="];
  const right = [PURE, value];
  return [isComplex(type) ? group([left, " ", group(right)]) : layout(left, right), ";"];
}

/** Prettier's `isComplexTypeAnnotation`: what is right of such a type stays beside it. */
function isComplex({ args = [] }: TypeDoc): boolean {
  return args.length > 1 && args.some((arg) => arg.args !== undefined);
}

/** `const name = value;`, of JavaScript. */
export function plainConstant(name: string, value: Chain): string {
  return printDoc([fluid(["const ", name, " ="], printChain(value)), ";"]);
}
