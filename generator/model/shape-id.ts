/** An absolute shape id, `namespace#Name` or `namespace#Name$member`. Made by this file alone. */
export type ShapeId = string & { readonly __brand: "ShapeId" };

const IDENTIFIER = "(?:_+[A-Za-z0-9]|[A-Za-z])\\w*"; // Smithy 2.0 spec, "Shape ID ABNF"
const NAMESPACE = new RegExp(`^${IDENTIFIER}(?:\\.${IDENTIFIER})*$`);
const SHAPE_ID = new RegExp(`^${IDENTIFIER}(?:\\.${IDENTIFIER})*#${IDENTIFIER}(?:\\$${IDENTIFIER})?$`);
const MEMBER_NAME = new RegExp(`^${IDENTIFIER}$`);

/** @returns undefined where the text is not an absolute shape id (Smithy 2.0 spec, "Shape ID ABNF"). */
export function parseShapeId(text: unknown): ShapeId | undefined {
  return typeof text === "string" && SHAPE_ID.test(text) ? (text as ShapeId) : undefined;
}

/** For ids that stand in our own code. Throws where it is none. */
export function shapeId(text: string): ShapeId {
  const id = parseShapeId(text);
  if (id === undefined) throw new Error(`not a shape id: ${text}`);
  return id;
}

export function memberId(container: ShapeId, member: string): ShapeId {
  return `${container}$${member}` as ShapeId;
}

export function isNamespace(text: string): boolean {
  return NAMESPACE.test(text);
}

/** Whether a text may name a member or a shape (`identifier` of the ABNF). */
export function isIdentifier(text: string): boolean {
  return MEMBER_NAME.test(text);
}

export function namespaceOf(id: ShapeId): string {
  return id.slice(0, id.indexOf("#"));
}

/** The name without namespace and member: `Foo` of `ns#Foo$bar`. */
export function nameOf(id: ShapeId): string {
  const start = id.indexOf("#") + 1;
  const end = id.indexOf("$", start);
  return end < 0 ? id.slice(start) : id.slice(start, end);
}

/** The member's name: `bar` of `ns#Foo$bar`; undefined for an id without member. */
export function memberNameOf(id: ShapeId): string | undefined {
  const at = id.indexOf("$");
  return at < 0 ? undefined : id.slice(at + 1);
}

/** The id without its member: `ns#Foo` of `ns#Foo$bar`. */
export function containerOf(id: ShapeId): ShapeId {
  const at = id.indexOf("$");
  return at < 0 ? id : (id.slice(0, at) as ShapeId);
}
