import { isEnumeration } from "../../model/enums.js";
import { hasTrait } from "../../model/traits.js";
import { PRINT_WIDTH } from "../../print/print-doc.js";
import type { PackageContext } from "../context.js";
import { secretNames } from "../validators/secrets.js";
import { exportedHelpers } from "./helpers.js";

/** What `src/index.ts` exports, by name: types, errors and enumerations, and validators where there are some. */
export function exportLists({ closure, names, artifacts }: PackageContext): string {
  const types: string[] = ["Operations", ...exportedHelpers(closure)];
  const values: string[] = [];
  for (const shape of closure.shapes) {
    const isError = hasTrait(shape, "smithy.api#error");
    (isError || isEnumeration(shape) ? values : types).push(names.type(shape.id));
    if (isError) types.push(names.errorMembers(shape.id));
  }
  const lists = [
    exportList("export type", types.sort(), "./types.js"),
    ...(values.length === 0 ? [] : [exportList("export", values.sort(), "./types.js")]),
  ];
  if (artifacts.has("validators")) {
    const schemas = closure.shapes.map(({ id }) => names.schema(id)).sort();
    if (schemas.length > 0) lists.push(exportList("export", schemas, "./schemas.js"));
    lists.push(exportList("export", ["readAnswer"], "./read-answer.js"));
    lists.push(exportList("export type", ["Answer", "UnknownValue"], "./read-answer.js"));
    const describe = secretNames(closure) === undefined ? "./validation-message.js" : "./describe-failures.js";
    lists.push(exportList("export", ["describeFailures"], describe));
    lists.push(exportList("export type", ["FailureReport", "FieldFailure"], "./validation-message.js"));
  }
  return lists.join("\n");
}

/** `export { a, b } from "./file.js";`, a name a line where they are too many for one. */
function exportList(keyword: string, names: readonly string[], from: string): string {
  const line = `${keyword} { ${names.join(", ")} } from "${from}";`;
  return line.length <= PRINT_WIDTH ? line : `${keyword} {\n  ${names.join(",\n  ")},\n} from "${from}";`;
}
