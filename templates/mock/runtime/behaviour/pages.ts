import type { OperationDefinition } from "../definition.js";
import { getOwn, memberOf, membersOf, setOwn } from "../schema-access.js";
import type { StructureSchema } from "../schema.js";
import type { ServiceSurroundings } from "../surroundings.js";
import { generate } from "./generate.js";
import type { Pages } from "./plan-pages.js";
import { createRandom } from "./random.js";
import type { Instance } from "./store.js";
import { isFields } from "./values.js";
import type { Fields } from "./values.js";

/** Items on a page when the request names no number, or 0, which is the default of many models. */
const DEFAULT_PAGE_SIZE = 100;

/** Cuts lists into pages (Smithy 2.0 spec, `paginated`). */
export interface Pager {
  /** @returns the output with its items and, where more follow, its token. An unknown token gives an empty page. */
  page(
    operation: OperationDefinition,
    pages: Pages,
    input: Readonly<Fields>,
    instances: readonly Instance[],
    show: (instance: Instance) => unknown,
  ): Fields;
  clear(): void;
}

export function createPager(surroundings: ServiceSurroundings): Pager {
  /** Operation and token → the order of the instance that the page begins with. */
  const tokens = new Map<string, number>();

  /** A token that the operation's own constraints on tokens admit. */
  const tokenFor = (
    operation: OperationDefinition,
    path: readonly string[],
    order: number,
  ): string | undefined => {
    const member =
      path.length === 1 ? memberOf(operation.input, path[0] ?? "") : undefined;
    if (member === undefined) return undefined;
    for (let attempt = 0; attempt < 20; attempt++) {
      const token = generate(
        member,
        createRandom(surroundings.seed, operation.id, order, attempt),
        surroundings,
      );
      if (typeof token !== "string") return undefined;
      const key = `${operation.id} ${token}`;
      const taken = tokens.get(key);
      if (taken !== undefined && taken !== order) continue;
      tokens.set(key, order);
      return token;
    }
    return undefined;
  };

  return {
    page: (operation, pages, input, instances, show) => {
      const token = readPath(input, pages.inputToken);
      const from =
        typeof token === "string"
          ? (tokens.get(`${operation.id} ${token}`) ?? Infinity)
          : 0;
      const asked = Number(readPath(input, pages.pageSize) ?? 0);
      const size = asked > 0 ? asked : DEFAULT_PAGE_SIZE;
      const rest = instances.filter((instance) => instance.order >= from);
      const next = pages.outputToken.length === 0 ? undefined : rest[size];
      const nextToken =
        next && tokenFor(operation, pages.inputToken, next.order);
      const shown = nextToken === undefined ? rest : rest.slice(0, size);
      const output: Fields = {};
      writePath(output, pages.items, shown.map(show));
      if (nextToken !== undefined)
        writePath(output, pages.outputToken, nextToken);
      fillFlags(operation.output, output, nextToken !== undefined);
      return output;
    },
    clear: () => tokens.clear(),
  };
}

/** A flag that must be there says whether more follows, as far as is known. */
function fillFlags(
  schema: StructureSchema,
  output: Fields,
  more: boolean,
): void {
  const { names, members } = membersOf(schema);
  for (const [index, name] of names.entries()) {
    const member = members[index];
    const flag = member?.schema[0] === 0 && member.schema[4] === "boolean";
    if (flag && member.traits["required"] !== undefined)
      setOwn(output, name, more);
  }
}

/** What a path as in `paginated` leads to. */
export function readPath(fields: unknown, path: readonly string[]): unknown {
  if (path.length === 0) return undefined;
  return path.reduce(
    (value, name) => (isFields(value) ? getOwn(value, name) : undefined),
    fields,
  );
}

function writePath(
  fields: Fields,
  path: readonly string[],
  value: unknown,
): void {
  let container = fields;
  for (const name of path.slice(0, -1)) {
    const inner = getOwn(container, name);
    const next = isFields(inner) ? inner : {};
    setOwn(container, name, next);
    container = next;
  }
  setOwn(container, path.at(-1) ?? "", value);
}
