import { pageCodes } from "../diagnostics/codes/pages.js";
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { diagnose } from "../diagnostics/diagnostic.js";
import { isIdentifier } from "../model/shape-id.js";
import type { PageMember, PageNode, PageStructure } from "./page.js";
import type { Description } from "./read-descriptions.js";
import type { SyntaxNode } from "./read-syntax.js";

/** Kinds of syntax by the type that a description gives in Python's words; other words say nothing. */
const KINDS: ReadonlyMap<string, ReadonlySet<SyntaxNode["kind"]>> = new Map([
  ["string", new Set<SyntaxNode["kind"]>(["string", "enum"])],
  ["integer", new Set<SyntaxNode["kind"]>(["integer"])],
  ["float", new Set<SyntaxNode["kind"]>(["float"])],
  ["boolean", new Set<SyntaxNode["kind"]>(["boolean"])],
  ["datetime", new Set<SyntaxNode["kind"]>(["timestamp"])],
  ["bytes", new Set<SyntaxNode["kind"]>(["blob"])],
  ["list", new Set<SyntaxNode["kind"]>(["list"])],
  ["dict", new Set<SyntaxNode["kind"]>(["dict"])],
]);

const TAGGED_UNION = /\bTagged Union structure\b/;
/** What an answer of a union may hold beside the union's members. */
const UNKNOWN_MEMBER = "SDK_UNKNOWN_MEMBER";

interface Context {
  /** Responses do not say what is required. */
  readonly tellsRequired: boolean;
  report(diagnostic: Diagnostic): void;
}

/** Joins what syntax and descriptions say of the members of a request or response. */
export function describeStructure(
  syntax: SyntaxNode,
  described: Description,
  at: string,
  context: Context,
): PageStructure {
  const members = new Map<string, PageMember>();
  const entries = syntax.kind === "dict" ? syntax.entries : new Map<string, SyntaxNode>();
  const byName = new Map(described.children.map((child) => [child.name, child]));
  for (const [name, value] of entries) {
    const path = `${at}.${name}`;
    if (name === UNKNOWN_MEMBER) continue;
    if (!isIdentifier(name)) {
      context.report(diagnose(pageCodes.badName, value.place, { what: `a member of ${at}`, name }));
      continue;
    }
    const child = byName.get(name);
    if (child === undefined) context.report(diagnose(pageCodes.notDescribed, value.place, { at: path }));
    members.set(name, {
      node: describeValue(value, child, path, context),
      required: context.tellsRequired ? child?.required : undefined,
      documentation: child?.paragraphs.join("\n\n") ?? "",
    });
  }
  for (const { name, place } of described.children)
    if (name !== undefined && !entries.has(name) && name !== UNKNOWN_MEMBER)
      context.report(diagnose(pageCodes.describedOnly, place, { at: `${at}.${name}` }));
  const isUnion = entries.has(UNKNOWN_MEMBER) || described.paragraphs.some((text) => TAGGED_UNION.test(text));
  return { kind: "structure", isUnion, members, place: syntax.place };
}

function describeValue(syntax: SyntaxNode, described: Description | undefined, at: string, context: Context): PageNode {
  const { place } = syntax;
  const expected = described && KINDS.get(described.type);
  if (
    expected !== undefined &&
    !expected.has(syntax.kind) &&
    syntax.kind !== "recursive" &&
    syntax.kind !== "unknown"
  ) {
    const problem = `its syntax is that of ${KIND_WORDS[syntax.kind]}, and it is described as ${described!.type}`;
    context.report(diagnose(pageCodes.contradiction, described!.place, { at, problem }));
  }
  switch (syntax.kind) {
    case "dict": {
      const key = described?.children.find(({ name }) => name === undefined);
      if (!isMap(syntax, described)) {
        const none = { name: undefined, type: "dict", required: false, place, paragraphs: [], children: [] };
        return describeStructure(syntax, described ?? none, at, context);
      }
      const [[first, value] = ["", syntax] as const] = syntax.entries;
      const keys = syntax.keys.length > 0 ? syntax.keys : [first];
      const keyNode: PageNode =
        keys.length === 1 && first === "string" ? { kind: "string", place } : { kind: "enum", values: keys, place };
      return { kind: "map", key: keyNode, value: describeValue(value, key?.children[0], `${at}{}`, context), place };
    }
    case "list":
      return {
        kind: "list",
        item:
          syntax.item === undefined
            ? { kind: "unknown", place }
            : describeValue(syntax.item, described?.children[0], `${at}[]`, context),
        place,
      };
    case "unknown":
      // Where there is no example of a type, only its description tells it.
      return described?.type === "float" ? { kind: "float", place } : syntax;
    default:
      return syntax;
  }
}

/** A map's one key has no name in the description; without a description, `string` or several keys show a map. */
function isMap(syntax: SyntaxNode & { readonly kind: "dict" }, described: Description | undefined): boolean {
  if (syntax.entries.size !== 1) return false;
  const [child] = described?.children ?? [];
  return child === undefined ? syntax.keys.length > 0 : child.name === undefined;
}

const KIND_WORDS = {
  dict: "a dict",
  list: "a list",
  enum: "a string",
  string: "a string",
  integer: "an integer",
  float: "a float",
  boolean: "a boolean",
  timestamp: "a datetime",
  blob: "bytes",
  document: "a document",
  recursive: "a recursion",
  unknown: "anything",
} as const satisfies Record<SyntaxNode["kind"], string>;
