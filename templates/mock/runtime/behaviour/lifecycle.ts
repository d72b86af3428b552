import type {
  OperationDefinition,
  RequestContext,
  ServiceDefinition,
} from "../definition.js";
import { getOwn, membersOf, setOwn } from "../schema-access.js";
import type { ServiceSurroundings } from "../surroundings.js";
import { createFiller } from "./filler.js";
import { answerFreely } from "./free-answer.js";
import { makeIdentifiers, occupant } from "./identifiers.js";
import { isTruthy } from "./jmespath-functions.js";
import { endPages } from "./last-page.js";
import { createPager, readPath } from "./pages.js";
import { planPages } from "./plan-pages.js";
import type { Pages } from "./plan-pages.js";
import type { OperationPlan, ResourcePlan } from "./plan.js";
import { applyRules, failed, scopeOf } from "./rules.js";
import type { Scope } from "./rules.js";
import {
  applySets,
  boundIdentifiers,
  givenState,
  shownState,
} from "./state.js";
import { createStore } from "./store.js";
import type { Identifiers, Instance } from "./store.js";
import type { TraitReader } from "./traits.js";
import { fromJson, project } from "./values.js";
import type { Fields } from "./values.js";

type Input = Readonly<Fields>;

export interface Lifecycles {
  /** @throws ServiceError when the resource is not there, is there already, or a rule is broken. */
  respond(
    operation: OperationDefinition,
    plan: OperationPlan,
    input: Input,
    context: RequestContext,
  ): Fields;
  reset(): void;
}

/**
 * Lifecycle semantics (Smithy 2.0 spec, "Resource operations"): create and put bring an instance to be, read shows
 * it, update and put write into it, delete ends it and what lives in it, list shows the instances of one parent.
 * Checks come in the order: resources named by the input exist, then the rules, one at a time.
 */
export function createLifecycles(
  definition: ServiceDefinition,
  plans: ReadonlyMap<string, OperationPlan>,
  reader: TraitReader,
  surroundings: ServiceSurroundings,
): Lifecycles {
  const store = createStore();
  const { fillRequired, fillNames } = createFiller(surroundings);
  const pager = createPager(surroundings);
  const pages = new Map<string, Pages | undefined>();
  /** Operation and idempotency token → what the create made. */
  const tokens = new Map<string, Instance>();
  for (const operation of definition.operations) {
    const plan = plans.get(operation.id);
    if (plan?.lifecycle === "list" && plan.resource !== undefined) {
      pages.set(
        operation.id,
        planPages(operation, plan.resource.identifiers, reader),
      );
    }
  }

  /**
   * The identifiers that the input binds, those of ancestors in the form in which the store has them.
   * @throws ServiceError for an ancestor that is not there.
   */
  const bind = (
    resource: ResourcePlan,
    plan: OperationPlan,
    input: Input,
    scope: Scope,
  ): Identifiers => {
    const bound = boundIdentifiers(plan, input);
    for (
      let parent = resource.parent;
      parent !== undefined;
      parent = parent.parent
    ) {
      const named = pick(bound, parent.identifiers);
      if (named.size < parent.identifiers.length) continue;
      const found = store.find(parent, named);
      const failure = parent.notFound ?? plan.notFound;
      if (found === undefined && failure !== undefined)
        throw failed(failure, scope);
      if (found === undefined) continue;
      for (const [name, value] of found.identifiers) bound.set(name, value);
    }
    return bound;
  };

  const create = (
    operation: OperationDefinition,
    plan: OperationPlan,
    resource: ResourcePlan,
    input: Input,
    context: RequestContext,
  ): Fields => {
    const scope = scopeOf(input, null, resource.completion.initial, context);
    const bound = bind(resource, plan, input, scope);
    const token =
      plan.tokenMember === undefined
        ? undefined
        : getOwn(input, plan.tokenMember);
    const tokenKey = `${operation.id} ${String(token)}`;
    const before = token === undefined ? undefined : tokens.get(tokenKey);
    const repeated = before && store.find(resource, before.identifiers);
    if (repeated !== undefined) return show(operation, plan, repeated);
    const given = givenState(plan, resource, input, false);
    const order = store.nextOrder();
    const identifiers = makeIdentifiers(
      { surroundings, store, resource, order },
      bound,
      scope,
    );
    const existing = occupant(store, resource, identifiers, given);
    if (existing !== undefined) {
      if (plan.lifecycle === "put" && !resource.noReplace) {
        return write(operation, plan, existing, input, context);
      }
      if (plan.conflict !== undefined)
        throw failed(plan.conflict, { ...scope, stored: existing.state });
    }
    applyRules(plan.rules, scope);
    applySets(plan, resource, given, scope);
    const state = { ...given };
    for (const [member, name] of resource.identifierMembers)
      setOwn(state, member, identifiers.get(name));
    resource.completion.complete(state, given, undefined, {
      ...scope,
      stored: state,
    });
    fillRequired(resource.structure, state, resource.id, order);
    if (resource.opaqueIdentifiers.size > 0) fillNames(plan, state, order);
    const instance = {
      resource,
      identifiers,
      state,
      order,
      written: context.now,
    };
    store.put(instance);
    if (token !== undefined) tokens.set(tokenKey, instance);
    return show(operation, plan, instance);
  };

  const write = (
    operation: OperationDefinition,
    plan: OperationPlan,
    instance: Instance,
    input: Input,
    context: RequestContext,
  ): Fields => {
    applyRules(
      plan.rules,
      scopeOf(
        input,
        instance.state,
        instance.resource.completion.initial,
        context,
      ),
    );
    const next = changed(plan, instance, input, context);
    store.put(next);
    return show(operation, plan, next);
  };

  /** The instance after what the operation gives and sets. */
  const changed = (
    plan: OperationPlan,
    instance: Instance,
    input: Input,
    context: RequestContext,
  ): Instance => {
    const { resource } = instance;
    const { initial } = resource.completion;
    // Later than the last write, even where the clock stood still between the two.
    const now = Math.max(context.now, instance.written + 1);
    const writes = plan.lifecycle === "update" || plan.lifecycle === "put";
    const given = writes ? givenState(plan, resource, input, true) : {};
    const state = { ...instance.state, ...given };
    for (const { property, onAbsent } of writes ? plan.inputMembers : []) {
      if (onAbsent === "reset" && getOwn(given, property) === undefined)
        delete state[property];
    }
    const scope = scopeOf(input, instance.state, initial, context);
    applySets(plan, resource, given, scope, state);
    resource.completion.complete(
      state,
      given,
      instance.state,
      scopeOf(input, state, initial, { ...context, now }),
    );
    fillRequired(resource.structure, state, resource.id, instance.order);
    return { ...instance, state, written: now };
  };

  const show = (
    operation: OperationDefinition,
    plan: OperationPlan,
    instance: Instance,
  ): Fields => {
    const { wrapper, structure } = plan.output;
    const shown = project(
      structure,
      shownState(instance, plan.output),
    ) as Fields;
    fillRequired(structure, shown, operation.id, instance.order);
    if (wrapper === undefined) return shown;
    const output: Fields = {};
    setOwn(output, wrapper, shown);
    fillRequired(operation.output, output, operation.id, instance.order);
    return output;
  };

  /** What an output shows of an instance, with what is made up around it. */
  const showAmong = (
    operation: OperationDefinition,
    plan: OperationPlan,
    instance: Instance,
    input: Input,
  ): Fields => {
    const { wrapper, structure, properties } = plan.output;
    const { told } = instance.resource.state;
    const wraps =
      wrapper !== undefined && structure === instance.resource.structure;
    const known = wraps
      ? show(operation, plan, instance)
      : (project(
          operation.output,
          shownState(instance, plan.output),
        ) as Fields);
    const absent = membersOf(operation.output).names.filter((name) =>
      told.has(properties.get(name) ?? name),
    );
    return answerFreely(operation, input, known, surroundings, new Set(absent));
  };

  /** An operation on an instance or a collection that is none of the lifecycle's. */
  const other = (
    operation: OperationDefinition,
    plan: OperationPlan,
    resource: ResourcePlan,
    input: Input,
    context: RequestContext,
  ): Fields => {
    const scope = scopeOf(input, null, resource.completion.initial, context);
    const bound = bind(resource, plan, input, scope);
    const instance =
      plan.lifecycle === "instance" ? store.find(resource, bound) : undefined;
    if (plan.lifecycle === "instance" && instance === undefined)
      return absent(operation, plan, scope);
    applyRules(plan.rules, { ...scope, stored: instance?.state ?? null });
    const next =
      instance === undefined || plan.sets === undefined
        ? instance
        : changed(plan, instance, input, context);
    if (next !== undefined && next !== instance) store.put(next);
    return next === undefined
      ? answerFreely(operation, input, {}, surroundings)
      : showAmong(operation, plan, next, input);
  };

  /** @throws ServiceError where the operation has one for what is not there. */
  const absent = (
    operation: OperationDefinition,
    plan: OperationPlan,
    scope: Scope,
  ): Fields => {
    if (plan.notFound !== undefined) throw failed(plan.notFound, scope);
    const output: Fields = {};
    fillRequired(operation.output, output, operation.id);
    return output;
  };

  const list = (
    operation: OperationDefinition,
    plan: OperationPlan,
    resource: ResourcePlan,
    input: Input,
    context: RequestContext,
  ): Fields => {
    const scope = scopeOf(input, null, resource.completion.initial, context);
    const bound = bind(resource, plan, input, scope);
    applyRules(plan.rules, scope);
    const page = pages.get(operation.id);
    if (page === undefined)
      return answerFreely(operation, input, {}, surroundings);
    const output = pager.page(
      operation,
      page,
      input,
      store
        .list(resource, bound)
        .filter(
          ({ state }) =>
            plan.filter === undefined ||
            isTruthy(plan.filter({ ...scope, stored: state })),
        ),
      (instance) => {
        const { schema } = page.item;
        if (schema[0] !== 3)
          return instance.identifiers.get(resource.ownIdentifiers[0] ?? "");
        const item = project(schema, shownState(instance, page)) as Fields;
        fillRequired(schema, item, operation.id, instance.order);
        return item;
      },
    );
    for (const { name, schema, value } of page.computed) {
      const made = fromJson(schema, value({ ...scope, self: output }));
      if (made !== null && made !== undefined) setOwn(output, name, made);
    }
    const isLast = readPath(output, page.outputToken) === undefined;
    fillRequired(operation.output, output, operation.id);
    if (isLast) endPages(operation.output, output, page.outputToken);
    return output;
  };

  return {
    respond: (operation, plan, input, context) => {
      const { resource, lifecycle } = plan;
      if (resource === undefined) {
        applyRules(plan.rules, scopeOf(input, null, null, context));
        return answerFreely(operation, input, {}, surroundings);
      }
      if (lifecycle === "create" || lifecycle === "put")
        return create(operation, plan, resource, input, context);
      if (lifecycle === "list")
        return list(operation, plan, resource, input, context);
      if (lifecycle === "instance" || lifecycle === "collection") {
        return other(operation, plan, resource, input, context);
      }
      const scope = scopeOf(input, null, resource.completion.initial, context);
      const bound = bind(resource, plan, input, scope);
      const instance = store.find(resource, bound);
      if (instance === undefined) return absent(operation, plan, scope);
      if (lifecycle === "update")
        return write(operation, plan, instance, input, context);
      applyRules(plan.rules, { ...scope, stored: instance.state });
      if (lifecycle !== "delete") return show(operation, plan, instance);
      const last =
        plan.sets === undefined
          ? instance
          : changed(plan, instance, input, context);
      store.remove(instance);
      return show(operation, plan, last);
    },
    reset: () => {
      store.clear();
      pager.clear();
      tokens.clear();
    },
  };
}

function pick(bound: Identifiers, names: readonly string[]): Identifiers {
  return new Map(Array.from(bound).filter(([name]) => names.includes(name)));
}
