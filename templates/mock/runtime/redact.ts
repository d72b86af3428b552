import type { Member } from "./schema-access.js";
import {
  getOwn,
  isSecret,
  memberOf,
  membersOf,
  resolve,
  setOwn,
} from "./schema-access.js";
import type { Schema, StructureSchema } from "./schema.js";

/** What stands in for the value of a member marked `sensitive` (Smithy 2.0 spec, "sensitive trait"). */
export const REDACTED = "***SensitiveInformation***";

const INSPECT: unique symbol = Symbol.for(
  "nodejs.util.inspect.custom",
) as never;

/** Lets `util.inspect`, and so `console.log`, show something else than the value; equality does not see it. */
export function attachInspect(target: object, show: () => unknown): void {
  Object.defineProperty(target, INSPECT, {
    value: show,
    enumerable: false,
    configurable: true,
    writable: true,
  });
}

/** A copy that later changes do not reach, whose secrets `util.inspect` does not show. */
export function snapshot(schema: StructureSchema, value: unknown): unknown {
  return copy({ schema, traits: {} }, value, false);
}

/** A copy with {@link REDACTED} for each secret. */
export function redact(schema: StructureSchema, value: unknown): unknown {
  return copy({ schema, traits: {} }, value, true);
}

function copy(member: Member, value: unknown, hide: boolean): unknown {
  if (value === undefined || value === null) return value;
  if (hide && isSecret(member)) return REDACTED;
  const { schema } = member;
  switch (schema[0]) {
    case 0:
      return schema[4] === "document" || schema[4] === "blob"
        ? structuredClone(value)
        : value;
    case 1: {
      if (!Array.isArray(value)) return value;
      const item = resolve(schema[4]);
      const items = value.map((entry) => copy(item, entry, hide));
      return shown(items, member, hide);
    }
    case 2: {
      if (typeof value !== "object") return value;
      const item = resolve(schema[5]);
      const result: Record<string, unknown> = {};
      for (const [key, entry] of Object.entries(value))
        setOwn(result, key, copy(item, entry, hide));
      return shown(result, member, hide);
    }
    default: {
      if (typeof value !== "object") return value;
      const result: Record<string, unknown> = {};
      for (const name of membersOf(schema).names) {
        const entry = getOwn(value, name);
        const target = memberOf(schema, name);
        if (entry !== undefined && target !== undefined)
          setOwn(result, name, copy(target, entry, hide));
      }
      return shown(result, member, hide);
    }
  }
}

function shown(result: object, member: Member, hide: boolean): object {
  if (!hide && (isSecret(member) || holdsSecrets(member.schema)))
    attachInspect(result, () => copy(member, result, true));
  return result;
}

const secrets = new WeakMap<Schema, boolean>();

/** Whether a secret can stand anywhere below. */
export function holdsSecrets(schema: Schema): boolean {
  let known = secrets.get(schema);
  if (known === undefined) {
    known = reachesSecret(schema, new Set());
    secrets.set(schema, known);
  }
  return known;
}

function reachesSecret(schema: Schema, seen: Set<Schema>): boolean {
  if (seen.has(schema)) return false;
  seen.add(schema);
  return below(schema).some(
    (member) => isSecret(member) || reachesSecret(member.schema, seen),
  );
}

function below(schema: Schema): readonly Member[] {
  switch (schema[0]) {
    case 0:
      return [];
    case 1:
      return [resolve(schema[4])];
    case 2:
      return [resolve(schema[4]), resolve(schema[5])];
    default:
      return membersOf(schema).members;
  }
}
