import type { DiagnosticDefinition } from "../diagnostic.js";

type Definition<P> = DiagnosticDefinition<P>;
const define = <P>(definition: Definition<P>): Definition<P> => definition;

export const unknownTemplate = define<{ template: string; near: string | undefined }>({
  code: "SW3001",
  severity: "warning",
  message: ({ template }) => `swage has no template ${template}, so this file is not used`,
  remedy: ({ near }) =>
    near === undefined
      ? "Own templates stand in for swage's by the same path; see the folder templates/ of the swage package."
      : `Did you mean ${near}?`,
});

export const brokenTemplate = define<{ template: string; problem: string }>({
  code: "SW3002",
  severity: "error",
  message: ({ template, problem }) => `the template ${template} cannot be filled: ${problem}`,
  remedy: () => "Correct it; swage's own template of that name shows what the view holds.",
});

export const outputDoesNotCompile = define<{
  file: string;
  template: string | undefined;
  shape: string | undefined;
  problem: string;
}>({
  code: "SW3003",
  severity: "error",
  message: ({ template, shape, problem }) =>
    [problem, shape && `at shape ${shape}`, template && `from template ${template}`].filter(Boolean).join(", "),
  remedy: ({ template }) =>
    template === undefined
      ? "Nothing was written. If no template of your own takes part, please report this with the model."
      : `Nothing was written. Correct the template ${template}, or leave it out of --templates.`,
});
