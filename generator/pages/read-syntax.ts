import type { Place } from "../diagnostics/diagnostic.js";
import type { PageScalar } from "./page.js";
import { MAX_ENTRIES } from "./limits.js";
import type { Scanner, Token } from "./scanner.js";
import { describe } from "./scanner.js";

/** A value in the syntax of a request or response, before its description is looked at. */
export type SyntaxNode = { readonly place: Place } & (
  | { readonly kind: "dict"; readonly entries: ReadonlyMap<string, SyntaxNode>; readonly keys: readonly string[] }
  | { readonly kind: "list"; readonly item: SyntaxNode | undefined }
  | { readonly kind: "enum"; readonly values: readonly string[] }
  | { readonly kind: PageScalar }
);

const RECURSIVE = "... recursive ...";

/** `client.create_thing(Name='string', ...)`: the arguments. */
export function readCall(scanner: Scanner): SyntaxNode {
  const first = scanner.next();
  if (first.kind !== "word" || !first.text.startsWith("client."))
    scanner.fail(first, `a call such as client.create_thing(...) is expected, not ${describe(first)}`);
  const open = scanner.expect("(");
  const entries = new Map<string, SyntaxNode>();
  while (!scanner.accept(")")) {
    const name = scanner.next();
    if (name.kind !== "word") scanner.fail(name, `the name of an argument is expected, not ${describe(name)}`);
    if (entries.has(name.text)) scanner.fail(name, `${JSON.stringify(name.text)} stands here twice`);
    if (entries.size === MAX_ENTRIES) scanner.fail(name, `it has more than ${MAX_ENTRIES} members`);
    scanner.expect("=");
    entries.set(name.text, readValue(scanner));
    if (!scanner.accept(",")) {
      scanner.expect(")");
      break;
    }
  }
  return { kind: "dict", entries, keys: [], place: scanner.placeOf(open) };
}

export function readValue(scanner: Scanner): SyntaxNode {
  const token = scanner.peek();
  const first = scanner.nested(() => readAlternative(scanner));
  if (!scanner.accept("|")) return first;
  const alternatives = [first];
  do {
    alternatives.push(scanner.nested(() => readAlternative(scanner)));
    if (alternatives.length > MAX_ENTRIES) scanner.fail(token, `it has more than ${MAX_ENTRIES} values`);
  } while (scanner.accept("|"));
  const place = scanner.placeOf(token);
  const strings = alternatives.flatMap((one) =>
    one.kind === "enum" ? one.values : one.kind === "string" ? "string" : [],
  );
  if (strings.length === alternatives.length) {
    const twice = strings.find((value, index) => strings.indexOf(value) !== index);
    if (twice !== undefined) scanner.fail(token, `the value ${JSON.stringify(twice)} stands here twice`);
    return { kind: "enum", values: strings, place };
  }
  const kinds = new Set(alternatives.map(({ kind }) => kind));
  // `True|False`; a blob or a file; and anything at all: a document.
  return kinds.size === 1 ? { ...first, place } : { kind: kinds.has("blob") ? "blob" : "document", place };
}

function readAlternative(scanner: Scanner): SyntaxNode {
  const token = scanner.next();
  const place = scanner.placeOf(token);
  if (token.kind === "string") {
    if (token.text === RECURSIVE) return { kind: "recursive", place };
    return token.text === "string" ? { kind: "string", place } : { kind: "enum", values: [token.text], place };
  }
  if (token.text === "{") return readDict(scanner, token);
  if (token.text === "[") return readList(scanner, token);
  if (token.kind === "word") return readWord(scanner, token);
  return scanner.fail(token, `a value is expected, not ${describe(token)}`);
}

function readDict(scanner: Scanner, open: Token): SyntaxNode {
  const place = scanner.placeOf(open);
  const entries = new Map<string, SyntaxNode>();
  let keys: readonly string[] = [];
  if (isDots(scanner.peek())) {
    scanner.next();
    scanner.expect("}");
    return { kind: "unknown", place };
  }
  while (!scanner.accept("}")) {
    const token = scanner.next();
    if (token.kind !== "string") scanner.fail(token, `a name in quotes is expected, not ${describe(token)}`);
    if (token.text === RECURSIVE && scanner.accept("}")) return { kind: "recursive", place };
    if (entries.size === MAX_ENTRIES) scanner.fail(token, `it has more than ${MAX_ENTRIES} members`);
    const names = [token.text];
    while (scanner.accept("|")) names.push(scanner.next().text);
    scanner.expect(":");
    if (entries.has(token.text)) scanner.fail(token, `${JSON.stringify(token.text)} stands here twice`);
    if (names.length > 1 || (entries.size === 0 && token.text === "string")) keys = names;
    entries.set(token.text, readValue(scanner));
    if (!scanner.accept(",")) {
      scanner.expect("}");
      break;
    }
  }
  return { kind: "dict", entries, keys: entries.size === 1 ? keys : [], place };
}

function readList(scanner: Scanner, open: Token): SyntaxNode {
  const place = scanner.placeOf(open);
  if (scanner.accept("]")) return { kind: "list", item: undefined, place };
  const item = readValue(scanner);
  scanner.accept(",");
  scanner.expect("]");
  return { kind: "list", item: item.kind === "unknown" ? undefined : item, place };
}

function readWord(scanner: Scanner, token: Token): SyntaxNode {
  const place = scanner.placeOf(token);
  const { text } = token;
  if (text === "True" || text === "False") return { kind: "boolean", place };
  if (text === "b''" || text === "file") return { kind: "blob", place };
  if (text === "None" || isDots(token)) return { kind: "unknown", place };
  if (/^\d+$/.test(text)) return { kind: "integer", place };
  if (/^\d+\.\d+$/.test(text)) return { kind: "float", place };
  if (!scanner.accept("(")) return scanner.fail(token, `${describe(token)} is no value that swage knows`);
  if (text === "datetime") {
    while (!scanner.accept(")")) if (scanner.next().kind === "end") scanner.fail(token, "the date does not end");
    return { kind: "timestamp", place };
  }
  if (text === "StreamingBody") {
    scanner.expect(")");
    return { kind: "blob", place };
  }
  if (text !== "EventStream") return scanner.fail(token, `${describe(token)} is no value that swage knows`);
  const events = readValue(scanner);
  scanner.expect(")");
  return { ...events, place };
}

function isDots({ kind, text }: Token): boolean {
  return kind === "word" && text === "...";
}
