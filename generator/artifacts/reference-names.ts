import { nameOf, namespaceOf } from "../model/shape-id.js";
import type { ShapeId } from "../model/shape-id.js";
import type { PackageContext } from "./context.js";

/**
 * What the names in a package's documentation stand for: shapes and operations by their names in the model, and shapes
 * by the names that the service's `rename` gives them. Where shapes of two namespaces share a name, it is that of the
 * service's own namespace.
 */
export function referenceNames({
  closure,
  names,
}: Pick<PackageContext, "closure" | "names">): ReadonlyMap<string, ShapeId> {
  const own = namespaceOf(closure.service.id);
  const found = new Map<string, ShapeId>();
  for (const { id } of closure.shapes) found.set(names.type(id), id);
  for (const { id } of closure.shapes) if (namespaceOf(id) === own || !found.has(nameOf(id))) found.set(nameOf(id), id);
  for (const { id } of closure.operations) found.set(nameOf(id), id);
  return found;
}
