import Handlebars from "handlebars";
import { inOnePiece } from "./in-one-piece.js";

/**
 * Template name (`types/types.ts.hbs`, relative to `templates/`, `/` between folders) → its text. Holds everything
 * under `templates/`: the Handlebars files, and the files that are copied as they are (`mock/runtime/*.ts`).
 */
export type TemplateSources = ReadonlyMap<string, string>;

/** Text of a view that is made where a template prints it. */
export interface LateText {
  toString(): string;
}

/** What a person may have put in place of our templates, by the same names. */
export interface Templates {
  /**
   * Fills a template. A view is finished data: text stands in the output as it is, nothing is escaped.
   * @throws TemplateError with the template's name, for a template that cannot be parsed or asks for what the view lacks.
   */
  render(name: string, view: object): string;
  /**
   * The same as the pieces that it is put together from: the rows of its loops, each filled when it is asked for, and what
   * stands between them.
   */
  renderPieces(name: string, view: object): Iterable<string>;
  /** A header, and below it a file that is copied as it is, with LF line ends. @throws TemplateError where there is none. */
  copy(name: string, header: string): string;
  /** Names of ours that begin with `prefix`, sorted. */
  list(prefix: string): readonly string[];
  /** Whether the person's own file stands in for ours. */
  isOwn(name: string): boolean;
}

/** A template that cannot be parsed or filled. */
export class TemplateError extends Error {
  readonly template: string;
  /** 1-based; 1 where Handlebars does not tell. */
  readonly line: number;

  constructor(template: string, line: number, message: string) {
    super(message);
    this.name = "TemplateError";
    this.template = template;
    this.line = line;
  }
}

/** Of Handlebars' helpers only those that arrange are known. */
const OPTIONS: CompileOptions = {
  noEscape: true,
  knownHelpersOnly: true,
  knownHelpers: { each: true, if: true, unless: true, with: true },
};

/** @param own templates of the person who runs swage; they go before ours, file by file. */
export function createTemplates(ours: TemplateSources, own: TemplateSources = new Map()): Templates {
  const compiled = new Map<string, HandlebarsTemplateDelegate>();
  // Nearly all packages have the same header, and files of theirs that are alike are put together once.
  const copies = new Map<string, { readonly header: string; readonly whole: string }>();
  const text = (name: string): string => {
    const source = own.get(name) ?? ours.get(name);
    if (source === undefined) throw new TemplateError(name, 1, `there is no template ${name}`);
    return source.replaceAll("\r\n", "\n");
  };
  const load = (name: string): HandlebarsTemplateDelegate => {
    // Views hold arrays and no maps keyed by a model's names, so `strict` finds misspelt names. Ours hold none: the tests
    // fill them strictly.
    const template = own.has(name)
      ? Handlebars.compile(text(name), { ...OPTIONS, strict: true })
      : quickEnvironment.compile<object>(text(name), { ...OPTIONS, data: false });
    compiled.set(name, template);
    return template;
  };
  const fill = (name: string, view: object, options?: Handlebars.RuntimeOptions): string => {
    try {
      return (compiled.get(name) ?? load(name))(view, options);
    } catch (error) {
      throw asTemplateError(name, error);
    }
  };
  const render = (name: string, view: object): string => fill(name, view, own.has(name) ? undefined : AS_PARTIAL);
  return {
    render,
    renderPieces(name, view) {
      if (own.has(name)) return [render(name, view)];
      const loops: Loop[] = [];
      const between = fill(name, view, asPartial(eachApart(loops))).split(LOOP);
      Object.freeze(loops);
      // Unless the view itself holds the mark.
      return between.length === loops.length + 1
        ? { [Symbol.iterator]: () => piecesOf(between, loops) }
        : [render(name, view)];
    },
    copy(name, header) {
      const known = copies.get(name);
      if (known?.header === header) return known.whole;
      const whole = inOnePiece(header + text(name));
      copies.set(name, { header, whole });
      return whole;
    },
    list: (prefix) => [...ours.keys()].filter((name) => name.startsWith(prefix)).sort(),
    isOwn: (name) => own.has(name),
  };
}

/**
 * For our templates, whose rows are filled hundreds of thousands of times: no frames for `@index` and its like. A partial
 * takes the helpers as they are: for others, each page wraps all of them, and each call copies its options.
 */
function asPartial(each: Handlebars.HelperDelegate): Handlebars.RuntimeOptions {
  const known = Handlebars.helpers as Record<string, Handlebars.HelperDelegate>;
  return { partial: true, helpers: { ...known, each, if: ifFilled } };
}

/** What Handlebars lets others extend (its docs/compiler-api.md), and its types leave out. */
interface Compiler {
  readonly JavaScriptCompiler: new () => object;
}

/** Our views are finished data: none of their values is a function, and none of our names is one that all objects have. */
class DataCompiler extends (Handlebars as unknown as Compiler).JavaScriptCompiler {
  /** What compiles the blocks within a template. */
  readonly compiler = DataCompiler;

  nameLookup(parent: string, name: string): readonly string[] {
    return [parent, `[${JSON.stringify(name)}]`];
  }

  resolvePossibleLambda(): void {}
}

const quickEnvironment = Object.assign(Handlebars.create(), { JavaScriptCompiler: DataCompiler });

function eachItem(this: unknown, items: readonly unknown[], { fn, inverse }: Handlebars.HelperOptions): string {
  if (items.length === 0) return inverse(this);
  let text = "";
  for (const item of items) text += fn(item);
  return text;
}

const AS_PARTIAL = asPartial(eachItem);

/** A loop outside of all others, whose rows are not filled yet. */
interface Loop {
  readonly items: readonly unknown[];
  readonly fill: (item: unknown) => string;
}

/** Stands where the rows of a loop were. */
const LOOP = "\0";

function eachApart(loops: Loop[]): Handlebars.HelperDelegate {
  return function each(this: unknown, items: readonly unknown[], options: Handlebars.HelperOptions): string {
    // A loop within a row, which is filled later, is filled with it.
    if (items.length === 0 || Object.isFrozen(loops)) return eachItem.call(this, items, options);
    loops.push({ items, fill: options.fn });
    return LOOP;
  };
}

function* piecesOf(between: readonly string[], loops: readonly Loop[]): Generator<string, void> {
  yield between[0]!;
  for (const [index, { items, fill }] of loops.entries()) {
    for (const item of items) yield fill(item);
    yield between[index + 1]!;
  }
}

function ifFilled(this: unknown, value: unknown, { fn, inverse }: Handlebars.HelperOptions): string {
  return value && !(Array.isArray(value) && value.length === 0) ? fn(this) : inverse(this);
}

function asTemplateError(name: string, error: unknown): TemplateError {
  if (error instanceof TemplateError) return error;
  const message = error instanceof Error ? error.message : String(error);
  const line = (error as { lineNumber?: number }).lineNumber ?? Number(/line (\d+)/.exec(message)?.[1] ?? 1);
  return new TemplateError(name, line, message.split("\n").join(" "));
}
