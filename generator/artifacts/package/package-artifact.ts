import type { GeneratedFile, PackageContext } from "../context.js";
import { tidyMarkdown } from "../../print/markdown.js";
import { hashHeader, typescriptHeader } from "../../print/header.js";
import { changelogPage } from "./changelog-page.js";
import { packageJsonView } from "./package-json-view.js";
import { readmeView } from "./readme-view.js";

/** What makes a folder of files a package: `package.json`, how to build it, README, CHANGELOG, `.gitattributes`. */
export function packageArtifact(context: PackageContext): GeneratedFile[] {
  const { templates, artifacts, settings } = context;
  const file = (path: string, template: string, view: object): GeneratedFile => ({
    path,
    text: path.endsWith(".md") ? tidyMarkdown(templates.render(template, view)) : templates.render(template, view),
    template,
  });
  const header = typescriptHeader(settings.banner);
  const build = [
    file("tsconfig.json", "package/tsconfig.json.hbs", { header }),
    file("tsconfig.build.json", "package/tsconfig.build.json.hbs", { header }),
  ];
  return [
    file("package.json", "package/package.json.hbs", packageJsonView(context)),
    ...(artifacts.has("types") ? build : []),
    file("README.md", "package/readme.md.hbs", readmeView(context)),
    file("CHANGELOG.md", "package/changelog.md.hbs", changelogPage(context)),
    file(".gitattributes", "package/gitattributes.hbs", { header: hashHeader(settings.banner) }),
  ];
}
