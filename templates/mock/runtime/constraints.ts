import type {
  Behaviours,
  OperationDefinition,
  ServiceDefinition,
} from "./definition.js";
import { ServiceError } from "./definition.js";
import { getOwn, idOf, membersOf, resolve, traitOf } from "./schema-access.js";
import type { Member } from "./schema-access.js";
import type { StructureSchema } from "./schema.js";
import { frameworkReport } from "./framework-validation.js";
import type { Limits, Place, ValidationIssue } from "./validation-message.js";
import {
  describeFailures,
  enumText,
  lengthTexts,
  patternText,
  rangeTexts,
} from "./validation-message.js";

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
  const issues = result.error.issues.filter(
    (issue) => !isWideLong(issue, operation.input, input),
  );
  if (issues.length === 0) return undefined;
  const error = constraintError(service, operation);
  if (error.id === FRAMEWORK_VALIDATION && error.modelled) {
    const { message, fieldList } = frameworkReport(issues, input, locate);
    return new ServiceError(error.code, message, { members: { fieldList } });
  }
  return new ServiceError(
    error.code,
    describeFailures({ issues }, input, { place: locate }).message,
  );
}

/** `swage#constraintError` on the service, else the framework's own error. */
function constraintError(
  service: ServiceDefinition,
  operation: OperationDefinition,
): { readonly id: string; readonly code: string; readonly modelled: boolean } {
  const chosen = getOwn(
    getOwn(service.behaviour, service.id) ?? {},
    "swage#constraintError",
  );
  const id = typeof chosen === "string" ? chosen : FRAMEWORK_VALIDATION;
  const modelled = operation.errors.some((error) => idOf(error) === id);
  return { id, code: id.slice(id.indexOf("#") + 1), modelled };
}

/** Longs beyond the safe integers are bigints here, which validators of numbers cannot know. */
function isWideLong(
  issue: ValidationIssue,
  schema: StructureSchema,
  input: unknown,
): boolean {
  let value: unknown = input;
  for (const step of issue.path) {
    value =
      typeof value === "object" && value !== null
        ? (value as Record<PropertyKey, unknown>)[step]
        : undefined;
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
function follow(
  schema: StructureSchema,
  path: readonly PropertyKey[],
): Followed | undefined {
  let current: Followed = {
    member: { schema, traits: {} },
    step: "member",
    id: idOf(schema),
  };
  for (const step of path) {
    const container = current.member.schema;
    const id = idOf(container);
    if (container[0] === 1) {
      current = {
        member: resolve(container[4]),
        step: "item",
        id: `${id}$member`,
      };
    } else if (container[0] === 2) {
      current = {
        member: resolve(container[5]),
        step: "value",
        id: `${id}$value`,
      };
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

function locator(
  schema: StructureSchema,
  behaviour: Behaviours,
): (path: readonly PropertyKey[]) => Place | undefined {
  return (path) => {
    const followed = follow(schema, path);
    return followed === undefined ? undefined : placeOf(followed, behaviour);
  };
}

function placeOf({ member, step, id }: Followed, behaviour: Behaviours): Place {
  const { schema } = member;
  const key = schema[0] === 2 ? resolve(schema[4]) : undefined;
  return {
    step,
    simple: schema[0] === 0,
    sensitive: traitOf(member, "sensitive") !== undefined,
    pattern:
      asText(wireTrait(member, id, behaviour, "swage#patternText")) ??
      modelPattern(member),
    values: wireValues(member, id, behaviour),
    constraints: constraintTexts(member, id, behaviour),
    length: asLimits(traitOf(member, "length")),
    range: asLimits(traitOf(member, "range")),
    key:
      key === undefined
        ? undefined
        : placeOf(
            { member: key, step: "value", id: `${idOf(schema)}$key` },
            behaviour,
          ),
  };
}

/** All constraints of a simple shape, in the order in which the service lists them. */
function constraintTexts(
  member: Member,
  id: string,
  behaviour: Behaviours,
): string[] {
  const texts: string[] = [];
  const length = asLimits(traitOf(member, "length"));
  const range = asLimits(traitOf(member, "range"));
  const pattern =
    asText(wireTrait(member, id, behaviour, "swage#patternText")) ??
    modelPattern(member);
  const values = wireValues(member, id, behaviour);
  if (length !== undefined) texts.push(...lengthTexts(length));
  if (range !== undefined) texts.push(...rangeTexts(range));
  if (pattern !== undefined) texts.push(patternText(pattern));
  if (values !== undefined) texts.push(enumText(values));
  return texts;
}

/** The pattern as the model writes it; the one that is enforced may be a translation. */
function modelPattern(member: Member): string | undefined {
  return asText(traitOf(member, "modelPattern") ?? traitOf(member, "pattern"));
}

/** A trait of the overlay, on the member, else on its target. */
function wireTrait(
  member: Member,
  id: string,
  behaviour: Behaviours,
  trait: string,
): unknown {
  return (
    getOwn(getOwn(behaviour, id) ?? {}, trait) ??
    getOwn(getOwn(behaviour, idOf(member.schema)) ?? {}, trait)
  );
}

function wireValues(
  member: Member,
  id: string,
  behaviour: Behaviours,
): readonly unknown[] | undefined {
  const chosen = wireTrait(member, id, behaviour, "swage#enumText");
  const values = Array.isArray(chosen)
    ? (chosen as unknown[])
    : traitOf(member, "enum");
  return Array.isArray(values) ? (values as unknown[]) : undefined;
}

function asLimits(value: unknown): Limits | undefined {
  return typeof value === "object" && value !== null ? value : undefined;
}

function asText(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}
