import { loadCodes } from "../../diagnostics/codes/load.js";
import type { ShapeId } from "../../model/shape-id.js";
import type { ShapeType } from "../../model/shapes.js";
import type { Json } from "../../model/traits.js";
import type { JsonPath, JsonSource } from "../json/json-source.js";
import { isObject } from "../json/json-value.js";
import type { Report } from "../report.js";
import type { AstFile, Definition } from "../smithy/ast.js";
import { xmlNamespaceOf } from "./common-traits.js";
import type { Conversion, OldShape } from "./document.js";
import { isSimple } from "./document.js";
import { checkKeys } from "./keys.js";
import { findInServiceTwo } from "./locate.js";
import { convertOperation } from "./operations.js";
import { readProtocols } from "./protocols.js";
import type { Node, Reader } from "./reader.js";
import { at, nodes, object, pathOf, text, wrongKind } from "./reader.js";
import { convertService, namespaceFor, serviceName } from "./service.js";
import type { Namer } from "./shape-names.js";
import { createNamer, namedEntries } from "./shape-names.js";
import { convertShape, smithyType } from "./shapes.js";
import { countUses } from "./uses.js";

const OF_METADATA = ["protocol", "protocols", "serviceId", "endpointPrefix"];

/** AWS's older form: no `smithy`, but `metadata` of a service. */
export function isServiceTwo(value: unknown): boolean {
  if (!isObject(value) || value.smithy !== undefined || !isObject(value.metadata)) return false;
  const { metadata } = value;
  return isObject(value.operations) || OF_METADATA.some((key) => Object.hasOwn(metadata, key));
}

/**
 * Reads a service-2.json as the Smithy model that says the same (contract A2): shapes as drafts, with everything that
 * the older form says in its own words said in traits. @returns undefined where it does not say which service it is.
 */
export function readServiceTwo(source: JsonSource, report: Report): AstFile | undefined {
  const root = source.value;
  const reader: Reader = { source, report };
  if (!isObject(root)) return undefined;
  const document: Node = { value: root, parent: undefined, key: "" };
  checkKeys(reader, document, "document", "a service-2.json");
  const metadata = object(reader, document, "metadata");
  const serviceId = metadata && readServiceId(reader, metadata);
  if (metadata === undefined || serviceId === undefined) return undefined;
  checkKeys(reader, metadata, "metadata", "`metadata`");
  for (const key of ["operations", "shapes"])
    if (root[key] === undefined) report(loadCodes.missingKey, at(reader, []), { key, where: "the service-2.json" });
  const operations = namedEntries(reader, nodes(reader, document, "operations"), "operation");
  const all = nodes(reader, document, "shapes");
  const entries = namedEntries(reader, all, "shape");
  const namespace = namespaceFor(serviceId);
  const namer = createNamer(namespace);
  const operationIds = operations.map(([name]) => namer.give(name, "operation"));
  const shapes = nameShapes(reader, entries, namer);
  const conversion: Conversion = {
    ...reader,
    namespace,
    protocols: readProtocols(reader, metadata),
    namer,
    shapes,
    uses: countUses(operations, entries),
    xmlNamespace: xmlNamespaceOf(reader, metadata)?.uri ?? commonXmlNamespace(operations),
    extra: new Map(),
  };
  const definitions: Definition[] = [];
  const bases = new Map<ShapeId, JsonPath>();
  const define = (draft: Definition["draft"], node: Node): void => {
    const path = pathOf(node);
    definitions.push({ draft, node: node.value, path });
    bases.set(draft.id, path);
  };
  const bound = operations.map(([, node], index) => [operationIds[index]!, node] as const);
  const name = serviceName(reader, metadata, serviceId);
  const service = namer.give(namer.isTaken(name) ? `${name}Service` : name, "service");
  define(convertService(conversion, document, metadata, service, serviceId, bound), metadata);
  for (const [index, [operation, node]] of operations.entries())
    define(convertOperation(conversion, operationIds[index]!, operation, node), node);
  for (const shape of shapes.values()) define(convertShape(conversion, shape), shape.node);
  for (const [key, draft] of conversion.extra) define(draft, shapes.get(key.slice(key.indexOf(" ") + 1))!.node);
  return {
    source,
    overlay: false,
    metadata: untranslated(metadata),
    definitions,
    applications: [],
    named: all.map(([shape]) => `${namespace}#${shape}`),
    find: (id, part) => findInServiceTwo(root, bases, id, part),
  };
}

const UNTRANSLATED = [
  "checksumFormat",
  "globalEndpoint",
  "ripServiceName",
  "serviceAbbreviation",
  "timestampFormat",
  "uid",
] as const;

/** What Smithy has no trait for stays what it is: metadata, so that its changes can be told. */
function untranslated({ value }: Node): ReadonlyMap<string, Json> {
  const found = UNTRANSLATED.filter((key) => Object.hasOwn(value, key));
  return new Map(found.map((key) => [key, value[key]!]));
}

function readServiceId(reader: Reader, metadata: Node): string | undefined {
  const serviceId = text(reader, metadata, "serviceId") ?? text(reader, metadata, "endpointPrefix");
  if (serviceId !== undefined && /[A-Za-z0-9]/.test(serviceId)) return serviceId;
  const found = metadata.value.serviceId;
  if (found === undefined)
    reader.report(loadCodes.missingKey, at(reader, pathOf(metadata), "key"), { key: "serviceId", where: "`metadata`" });
  else if (typeof found === "string") wrongKind(reader, pathOf(metadata, "serviceId"), "a name with letters", found);
  return undefined;
}

/** Structures get their names first: they are what people write types with. */
function nameShapes(
  reader: Reader,
  entries: readonly (readonly [string, Node])[],
  namer: Namer,
): ReadonlyMap<string, OldShape> {
  const typed = entries.flatMap(([name, node]) => {
    const type = smithyType(reader, name, node);
    return type === undefined ? [] : [{ name, node, type }];
  });
  const ids = new Map<string, ShapeId>();
  for (const isFirst of [true, false])
    for (const { name, type } of typed) if (isFirst !== isPlain(type)) ids.set(name, namer.give(name, type));
  return new Map(typed.map((shape) => [shape.name, { ...shape, id: ids.get(shape.name)! }]));
}

function isPlain(type: ShapeType): boolean {
  return isSimple(type) || type === "list";
}

/** REST services say their XML namespace at each input. */
function commonXmlNamespace(operations: readonly (readonly [string, Node])[]): string | undefined {
  const uris = new Set<string>();
  for (const [, { value }] of operations) {
    const { xmlNamespace } = isObject(value.input) ? value.input : {};
    if (isObject(xmlNamespace) && typeof xmlNamespace.uri === "string") uris.add(xmlNamespace.uri);
  }
  return uris.size === 1 ? [...uris][0] : undefined;
}
