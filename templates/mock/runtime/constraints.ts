import type { Behaviours, OperationDefinition, ServiceDefinition } from "./definition.js";
import { ServiceError } from "./definition.js";
import { memberOf, getOwn, idOf, membersOf, resolve, traitOf } from "./schema-access.js";
import type { Member } from "./schema-access.js";
import type { StructureSchema } from "./schema.js";
import type { Place, ValidationIssue } from "./validation-message.js";
import { describeFailures, enumText, lengthTexts, patternText, rangeTexts } from "./validation-message.js";

const FRAMEWORK_VALIDATION = "smithy.framework#ValidationException";

/**
 * Checks the constraints of an input that has the right types.
 * @returns the error that names every broken constraint; undefined where none is broken.
 */
export function checkConstraints(
  service: ServiceDefinition,
  operation: OperationDefinition,
  input: Record<string, unknown>,
): ServiceError | undefined {
  const result = operation.validateInput.safeParse(input);
  if (result.success) return undefined;
  const locate = locator(operation.input, service.behaviour);
  const issues = result.error.issues.filter((issue) => !isWideLong(issue, operation.input, input));
  if (issues.length === 0) return undefined;
  const { fields, message } = describeFailures({ issues }, input, { place: locate });
  const error = constraintError(service, operation);
  const fieldList = fields.map((field) => ({ path: pointer(field.at), message: field.message }));
  const hasFields = error.schema !== undefined && memberOf(error.schema, "fieldList") !== undefined;
  return new ServiceError(error.code, message, hasFields ? { members: { fieldList } } : {});
}

/** JSON pointer, as the framework's field list has it. */
function pointer(path: readonly PropertyKey[]): string {
  return path.map((step) => `/${String(step).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
}

/** `swage#constraintError` on the service, else the framework's error where the operation has it, else its name. */
function constraintError(
  service: ServiceDefinition,
  operation: OperationDefinition,
): { code: string; schema: StructureSchema | undefined } {
  const chosen = getOwn(getOwn(service.behaviour, service.id) ?? {}, "swage#constraintError");
  const id = typeof chosen === "string" ? chosen : FRAMEWORK_VALIDATION;
  const schema = operation.errors.find((error) => idOf(error) === id);
  return { code: id.slice(id.indexOf("#") + 1), schema };
}

/** Longs beyond the safe integers are bigints here, which validators of numbers cannot know. */
function isWideLong(issue: ValidationIssue, schema: StructureSchema, input: unknown): boolean {
  let value: unknown = input;
  for (const step of issue.path) {
    value = typeof value === "object" && value !== null ? (value as Record<PropertyKey, unknown>)[step] : undefined;
  }
  if (typeof value !== "bigint") return false;
  const target = follow(schema, issue.path)?.member.schema;
  return target !== undefined && target[0] === 0 && target[4] === "long";
}

interface Followed {
  readonly member: Member;
  readonly step: Place["step"];
  /** Absolute id of the member. */
  readonly id: string;
}

/** What a path leads to; undefined where the model has no such place. */
function follow(schema: StructureSchema, path: readonly PropertyKey[]): Followed | undefined {
  let current: Followed = { member: { schema, traits: {} }, step: "member", id: idOf(schema) };
  for (const step of path) {
    const container = current.member.schema;
    const id = idOf(container);
    if (container[0] === 1) {
      current = { member: resolve(container[4]), step: "item", id: `${id}$member` };
    } else if (container[0] === 2) {
      current = { member: resolve(container[5]), step: "value", id: `${id}$value` };
    } else if (container[0] === 0) {
      return undefined;
    } else {
      const { members, indexOf } = membersOf(container);
      const member = members[indexOf.get(String(step)) ?? -1];
      if (member === undefined) return undefined;
      current = { member, step: "member", id: `${id}$${String(step)}` };
    }
  }
  return current;
}

function locator(schema: StructureSchema, behaviour: Behaviours): (path: readonly PropertyKey[]) => Place | undefined {
  return (path) => {
    const followed = follow(schema, path);
    if (followed === undefined) return undefined;
    const { member, step, id } = followed;
    const target = member.schema;
    const key = target[0] === 2 ? resolve(target[4]) : undefined;
    return {
      step,
      simple: target[0] === 0,
      sensitive: traitOf(member, "sensitive") !== undefined,
      pattern: wireText(member, id, behaviour, "swage#patternText") ?? modelPattern(member),
      values: wireValues(member, id, behaviour),
      constraints: constraintTexts(member, id, behaviour),
      keyConstraints: key === undefined ? undefined : constraintTexts(key, `${idOf(target)}$key`, behaviour),
    };
  };
}

/** All constraints of a simple shape, in the order in which the service lists them. */
function constraintTexts(member: Member, id: string, behaviour: Behaviours): string[] {
  const texts: string[] = [];
  const length = traitOf(member, "length");
  const range = traitOf(member, "range");
  const pattern = modelPattern(member);
  const values = wireValues(member, id, behaviour);
  if (typeof length === "object" && length !== null) texts.push(...lengthTexts(length));
  if (typeof range === "object" && range !== null) texts.push(...rangeTexts(range));
  if (pattern !== undefined) {
    texts.push(patternText(wireText(member, id, behaviour, "swage#patternText") ?? pattern));
  }
  if (values !== undefined) texts.push(enumText(values));
  return texts;
}

/** The pattern as the model writes it; the one that is enforced may be a translation. */
function modelPattern(member: Member): string | undefined {
  return asText(traitOf(member, "modelPattern") ?? traitOf(member, "pattern"));
}

/** A trait of the overlay, on the member, else on its target. */
function wireTrait(member: Member, id: string, behaviour: Behaviours, trait: string): unknown {
  return getOwn(getOwn(behaviour, id) ?? {}, trait) ?? getOwn(getOwn(behaviour, idOf(member.schema)) ?? {}, trait);
}

function wireText(member: Member, id: string, behaviour: Behaviours, trait: string): string | undefined {
  return asText(wireTrait(member, id, behaviour, trait));
}

function wireValues(member: Member, id: string, behaviour: Behaviours): readonly unknown[] | undefined {
  const chosen = wireTrait(member, id, behaviour, "swage#enumText");
  const values = Array.isArray(chosen) ? (chosen as unknown[]) : traitOf(member, "enum");
  return Array.isArray(values) ? (values as unknown[]) : undefined;
}

function asText(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}
