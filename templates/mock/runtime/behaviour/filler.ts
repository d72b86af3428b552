import {
  getOwn,
  membersOf,
  resolve,
  setOwn,
  traitOf,
} from "../schema-access.js";
import type { Schema } from "../schema.js";
import type { ServiceSurroundings } from "../surroundings.js";
import { generate } from "./generate.js";
import type { OperationPlan } from "./plan.js";
import { createRandom } from "./random.js";
import { isFields } from "./values.js";
import type { Fields } from "./values.js";

/** Makes up what nobody gave; the same for the same seed and origin. */
export interface Filler {
  /** Members that an output must have at any depth, and that nothing else has given. */
  fillRequired(
    schema: Schema,
    value: unknown,
    ...from: readonly (string | number)[]
  ): void;
  /** Texts that only the service sets: a client may name the resource by any of them, where nothing says by which. */
  fillNames(plan: OperationPlan, state: Fields, order: number): void;
}

export function createFiller(surroundings: ServiceSurroundings): Filler {
  const { seed } = surroundings;
  const fillRequired = (
    schema: Schema,
    value: unknown,
    ...from: readonly (string | number)[]
  ): void => {
    if (schema[0] === 0 || schema[0] === 4) return;
    if (schema[0] === 1) {
      const item = resolve(schema[4]).schema;
      if (Array.isArray(value))
        for (const [index, one] of value.entries())
          fillRequired(item, one, index, ...from);
    } else if (schema[0] === 2) {
      const target = resolve(schema[5]).schema;
      if (isFields(value))
        for (const key of Object.keys(value))
          fillRequired(target, value[key], key, ...from);
    } else if (isFields(value)) {
      const { names, members } = membersOf(schema);
      for (const [index, name] of names.entries()) {
        const member = members[index];
        const given = getOwn(value, name);
        if (given !== undefined && member !== undefined)
          fillRequired(member.schema, given, name, ...from);
        if (given !== undefined || member?.traits["required"] === undefined)
          continue;
        const random = createRandom(seed, name, ...from);
        const made = generate(member, random, surroundings, name);
        if (made !== undefined) setOwn(value, name, made);
      }
    }
  };

  const fillNames = (
    plan: OperationPlan,
    state: Fields,
    order: number,
  ): void => {
    const { names, members } = membersOf(plan.output.structure);
    const settable = new Set(plan.inputMembers.map(({ property }) => property));
    for (const [index, name] of names.entries()) {
      const member = members[index];
      if (
        member?.schema[0] !== 0 ||
        member.schema[4] !== "string" ||
        settable.has(name)
      )
        continue;
      if (
        getOwn(state, name) !== undefined ||
        traitOf(member, "enum") !== undefined
      )
        continue;
      const random = createRandom(seed, name, plan.resource?.id ?? "", order);
      const value = generate(member, random, surroundings, name);
      if (value !== undefined) setOwn(state, name, value);
    }
  };

  return { fillRequired, fillNames };
}
