import type { Closure } from "../../model/closure.js";
import { defineIndex } from "../../model/define-index.js";
import { isEnumeration } from "../../model/enums.js";
import type { ShapeId } from "../../model/shape-id.js";
import { nameOf, namespaceOf } from "../../model/shape-id.js";
import type { DataShape } from "../../model/shapes.js";
import { dataMembersOf } from "../../model/shapes.js";
import type { ReferenceResolver } from "../../print/documentation-blocks.js";
import type { Names } from "../../print/names.js";
import { createAnchors } from "../../print/markdown.js";
import type { PackageContext } from "../context.js";
import { referenceNames, withOwnSite } from "../reference-names.js";
import type { ExportedHelper } from "../types/helpers.js";
import { exportedHelpers } from "../types/helpers.js";

export const INDEX_PATH = "docs/README.md";
export const ERRORS_PATH = "docs/errors.md";
export const PATTERNS_PATH = "docs/patterns.md";
export const SHAPES_INDEX_PATH = "docs/shapes/README.md";

/** A page with the shapes whose names begin alike. */
export interface ShapePage {
  /** A letter in upper case, `_` for what begins with none; behind the vendor's name, with it: `AwsE`. */
  readonly initial: string;
  readonly path: string;
  /** Sorted by name. */
  readonly shapes: readonly DataShape[];
}

/** A shape by its id, a type of swage's own by its name. */
export type DocumentedType = ShapeId | ExportedHelper;

/** Where everything stands. */
export interface Pages {
  readonly shapePages: readonly ShapePage[];
  /** Path of an operation's page. */
  operation(id: ShapeId): string;
  /** Path and anchor of a type that has a place of its own: structures, unions, enumerations, errors, and our own. */
  shape(id: DocumentedType): string | undefined;
  /** The ways from a page to these places. */
  hrefs(from: string): (id: DocumentedType) => string | undefined;
  /** What names in documentation stand for, as links from a page. */
  references(from: string): ReferenceResolver;
}

/**
 * The page of a shape follows from its own id alone, so that it never changes when others come or go: one page a
 * letter, and where the name begins with the vendor's, as hundreds may, one for each letter behind that. A structure that is the request or response of one operation, and nothing else, stands
 * on the operation's page.
 */
export const pagesOf: (context: PackageContext) => Pages = defineIndex(({ closure, names }) =>
  planPages(closure, names),
);

function planPages(closure: Closure, names: Names): Pages {
  const operations = operationPaths(closure);
  const places = new Map<ShapeId, string>();
  const title = createAnchors();
  title("Errors");
  for (const error of closure.errors) places.set(error.id, `${ERRORS_PATH}#${title(names.type(error.id))}`);
  ownStructures(closure, operations).forEach((place, id) => {
    if (!places.has(id)) places.set(id, place);
  });

  const byInitial = new Map<string, NamedShape[]>();
  const initialOf = initials();
  for (const shape of closure.shapes) {
    if (places.has(shape.id) || !hasOwnPlace(shape)) continue;
    const initial = initialOf(shape.id);
    const one = { name: names.type(shape.id), shape };
    const shapes = byInitial.get(initial);
    if (shapes === undefined) byInitial.set(initial, [one]);
    else shapes.push(one);
  }
  const shapePages = [...byInitial.keys()].sort().map((initial): ShapePage => {
    const path = `docs/shapes/${initial}.md`;
    const anchor = createAnchors();
    anchor(shapePageTitle(initial));
    const shapes = byInitial.get(initial)!.sort((a, b) => (a.name < b.name ? -1 : 1));
    for (const { name, shape } of shapes) places.set(shape.id, `${path}#${anchor(name)}`);
    return { initial, path, shapes: shapes.map(({ shape }) => shape) };
  });
  const named = new Map<string, string>();
  referenceNames({ closure, names }).forEach((id, name) => {
    const place = operations.get(id) ?? places.get(id);
    if (place !== undefined) named.set(name, place);
  });
  const waysToNamed = waysTo(named);
  const types = new Map<DocumentedType, string>(places);
  for (const name of exportedHelpers(closure)) types.set(name, `${SHAPES_INDEX_PATH}#${name.toLowerCase()}`);
  return {
    shapePages,
    operation: (id) => operations.get(id)!,
    shape: (id) => types.get(id),
    hrefs: waysTo(types),
    references: (from) => withOwnSite(closure.service, waysToNamed(from)),
  };
}

interface NamedShape {
  readonly name: string;
  readonly shape: DataShape;
}

/** The ways from a page to each place. From all pages of a folder they are the same, but for those to the page itself. */
function waysTo<Key>(places: ReadonlyMap<Key, string>): (from: string) => (key: Key) => string | undefined {
  const folders = new Map<string, Map<Key, string>>();
  return (from) => {
    const page = from.slice(from.lastIndexOf("/") + 1);
    const folder = from.slice(0, from.length - page.length);
    const ways = folders.get(folder) ?? new Map<Key, string>();
    folders.set(folder, ways);
    return (key) => {
      let way = ways.get(key);
      if (way === undefined) {
        const place = places.get(key);
        if (place === undefined) return undefined;
        ways.set(key, (way = relativeHref(folder, place)));
      }
      return way.charCodeAt(page.length) === HASH && way.startsWith(page) ? way.slice(page.length) : way;
    };
  };
}

const HASH = 0x23;

export function shapePageTitle(initial: string): string {
  return initial === "_" ? "Shapes: others" : `Shapes: ${initial}`;
}

/** Structures, unions and enumerations are told on their own; lists, maps and simple shapes where they are used. */
function hasOwnPlace(shape: DataShape): boolean {
  return shape.type === "structure" || shape.type === "union" || isEnumeration(shape);
}

function initials(): (id: ShapeId) => string {
  const vendors = new Map<string, readonly string[]>();
  return (id) => {
    const name = nameOf(id);
    const word = /^(?:[A-Z]+(?![a-z])|[A-Z]?[a-z]+)/.exec(name)?.[0] ?? "";
    if (word.length < 3 || word.length === name.length) return letterOf(name);
    const namespace = namespaceOf(id);
    let vendor = vendors.get(namespace);
    if (vendor === undefined) vendors.set(namespace, (vendor = vendorOf(namespace)));
    const lower = word.toLowerCase();
    if (!vendor.some((part) => part.startsWith(lower) || part.endsWith(lower))) return letterOf(name);
    return `${word[0]!.toUpperCase()}${lower.slice(1)}${letterOf(name.slice(word.length))}`;
  };
}

/** Of `com.amazonaws.securityhub`, all but the service's own part. */
function vendorOf(namespace: string): readonly string[] {
  return namespace.toLowerCase().split(".").slice(0, -1);
}

function letterOf(name: string): string {
  const first = name[0]!.toUpperCase();
  return first >= "A" && first <= "Z" ? first : "_";
}

/** Structures that serve as the request or response of a single operation, with their place on its page. */
function ownStructures(closure: Closure, operations: ReadonlyMap<ShapeId, string>): ReadonlyMap<ShapeId, string> {
  const own = new Map<ShapeId, string>();
  const shared = new Set<ShapeId>();
  const add = (structure: ShapeId, place: string): void => {
    if (own.has(structure)) shared.add(structure);
    else own.set(structure, place);
  };
  for (const { id, input, output } of closure.operations) {
    const page = operations.get(id)!;
    add(input, `${page}#request`);
    add(output, `${page}#response`);
  }
  for (const shape of closure.shapes) for (const { target } of dataMembersOf(shape)) own.delete(target);
  for (const id of shared) own.delete(id);
  return own;
}

/** Names that Windows keeps for devices, with any extension. */
const RESERVED = /^(?:con|prn|aux|nul|com\d|lpt\d|readme)$/i;

/** Characters of a page's name at most: file systems take 255 bytes. */
const LONGEST_NAME = 200;

/** NAME.md; `_` is added where a file system that ignores case would take two for one. */
function operationPaths(closure: Closure): Map<ShapeId, string> {
  const taken = new Set<string>();
  const paths = new Map<ShapeId, string>();
  for (const { id } of closure.operations) {
    let name = nameOf(id).slice(0, LONGEST_NAME);
    while (RESERVED.test(name) || taken.has(name.toLowerCase())) name += "_";
    taken.add(name.toLowerCase());
    paths.set(id, `docs/operations/${name}.md`);
  }
  return paths;
}

/** The way from one file of the package to another, `/` between folders. */
export function relativeHref(from: string, to: string): string {
  if (to.startsWith(from) && (to.length === from.length || to[from.length] === "#"))
    return to.length === from.length ? to.slice(to.lastIndexOf("/") + 1) : to.slice(from.length);
  let folder = 0;
  for (let at = 0; at < from.length && from[at] === to[at]; at++) if (from[at] === "/") folder = at + 1;
  let up = "";
  for (let at = from.indexOf("/", folder); at >= 0; at = from.indexOf("/", at + 1)) up += "../";
  return up + to.slice(folder);
}
