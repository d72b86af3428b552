import { ExpressionError, tokenize } from "./jmespath-lexer.js";
import type { Token, TokenKind } from "./jmespath-lexer.js";
import { functionNamed } from "./jmespath-functions.js";

/** An expression as a tree. `projection` applies `right` to each item of what `left` gives and drops nulls. */
export type Expression =
  | { readonly kind: "current" }
  | { readonly kind: "root" }
  | { readonly kind: "literal"; readonly value: unknown }
  | { readonly kind: "field"; readonly name: string }
  | { readonly kind: "index"; readonly index: number }
  | {
      readonly kind: "slice";
      readonly start?: number;
      readonly stop?: number;
      readonly step: number;
    }
  | {
      readonly kind: "chain" | "pipe" | "or" | "and";
      readonly left: Expression;
      readonly right: Expression;
    }
  | {
      readonly kind: "compare";
      readonly operator: Comparator;
      readonly left: Expression;
      readonly right: Expression;
    }
  | {
      readonly kind: "not" | "flatten" | "reference";
      readonly child: Expression;
    }
  | {
      readonly kind: "project" | "projectValues";
      readonly left: Expression;
      readonly right: Expression;
    }
  | {
      readonly kind: "filter";
      readonly left: Expression;
      readonly right: Expression;
      readonly condition: Expression;
    }
  | { readonly kind: "list"; readonly items: readonly Expression[] }
  | {
      readonly kind: "hash";
      readonly entries: readonly (readonly [name: string, value: Expression])[];
    }
  | {
      readonly kind: "call";
      readonly name: string;
      readonly args: readonly Expression[];
    };

export type Comparator = "==" | "!=" | "<" | "<=" | ">" | ">=";

/** Nesting beyond this is refused, so that neither parsing nor evaluation can exhaust the stack. */
const MAX_DEPTH = 200;
const MAX_LENGTH = 20_000;

/** How strongly a token binds to what stands left of it; tokens that are not here end an expression. */
const BINDING: { readonly [kind in TokenKind]?: number } = {
  "|": 1,
  "||": 2,
  "&&": 3,
  "==": 5,
  "!=": 5,
  "<": 5,
  "<=": 5,
  ">": 5,
  ">=": 5,
  "[]": 9,
  "*": 20,
  "[?": 21,
  ".": 40,
  "!": 45,
  "{": 50,
  "[": 55,
  "(": 60,
};
/** Tokens that bind less strongly than this end a projection. */
const PROJECTION_END = 10;

const CURRENT: Expression = { kind: "current" };

/**
 * Parses JMESPath, with the root reference `$` of the community's specification besides.
 * @throws ExpressionError for bad syntax, an unknown function or a wrong number of arguments.
 */
export function parseExpression(text: string): Expression {
  if (text.length > MAX_LENGTH)
    throw new ExpressionError(
      `longer than ${MAX_LENGTH} characters`,
      MAX_LENGTH,
    );
  const parser = new Parser(tokenize(text));
  return parser.whole();
}

/** Holds the place in the tokens, which every production moves on. */
class Parser {
  readonly #tokens: readonly Token[];
  #next = 0;
  #depth = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  whole(): Expression {
    const expression = this.#expression(0);
    this.#expect("end");
    return expression;
  }

  #expression(binding: number): Expression {
    this.#depth += 1;
    let left = this.#prefix(this.#take());
    let links = 0;
    while (binding < (BINDING[this.#peek().kind] ?? 0)) {
      if (this.#depth + (links += 1) > MAX_DEPTH)
        throw this.#error("nested too deeply", this.#peek());
      left = this.#infix(left, this.#take());
    }
    this.#depth -= 1;
    return left;
  }

  #prefix(token: Token): Expression {
    if (this.#depth > MAX_DEPTH) throw this.#error("nested too deeply", token);
    switch (token.kind) {
      case "literal":
        return { kind: "literal", value: token.value };
      case "name":
        return { kind: "field", name: String(token.value) };
      case "quoted":
        if (this.#peek().kind === "(")
          throw this.#error("a quoted name cannot be a function", token);
        return { kind: "field", name: String(token.value) };
      case "@":
        return CURRENT;
      case "$":
        return { kind: "root" };
      case "*":
        return {
          kind: "projectValues",
          left: CURRENT,
          right: this.#projected(20),
        };
      case "[?":
      case "[]":
        return this.#infix(CURRENT, token);
      case "{":
        return this.#hash();
      case "[":
        if (this.#startsIndex()) return this.#indexed(CURRENT);
        if (this.#peek().kind === "*" && this.#peek(1).kind === "]")
          return this.#starred(CURRENT);
        return this.#list();
      case "&":
        return { kind: "reference", child: this.#expression(0) };
      case "!":
        return { kind: "not", child: this.#expression(45) };
      case "(": {
        const inner = this.#expression(0);
        this.#expect(")");
        return inner;
      }
      default:
        throw this.#unexpected(token);
    }
  }

  #infix(left: Expression, token: Token): Expression {
    switch (token.kind) {
      case ".":
        if (this.#peek().kind !== "*")
          return { kind: "chain", left, right: this.#afterDot(40) };
        this.#take();
        return { kind: "projectValues", left, right: this.#projected(20) };
      case "|":
        return { kind: "pipe", left, right: this.#expression(1) };
      case "||":
        return { kind: "or", left, right: this.#expression(2) };
      case "&&":
        return { kind: "and", left, right: this.#expression(3) };
      case "==":
      case "!=":
      case "<":
      case "<=":
      case ">":
      case ">=":
        return {
          kind: "compare",
          operator: token.kind,
          left,
          right: this.#expression(5),
        };
      case "[?": {
        const condition = this.#expression(0);
        this.#expect("]");
        const right =
          this.#peek().kind === "[]" ? CURRENT : this.#projected(21);
        return { kind: "filter", left, right, condition };
      }
      case "[]":
        return {
          kind: "project",
          left: { kind: "flatten", child: left },
          right: this.#projected(9),
        };
      case "[":
        return this.#startsIndex() ? this.#indexed(left) : this.#starred(left);
      case "(":
        return this.#call(left, token);
      default:
        throw this.#unexpected(token);
    }
  }

  #call(left: Expression, token: Token): Expression {
    if (left.kind !== "field")
      throw this.#error("only a name can be called", token);
    const args: Expression[] = [];
    while (this.#peek().kind !== ")") {
      if (args.length > 0) this.#expect(",");
      args.push(this.#expression(0));
    }
    this.#take();
    const signature = functionNamed(left.name);
    if (signature === undefined)
      throw this.#error(`unknown function ${left.name}()`, token);
    const least = signature.parameters.length;
    if (args.length < least || (args.length > least && !signature.variadic)) {
      throw this.#error(
        `${left.name}() takes ${least}${signature.variadic ? " or more" : ""} arguments`,
        token,
      );
    }
    return { kind: "call", name: left.name, args };
  }

  /** What a projection applies to each of its items. */
  #projected(binding: number): Expression {
    const token = this.#peek();
    if ((BINDING[token.kind] ?? 0) < PROJECTION_END) return CURRENT;
    if (token.kind === "[" || token.kind === "[?")
      return this.#expression(binding);
    if (token.kind !== ".") throw this.#unexpected(token);
    this.#take();
    return this.#afterDot(binding);
  }

  #afterDot(binding: number): Expression {
    const token = this.#peek();
    if (token.kind === "name" || token.kind === "quoted" || token.kind === "*")
      return this.#expression(binding);
    this.#take();
    if (token.kind === "[") return this.#list();
    if (token.kind === "{") return this.#hash();
    throw this.#unexpected(token);
  }

  #startsIndex(): boolean {
    const kind = this.#peek().kind;
    return kind === "number" || kind === ":";
  }

  /** `[3]` or `[1:2:3]`, behind the opening bracket. */
  #indexed(left: Expression): Expression {
    const parts: (number | undefined)[] = [undefined];
    const open = this.#peek();
    while (this.#peek().kind !== "]") {
      const token = this.#take();
      if (token.kind === ":" && parts.length < 3) parts.push(undefined);
      else if (token.kind === "number" && parts.at(-1) === undefined)
        parts[parts.length - 1] = Number(token.value);
      else throw this.#unexpected(token);
    }
    this.#take();
    const [start, stop, step] = parts;
    if (parts.length === 1)
      return {
        kind: "chain",
        left,
        right: { kind: "index", index: start ?? 0 },
      };
    if (step === 0) throw this.#error("the step of a slice cannot be 0", open);
    const slice: Expression = {
      kind: "slice",
      ...(start === undefined ? {} : { start }),
      ...(stop === undefined ? {} : { stop }),
      step: step ?? 1,
    };
    return {
      kind: "project",
      left: { kind: "chain", left, right: slice },
      right: this.#projected(20),
    };
  }

  #starred(left: Expression): Expression {
    this.#expect("*");
    this.#expect("]");
    return { kind: "project", left, right: this.#projected(20) };
  }

  #list(): Expression {
    const items = [this.#expression(0)];
    while (this.#peek().kind === ",") {
      this.#take();
      items.push(this.#expression(0));
    }
    this.#expect("]");
    return { kind: "list", items };
  }

  #hash(): Expression {
    const entries: (readonly [string, Expression])[] = [];
    do {
      const name = this.#take();
      if (name.kind !== "name" && name.kind !== "quoted")
        throw this.#unexpected(name);
      this.#expect(":");
      entries.push([String(name.value), this.#expression(0)]);
    } while (this.#takeIf(","));
    this.#expect("}");
    return { kind: "hash", entries };
  }

  #peek(ahead = 0): Token {
    const token =
      this.#tokens[Math.min(this.#next + ahead, this.#tokens.length - 1)];
    if (token === undefined)
      throw new ExpressionError("the expression is empty", 0);
    return token;
  }

  #take(): Token {
    const token = this.#peek();
    this.#next += 1;
    return token;
  }

  #takeIf(kind: TokenKind): boolean {
    if (this.#peek().kind !== kind) return false;
    this.#next += 1;
    return true;
  }

  #expect(kind: TokenKind): void {
    const token = this.#take();
    if (token.kind !== kind) throw this.#unexpected(token, kind);
  }

  #unexpected(token: Token, wanted?: TokenKind): ExpressionError {
    const found =
      token.kind === "end"
        ? "the expression ends here"
        : `unexpected ${token.kind}`;
    return this.#error(
      wanted === undefined || wanted === "end" || wanted === "*"
        ? found
        : `${found}, ${wanted} is due`,
      token,
    );
  }

  #error(message: string, token: Token): ExpressionError {
    return new ExpressionError(message, token.at);
  }
}
