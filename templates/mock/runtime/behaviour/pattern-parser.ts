/** A regular expression as a tree, as far as making strings from it needs one. */
export type PatternNode =
  | {
      readonly kind: "sequence" | "choice";
      readonly items: readonly PatternNode[];
    }
  | {
      readonly kind: "repeat";
      readonly child: PatternNode;
      readonly least: number;
      readonly most: number;
    }
  | { readonly kind: "text"; readonly text: string }
  /** One character of a set; `source` is the set as a pattern of its own, `hints` are characters named in it. */
  | {
      readonly kind: "set";
      readonly source: string;
      readonly hints: readonly string[];
    }
  | {
      readonly kind: "group";
      readonly keys: readonly (number | string)[];
      readonly child: PatternNode;
    }
  | { readonly kind: "reference"; readonly key: number | string }
  /** Anchors, boundaries and look-arounds: they add no text, the finished string is tried on the pattern. */
  | { readonly kind: "assertion" };

const ASSERTION: PatternNode = { kind: "assertion" };
const MAX_NESTING = 100;
const CONTROLS: ReadonlyMap<string, string> = new Map([
  ["t", "\t"],
  ["n", "\n"],
  ["r", "\r"],
  ["v", "\v"],
  ["f", "\f"],
  ["0", "\0"],
]);

/**
 * Parses ECMA-262 pattern source for the `u` flag.
 * @returns undefined for what `RegExp` itself would refuse, or is nested very deeply.
 */
export function parsePattern(source: string): PatternNode | undefined {
  try {
    RegExp(source, "u");
  } catch {
    return undefined;
  }
  const parser = new PatternParser(source);
  return parser.whole();
}

/** The source is known to be valid: nothing here checks the grammar again. */
class PatternParser {
  readonly #source: string;
  #at = 0;
  #groups = 0;
  #nesting = 0;

  constructor(source: string) {
    this.#source = source;
  }

  whole(): PatternNode | undefined {
    const node = this.#choice();
    return this.#nesting < 0 ? undefined : node;
  }

  #choice(): PatternNode {
    if ((this.#nesting += 1) > MAX_NESTING) return this.#giveUp();
    const items = [this.#sequence()];
    while (this.#takeIf("|")) items.push(this.#sequence());
    if (this.#nesting > 0) this.#nesting -= 1;
    return items.length === 1 && items[0] !== undefined
      ? items[0]
      : { kind: "choice", items };
  }

  #sequence(): PatternNode {
    const items: PatternNode[] = [];
    while (
      this.#at < this.#source.length &&
      !this.#sees("|") &&
      !this.#sees(")")
    ) {
      items.push(this.#quantified(this.#atom()));
    }
    return { kind: "sequence", items };
  }

  #quantified(child: PatternNode): PatternNode {
    const quantifier = this.#match(/(?:[*+?]|\{(\d+)(,?)(\d*)\})\??/y);
    if (quantifier === undefined) return child;
    const [text = "", from = "", comma = "", to = ""] = quantifier;
    if (text[0] === "*")
      return { kind: "repeat", child, least: 0, most: Infinity };
    if (text[0] === "+")
      return { kind: "repeat", child, least: 1, most: Infinity };
    if (text[0] === "?") return { kind: "repeat", child, least: 0, most: 1 };
    const least = Number(from);
    const most = to !== "" ? Number(to) : comma === "" ? least : Infinity;
    return { kind: "repeat", child, least, most };
  }

  #atom(): PatternNode {
    if (this.#match(/[\^$]/y) !== undefined) return ASSERTION;
    if (this.#takeIf("(")) return this.#group();
    if (this.#takeIf(".")) return { kind: "set", source: ".", hints: [] };
    if (this.#sees("[")) return this.#class();
    if (this.#sees("\\")) return this.#escape();
    const character = String.fromCodePoint(
      this.#source.codePointAt(this.#at) ?? 0,
    );
    this.#at += character.length;
    return { kind: "text", text: character };
  }

  #group(): PatternNode {
    const around = this.#match(/\?<?[=!]/y)?.[0];
    if (around !== undefined) {
      const child = this.#choice();
      this.#takeIf(")");
      // What a lookahead asks for is worth trying as the text itself: what follows it is often `.*`.
      return around === "?="
        ? { kind: "repeat", child, least: 0, most: 1 }
        : ASSERTION;
    }
    const keys: (number | string)[] = [];
    const name = this.#match(/\?<([^>]*)>/y)?.[1];
    // `(?:`, and with modifiers `(?i:`.
    if (name !== undefined || this.#match(/\?[a-z-]*:/y) === undefined)
      keys.push((this.#groups += 1));
    if (name !== undefined) keys.push(name);
    const child = this.#choice();
    this.#takeIf(")");
    return { kind: "group", keys, child };
  }

  #class(): PatternNode {
    const start = this.#at;
    const hints: string[] = [];
    this.#match(/\[\^?/y);
    while (!this.#sees("]")) {
      const node = this.#sees("\\") ? this.#escape() : this.#classCharacter();
      if (node.kind === "text") hints.push(node.text);
    }
    this.#at += 1;
    return { kind: "set", source: this.#source.slice(start, this.#at), hints };
  }

  #classCharacter(): PatternNode {
    const character = String.fromCodePoint(
      this.#source.codePointAt(this.#at) ?? 0,
    );
    this.#at += character.length;
    return { kind: "text", text: character };
  }

  #escape(): PatternNode {
    const start = this.#at;
    if (this.#match(/\\[bB]/y) !== undefined) return ASSERTION;
    if (this.#match(/\\(?:[dDwWsS]|[pP]\{[^}]*\})/y) !== undefined) {
      return {
        kind: "set",
        source: this.#source.slice(start, this.#at),
        hints: [],
      };
    }
    const number = this.#match(/\\([1-9]\d*)/y)?.[1];
    if (number !== undefined) return { kind: "reference", key: Number(number) };
    const name = this.#match(/\\k<([^>]*)>/y)?.[1];
    if (name !== undefined) return { kind: "reference", key: name };
    const pair = this.#match(
      /\\u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})/y,
    );
    if (pair !== undefined) return hexText(pair[1], pair[2]);
    const hex = this.#match(
      /\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|u\{([0-9a-fA-F]+)\})/y,
    );
    if (hex !== undefined) {
      return {
        kind: "text",
        text: String.fromCodePoint(
          parseInt(hex[1] ?? hex[2] ?? hex[3] ?? "0", 16),
        ),
      };
    }
    const control = this.#match(/\\c([A-Za-z])/y)?.[1];
    if (control !== undefined)
      return {
        kind: "text",
        text: String.fromCharCode(control.charCodeAt(0) % 32),
      };
    const character = String.fromCodePoint(
      this.#source.codePointAt(this.#at + 1) ?? 0,
    );
    this.#at += 1 + character.length;
    return { kind: "text", text: CONTROLS.get(character) ?? character };
  }

  #giveUp(): PatternNode {
    this.#nesting = -1_000_000_000;
    this.#at = this.#source.length;
    return ASSERTION;
  }

  #sees(character: string): boolean {
    return (
      this.#source[this.#at] === character || this.#at >= this.#source.length
    );
  }

  #takeIf(character: string): boolean {
    if (this.#source[this.#at] !== character) return false;
    this.#at += 1;
    return true;
  }

  /** @param pattern sticky. */
  #match(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.#at;
    const match = pattern.exec(this.#source) ?? undefined;
    if (match !== undefined) this.#at += match[0].length;
    return match;
  }
}

function hexText(...units: readonly (string | undefined)[]): PatternNode {
  return {
    kind: "text",
    text: String.fromCharCode(
      ...units.map((unit) => parseInt(unit ?? "0", 16)),
    ),
  };
}
