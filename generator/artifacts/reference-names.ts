import { nameOf, namespaceOf } from "../model/shape-id.js";
import type { ShapeId } from "../model/shape-id.js";
import type { ServiceShape } from "../model/shapes.js";
import { hasTrait } from "../model/traits.js";
import type { ReferenceResolver } from "../print/documentation-blocks.js";
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

/** The way to a page from the root of AWS's documentation: `/general/latest/gr/rande.html`, at times without the first slash. */
const AWS_PAGE = /^\/?([\w-]+\/latest\/.*)/s;

/** Texts of AWS's services lead to other pages of its documentation by the way within that site. */
export function withOwnSite(service: ServiceShape, byName: ReferenceResolver): ReferenceResolver {
  if (!hasTrait(service, "aws.api#service")) return byName;
  return (reference) => {
    const page = reference.includes("/") ? AWS_PAGE.exec(reference)?.[1] : undefined;
    return page === undefined ? byName(reference) : `https://docs.aws.amazon.com/${page}`;
  };
}
