/** JSON that mutations change in place. */

export type Tree = Record<string, unknown>;
export type Entry = readonly [id: string, shape: Tree];

/** Sets a key of any name, `__proto__` too. */
export function put(object: object, key: string, value: unknown): void {
  Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true });
}

export function isTree(value: unknown): value is Tree {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function shapesOf(model: Tree): Entry[] {
  return isTree(model["shapes"])
    ? Object.entries(model["shapes"]).filter((entry): entry is [string, Tree] => isTree(entry[1]))
    : [];
}

export function membersOf(shape: Tree): Entry[] {
  const { members, member, key, value } = shape;
  const own = isTree(members) ? Object.entries(members) : Object.entries({ member, key, value });
  return own.filter((entry): entry is [string, Tree] => isTree(entry[1]));
}

export function objectsOf(root: unknown): object[] {
  if (typeof root !== "object" || root === null) return [];
  return [root, ...Object.values(root).flatMap(objectsOf)];
}

export function replaceKeys(object: Tree, rename: (key: string) => string): Tree {
  const renamed: Tree = {};
  for (const [key, value] of Object.entries(object)) put(renamed, rename(key), value);
  return renamed;
}
