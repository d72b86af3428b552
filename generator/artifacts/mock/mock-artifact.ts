import { typescriptHeader } from "../../print/header.js";
import { escapeText } from "../../print/tsdoc.js";
import type { GeneratedFile, PackageContext } from "../context.js";
import { serviceTitle } from "../service-facts.js";
import { plainDefinition } from "./definition.js";
import { serviceFileView } from "./service-file.js";

/** Where the runtime lies in `templates/`. */
const RUNTIME = "mock/runtime/";

/** Part of the runtime and of the validators: a package has it once, beside the validators. */
const SHARED = `${RUNTIME}validation-message.ts`;
const REEXPORT = "mock/validation-message.ts.hbs";

/** `src/mock/`: the facade, the data of this service, and the runtime, which is the same in each package. */
export function mockArtifact(context: PackageContext): readonly GeneratedFile[] {
  const { templates, settings, closure } = context;
  const header = typescriptHeader(settings.banner);
  const fill = (path: string, view: object): GeneratedFile => {
    const template = `mock/${path}.hbs`;
    return { path: `src/mock/${path}`, text: templates.render(template, view), template };
  };
  const service = plainDefinition(closure, context.service);
  return [
    fill("index.ts", { header, title: escapeText(serviceTitle(closure.service)) }),
    fill("service.ts", serviceFileView(service, closure, context.names, header)),
    ...templates.list(RUNTIME).map((template) => ({
      path: `src/mock/runtime/${template.slice(RUNTIME.length)}`,
      text: template === SHARED ? templates.render(REEXPORT, { header }) : templates.copy(template, header),
      template: template === SHARED ? REEXPORT : template,
    })),
  ];
}
