import type {
  OperationDefinition,
  RequestContext,
  Responder,
  ServiceDefinition,
} from "../definition.js";
import { ServiceError } from "../definition.js";
import { messageMember } from "../errors.js";
import { membersOf, setOwn } from "../schema-access.js";
import type { StructureSchema } from "../schema.js";
import { USUAL_SURROUNDINGS } from "../surroundings.js";
import type { ServiceSurroundings, Surroundings } from "../surroundings.js";
import { createFiller } from "./filler.js";
import { answerFreely } from "./free-answer.js";
import { createLifecycles } from "./lifecycle.js";
import { mergeOverlay } from "./overlay.js";
import type { Overlay } from "./overlay.js";
import { planOperations } from "./plan.js";
import type { OperationPlan } from "./plan.js";
import { createTraitReader } from "./traits.js";
import type { Fields } from "./values.js";

/** What is left out of the surroundings is as usual. */
export interface ResponderOptions extends Partial<Surroundings> {
  /** Merged over the definition's behaviour. */
  readonly overlay?: Overlay | undefined;
}

/** A service without its validators, which take no part in planning. */
type Unvalidated = Omit<ServiceDefinition, "operations"> & {
  readonly operations: readonly Omit<OperationDefinition, "validateInput">[];
};

/** What an overlay says and the mock cannot do, or does not heed; each begins with the shape id and the trait. */
export interface OverlayFaults {
  /** What `createResponder` refuses. */
  readonly refused: readonly string[];
  /** Traits without an effect where they stand. */
  readonly idle: readonly string[];
}

/** What each operation does, by its id: for whoever writes about the mock. */
export function operationPlans(
  definition: Unvalidated,
): ReadonlyMap<string, OperationPlan> {
  const whole = definition as ServiceDefinition;
  return planOperations(whole, createTraitReader(whole.behaviour));
}

export function overlayFaults(definition: Unvalidated): OverlayFaults {
  const whole = definition as ServiceDefinition;
  const reader = createTraitReader(whole.behaviour);
  const plans = planOperations(whole, reader);
  createLifecycles(whole, plans, reader, surroundingsOf(whole));
  return { refused: [...new Set(reader.problems)], idle: reader.idle() };
}

function surroundingsOf(
  { arnNamespace }: ServiceDefinition,
  given: Partial<Surroundings> = {},
): ServiceSurroundings {
  return { ...USUAL_SURROUNDINGS, ...given, arnNamespace };
}

/**
 * Answers as the model and swage's traits say: resources keep state from create to delete, all else is made up.
 * All of the overlay is read here, so that a request only looks things up.
 * @throws Error that names every fault in the traits' values, with its place.
 */
export function createResponder(
  definition: ServiceDefinition,
  { overlay, ...given }: ResponderOptions = {},
): Responder {
  const surroundings = surroundingsOf(definition, given);
  const merged =
    overlay === undefined ? definition : mergeOverlay(definition, overlay);
  const reader = createTraitReader(merged.behaviour);
  const plans = planOperations(merged, reader);
  const lifecycles = createLifecycles(merged, plans, reader, surroundings);
  const { fillRequired } = createFiller(surroundings);
  if (reader.problems.length > 0) {
    throw new Error(
      `The overlay of ${definition.name} has faults:\n${[...new Set(reader.problems)].join("\n")}`,
    );
  }
  return {
    respond: (
      operation: OperationDefinition,
      input: Readonly<Record<string, unknown>>,
      context: RequestContext,
    ) => {
      const plan = plans.get(operation.id);
      if (plan === undefined)
        return answerFreely(operation, input, {}, surroundings);
      return lifecycles.respond(operation, plan, input, context);
    },
    complete: (error, schema) => {
      if (!hasRequired(schema)) return error;
      const made: Fields = {};
      fillRequired(schema, made, schema[2]);
      const text = messageMember(schema);
      if (text !== undefined && error.message !== "")
        setOwn(made, text, error.message);
      const { code, message, status } = error;
      const whole = new ServiceError(code, message, {
        members: { ...made, ...error.members },
        ...(status !== undefined && { status }),
      });
      if (error.cause !== undefined) whole.cause = error.cause;
      return whole;
    },
    reset: () => lifecycles.reset(),
  };
}

function hasRequired(schema: StructureSchema): boolean {
  return membersOf(schema).members.some(
    ({ traits }) => traits["required"] !== undefined,
  );
}
