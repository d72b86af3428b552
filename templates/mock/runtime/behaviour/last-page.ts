import type { Member } from "../schema-access.js";
import { getOwn, memberOf, setOwn, traitOf } from "../schema-access.js";
import type { StructureSchema } from "../schema.js";
import { bounds } from "./bounds.js";
import { isFields } from "./values.js";
import type { Fields } from "./values.js";

/**
 * Makes an output the last page: its token goes, and nothing beside it. A token that must be there is empty where its
 * constraints let it be, at which the SDKs' paginators stop too; else it is left out, or nobody would ever be done.
 * @param path of the token, as in `paginated`.
 */
export function endPages(
  schema: StructureSchema,
  output: Fields,
  path: readonly string[],
): void {
  const [name, ...rest] = path;
  if (name === undefined) return;
  const member = memberOf(schema, name);
  const value = getOwn(output, name);
  if (rest.length > 0) {
    if (member?.schema[0] !== 3 || !isFields(value)) return;
    // What comes back may be the request's own: that stays as it is.
    const inner = { ...value };
    endPages(member.schema, inner, rest);
    setOwn(output, name, inner);
  } else if (member !== undefined && mustBeThere(member) && mayBeEmpty(member))
    setOwn(output, name, "");
  else delete output[name];
}

function mustBeThere(member: Member): boolean {
  return member.traits["required"] !== undefined;
}

function mayBeEmpty(member: Member): boolean {
  const { schema } = member;
  if (schema[0] !== 0 || schema[4] !== "string") return false;
  if (traitOf(member, "enum") !== undefined) return false;
  const pattern = traitOf(member, "pattern");
  return (
    bounds(member).min === 0 &&
    (typeof pattern !== "string" || new RegExp(pattern, "u").test(""))
  );
}
