import Handlebars from "handlebars";

/** Template name (`types/types.ts.hbs`, relative to `templates/`, `/` between folders) → its text. */
export type TemplateSources = ReadonlyMap<string, string>;

/** What a person may have put in place of our templates, by the same names. */
export interface Templates {
  /**
   * Fills a template. A view is finished data: text stands in the output as it is, nothing is escaped.
   * @throws TemplateError with the template's name, for a template that cannot be parsed or asks for what the view lacks.
   */
  render(name: string, view: object): string;
  /** Where the text of a template comes from. */
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
  const load = (name: string): HandlebarsTemplateDelegate => {
    const source = own.get(name) ?? ours.get(name);
    if (source === undefined) throw new TemplateError(name, 1, `there is no template ${name}`);
    const template = environment.compile(source.replaceAll("\r\n", "\n"), OPTIONS);
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
    isOwn: (name) => own.has(name),
  };
}

function asTemplateError(name: string, error: unknown): TemplateError {
  if (error instanceof TemplateError) return error;
  const message = error instanceof Error ? error.message : String(error);
  const line = (error as { lineNumber?: number }).lineNumber ?? Number(/line (\d+)/.exec(message)?.[1] ?? 1);
  return new TemplateError(name, line, message.split("\n").join(" "));
}
