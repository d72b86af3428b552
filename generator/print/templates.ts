import Handlebars from "handlebars";

/**
 * Template name (`types/types.ts.hbs`, relative to `templates/`, `/` between folders) → its text. Holds everything
 * under `templates/`: the Handlebars files, and the files that are copied as they are (`mock/runtime/*.ts`).
 */
export type TemplateSources = ReadonlyMap<string, string>;

/** What a person may have put in place of our templates, by the same names. */
export interface Templates {
  /**
   * Fills a template. A view is finished data: text stands in the output as it is, nothing is escaped.
   * @throws TemplateError with the template's name, for a template that cannot be parsed or asks for what the view lacks.
   */
  render(name: string, view: object): string;
  /** The text of a file that is copied as it is, with LF line ends. @throws TemplateError where there is none. */
  text(name: string): string;
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

/**
 * Views hold arrays and no maps keyed by a model's names, so `strict` finds misspelt names; of helpers only those that
 * arrange (`each`, `if`, `unless`, `with`) are known.
 */
const OPTIONS: CompileOptions = {
  strict: true,
  noEscape: true,
  knownHelpersOnly: true,
  knownHelpers: { each: true, if: true, unless: true, with: true },
};

/** @param own templates of the person who runs swage; they go before ours, file by file. */
export function createTemplates(ours: TemplateSources, own: TemplateSources = new Map()): Templates {
  const environment = Handlebars.create();
  const compiled = new Map<string, HandlebarsTemplateDelegate>();
  const text = (name: string): string => {
    const source = own.get(name) ?? ours.get(name);
    if (source === undefined) throw new TemplateError(name, 1, `there is no template ${name}`);
    return source.replaceAll("\r\n", "\n");
  };
  const load = (name: string): HandlebarsTemplateDelegate => {
    const source = text(name);
    // `@index` and its like cost something for each row of each table: only where they are asked for.
    const template = environment.compile(source, { ...OPTIONS, data: source.includes("@") });
    compiled.set(name, template);
    return template;
  };
  return {
    render(name, view) {
      try {
        return (compiled.get(name) ?? load(name))(view);
      } catch (error) {
        throw asTemplateError(name, error);
      }
    },
    text,
    list: (prefix) => [...ours.keys()].filter((name) => name.startsWith(prefix)).sort(),
    isOwn: (name) => own.has(name),
  };
}

function asTemplateError(name: string, error: unknown): TemplateError {
  if (error instanceof TemplateError) return error;
  const message = error instanceof Error ? error.message : String(error);
  const line = (error as { lineNumber?: number }).lineNumber ?? Number(/line (\d+)/.exec(message)?.[1] ?? 1);
  return new TemplateError(name, line, message.split("\n").join(" "));
}
