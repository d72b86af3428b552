import type { OperationDefinition } from "../definition.js";
import { compileTemplate } from "./template.js";
import type { Failure, TraitReader } from "./traits.js";

/** What the operations of a resource answer where the identifier is the fault. */
export interface ResourceFailures {
  readonly id: string;
  readonly notFound: Failure | undefined;
  /** What the read operation answers, by its model. */
  readonly likelyNotFound: Failure | undefined;
  readonly conflict: Failure | undefined;
}

const NOT_THERE = "The resource does not exist.";

const FALLBACK_NOT_FOUND: Failure = {
  error: "NotFound",
  message: compileTemplate(NOT_THERE),
};

/**
 * What an operation answers to an identifier that is not there.
 * @returns undefined for a delete that has no such error: what is not there is deleted already.
 */
export function notFoundOf(
  operation: OperationDefinition,
  resource: ResourceFailures | undefined,
  isDelete: boolean,
  reader: TraitReader,
): Failure | undefined {
  const own = reader.failure(operation.id, "swage#notFound");
  if (own !== undefined) return own;
  const said = resource?.notFound;
  const models = (failure: Failure): boolean =>
    operation.errors.some((error) => error[2] === failure.error);
  if (said !== undefined && (!isDelete || models(said))) return said;
  const ofRead = resource?.likelyNotFound;
  if (ofRead !== undefined && models(ofRead)) return ofRead;
  const ofModel = likelyNotFound(operation, resource?.id);
  if (!isDelete) return ofModel ?? FALLBACK_NOT_FOUND;
  return (said ?? ofRead) === undefined ? ofModel : undefined;
}

/** What a create answers to an identifier that is taken; undefined: it replaces what is there. */
export function conflictOf(
  operation: OperationDefinition,
  resource: ResourceFailures | undefined,
  reader: TraitReader,
): Failure | undefined {
  return (
    reader.failure(operation.id, "swage#conflict") ??
    resource?.conflict ??
    likelyConflict(operation, resource?.id)
  );
}

/** By its model alone. */
export function likelyNotFound(
  operation: OperationDefinition,
  resource: string | undefined,
): Failure | undefined {
  const kinds = [/NotFound|NoSuch|NotExist|Unknown/];
  return likely(operation, 404, kinds, resource, NOT_THERE);
}

function likelyConflict(
  operation: OperationDefinition,
  resource: string | undefined,
): Failure | undefined {
  const kinds = [/Exists|Duplicate/, /Conflict/, /InUse/];
  return likely(
    operation,
    409,
    kinds,
    resource,
    "The resource exists already.",
  );
}

/**
 * The operation's only error of that status; else one whose name says so: the clearest kind of name first, and in it
 * one that begins with the resource's name, then one that speaks of no resource, then the first.
 * @param resource id of the resource.
 */
function likely(
  { errors }: OperationDefinition,
  status: number,
  kinds: readonly RegExp[],
  resource: string | undefined,
  text: string,
): Failure | undefined {
  const byStatus = errors.filter(
    (error) => error[3] !== 0 && error[3]["httpError"] === status,
  );
  const named = kinds
    .map((kind) => errors.filter((error) => kind.test(error[2])))
    .find((ofKind) => ofKind.length > 0);
  const stem = resource?.replace(/^.*#/, "").replace(/(?!^)Resource$/, "");
  const error =
    byStatus.length === 1
      ? byStatus[0]
      : (named?.find((one) => stem !== undefined && one[2].startsWith(stem)) ??
        named?.find((one) => GENERAL.test(one[2])) ??
        named?.[0]);
  return error && { error: error[2], message: compileTemplate(text) };
}

const GENERAL = /^(?:Resource|Entity)?(?:NotFound|Already|Conflict|InUse)/;
