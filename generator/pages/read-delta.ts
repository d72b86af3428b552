import type { Delta } from "./page.js";
import type { Scanner, Token } from "./scanner.js";
import { describe } from "./scanner.js";

/** A list of changes: dicts, lists and sets of texts, as Python prints them (long texts in pieces, one a line). */
export function readDelta(scanner: Scanner): Delta {
  const token = scanner.next();
  const place = scanner.placeOf(token);
  if (token.kind === "string") return { kind: "type", text: readPieces(scanner, token), place };
  if (token.text === "[") {
    if (scanner.accept("]")) return { kind: "list", item: undefined, place };
    const item = scanner.nested(() => readDelta(scanner));
    scanner.accept(",");
    scanner.expect("]");
    return { kind: "list", item, place };
  }
  if (token.text === "{") return scanner.nested(() => readBraces(scanner, token));
  return scanner.fail(token, `a dict, a list or a text is expected, not ${describe(token)}`);
}

function readBraces(scanner: Scanner, open: Token): Delta {
  const place = scanner.placeOf(open);
  const members = new Map<string, Delta>();
  const values: string[] = [];
  while (!scanner.accept("}")) {
    const token = scanner.next();
    if (token.kind !== "string") scanner.fail(token, `a text in quotes is expected, not ${describe(token)}`);
    const text = readPieces(scanner, token);
    if (scanner.accept(":")) {
      if (members.has(text)) scanner.fail(token, `${JSON.stringify(text)} stands here twice`);
      members.set(text, readDelta(scanner));
    } else values.push(text);
    if (members.size > 0 && values.length > 0) scanner.fail(token, "values and members stand in one pair of braces");
    if (!scanner.accept(",")) {
      scanner.expect("}");
      break;
    }
  }
  return values.length > 0 ? { kind: "values", values, place } : { kind: "members", members, place };
}

function readPieces(scanner: Scanner, first: Token): string {
  let text = first.text;
  while (scanner.peek().kind === "string") text += scanner.next().text;
  return text;
}
