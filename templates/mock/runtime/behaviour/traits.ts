import type { Behaviours } from "../definition.js";
import { getOwn } from "../schema-access.js";
import { ExpressionError } from "./jmespath-lexer.js";
import { compileLenientQuery } from "./jmespath.js";
import type { Query } from "./jmespath.js";
import { samplerFor } from "./pattern-sampler.js";
import { createRandom } from "./random.js";
import { compileTemplate } from "./template.js";
import type { Template } from "./template.js";

/** One of `swage#rules`: the error that a request gets when the condition holds. */
export interface Rule {
  /** Shape name of the error, without namespace. */
  readonly error: string;
  readonly when: Query;
  readonly message: Template;
  /** The rule is tried for each item of this list, which its condition and message then see as `item`. */
  readonly each: Query | undefined;
}

/** An error with its text: `swage#notFound`, `swage#conflict`. */
export interface Failure {
  readonly error: string;
  readonly message: Template;
}

/** `swage#identifier`. */
export interface IdentifierForm {
  /** Name of the identifier in its resource; undefined: that of the member. */
  readonly name: string | undefined;
  readonly form: Template | undefined;
  /** Pattern that `{random}` in the form is made from. */
  readonly random: string | undefined;
  /** Members beside it by whose values a request may name the resource. */
  readonly also: readonly string[];
}

/** `swage#computed`. */
export interface Computed {
  readonly on: "create" | "write" | "absent";
  readonly value: Query;
}

/** `swage#merge`. */
export interface Merge {
  /** Items whose values of this member are equal are one item. */
  readonly key: string;
  /** The key of an item that is not in the list yet; undefined: as given. */
  readonly newKey: Query | undefined;
}

/** Reads swage's traits; what is wrong with their values gathers in `problems`. */
export interface TraitReader {
  readonly problems: readonly string[];
  /** What nothing has asked for, as `target trait` or `target trait.field`: it stands where it has no effect. */
  idle(): readonly string[];
  /** Notes what only the reader's user can find out. */
  fault(target: string, trait: string, problem: string): void;
  rules(target: string): readonly Rule[];
  failure(
    target: string,
    trait: "swage#notFound" | "swage#conflict",
  ): Failure | undefined;
  /** @param members those of the resource's structure, where the target is one of it. */
  identifier(
    target: string,
    members?: readonly string[],
  ): IdentifierForm | undefined;
  /** @returns undefined where the trait is absent; the value itself may be any JSON, null too. */
  initial(target: string): { readonly value: unknown } | undefined;
  computed(target: string): Computed | undefined;
  merge(target: string): Merge | undefined;
  /** Path, from the structure that has the member, to what mirrors it. */
  mirror(target: string): readonly string[] | undefined;
  onAbsent(target: string): "reset" | "keep" | undefined;
  property(target: string): string | undefined;
  /** Member of the resource's structure → what the operation makes of it; undefined where the trait is absent. */
  sets(
    target: string,
    members: readonly string[],
  ): ReadonlyMap<string, Query> | undefined;
  /** The members that the operation sets. */
  setNames(target: string): readonly string[];
  /** Which instances a list shows. */
  filter(target: string): Query | undefined;
}

type Fields = Readonly<Record<string, unknown>>;

const BEHAVIOUR: ReadonlySet<string> = new Set([
  "swage#rules",
  "swage#notFound",
  "swage#conflict",
  "swage#identifier",
  "swage#initial",
  "swage#computed",
  "swage#merge",
  "swage#mirror",
  "swage#onAbsent",
  "swage#property",
  "swage#sets",
  "swage#filter",
]);
/** Read elsewhere. */
const OTHERS: ReadonlySet<string> = new Set([
  "swage#resources",
  "swage#constraintError",
  "swage#httpStatus",
  "swage#patternText",
  "swage#enumText",
]);
/** What `swage#identifier` says in the resource's structure alone. */
const OF_THE_STRUCTURE = ["form", "random", "also"];
/** Expressions are shown in messages as far as this. */
const SHOWN = 120;
const ANY_LENGTH = { min: 0, max: Infinity };

export function createTraitReader(behaviours: Behaviours): TraitReader {
  const problems: string[] = [];
  const asked = new Set<string>();
  for (const [target, traits] of Object.entries(behaviours)) {
    for (const trait of Object.keys(traits))
      if (!BEHAVIOUR.has(trait) && !OTHERS.has(trait))
        problems.push(`${target} ${trait} is no trait of swage`);
  }

  const valueOf = (target: string, trait: string): unknown => {
    const traits = getOwn(behaviours, target);
    asked.add(`${target} ${trait}`);
    return isFields(traits) ? getOwn(traits, trait) : undefined;
  };
  const wrong = (place: string, expected: string): undefined => {
    problems.push(`${place} must be ${expected}`);
    return undefined;
  };
  const text = (
    fields: Fields,
    name: string,
    place: string,
  ): string | undefined => {
    const value = getOwn(fields, name);
    if (value === undefined || typeof value === "string") return value;
    return wrong(`${place}.${name}`, "a string");
  };
  /** Compiles the text in a field; undefined, with a problem noted, where that fails. */
  const compiled = <T>(
    fields: Fields,
    name: string,
    place: string,
    compile: (text: string) => T,
  ): T | undefined => {
    const source = text(fields, name, place);
    return source === undefined
      ? undefined
      : compiledText(source, `${place}.${name}`, compile);
  };
  const compiledText = <T>(
    source: string,
    place: string,
    compile: (text: string) => T,
  ): T | undefined => {
    try {
      return compile(source);
    } catch (error) {
      if (!(error instanceof ExpressionError)) throw error;
      const shown =
        source.length > SHOWN ? `${source.slice(0, SHOWN)}…` : source;
      problems.push(
        `${place}:1:${(error.at ?? 0) + 1}: ${error.message}, in ${shown}`,
      );
      return undefined;
    }
  };
  const fieldsOf = (target: string, trait: string): Fields | undefined => {
    const value = valueOf(target, trait);
    if (value === undefined || isFields(value)) return value;
    return wrong(`${target} ${trait}`, "an object");
  };
  const failureOf = (fields: Fields, place: string): Failure | undefined => {
    const error = text(fields, "error", place);
    const message = compiled(fields, "message", place, compileTemplate);
    if (fields["error"] === undefined)
      return wrong(`${place}.error`, "the name of an error");
    if (fields["message"] === undefined)
      return wrong(`${place}.message`, "a template");
    if (error === undefined || message === undefined) return undefined;
    return { error: error.slice(error.indexOf("#") + 1), message };
  };
  const rule = (value: unknown, place: string): Rule | undefined => {
    if (!isFields(value))
      return wrong(place, "an object with when, error and message");
    const failure = failureOf(value, place);
    const when = compiled(value, "when", place, compileLenientQuery);
    if (value["when"] === undefined)
      return wrong(`${place}.when`, "a JMESPath condition");
    return (
      failure &&
      when && {
        ...failure,
        when,
        each: compiled(value, "each", place, compileLenientQuery),
      }
    );
  };

  const idlePlaces = (place: string, value: unknown): readonly string[] => {
    if (!asked.has(place)) return [place];
    if (!place.endsWith("swage#identifier") || !isFields(value)) return [];
    return OF_THE_STRUCTURE.filter((name) => name in value)
      .map((name) => `${place}.${name}`)
      .filter((field) => !asked.has(field));
  };

  return {
    problems,
    idle: () =>
      Object.entries(behaviours).flatMap(([target, traits]) =>
        Object.keys(traits)
          .filter((trait) => BEHAVIOUR.has(trait))
          .flatMap((trait) => idlePlaces(`${target} ${trait}`, traits[trait])),
      ),
    fault: (target, trait, problem) => {
      problems.push(`${target} ${trait} ${problem}`);
    },
    rules: (target) => {
      const place = `${target} swage#rules`;
      const value = valueOf(target, "swage#rules") ?? [];
      if (!Array.isArray(value)) return wrong(place, "a list") ?? [];
      return value
        .map((item, index) => rule(item, `${place}[${index}]`))
        .filter((item) => item !== undefined);
    },
    failure: (target, trait) => {
      const fields = fieldsOf(target, trait);
      return fields && failureOf(fields, `${target} ${trait}`);
    },
    identifier: (target, members) => {
      const fields = fieldsOf(target, "swage#identifier");
      if (fields === undefined) return undefined;
      const place = `${target} swage#identifier`;
      const form = compiled(fields, "form", place, compileTemplate);
      const also = fields["also"] ?? [];
      const random = text(fields, "random", place);
      if (random !== undefined && !canBeMade(random))
        wrong(`${place}.random`, "a pattern that a text can be made for");
      if (members !== undefined) {
        for (const name of OF_THE_STRUCTURE) asked.add(`${place}.${name}`);
        for (const [index, name] of isTexts(also) ? also.entries() : [])
          if (!members.includes(name))
            wrong(`${place}.also[${index}]`, `one of ${members.join(", ")}`);
      }
      return {
        name: text(fields, "name", place),
        form,
        random,
        also: isTexts(also)
          ? also
          : (wrong(`${place}.also`, "a list of names of members") ?? []),
      };
    },
    initial: (target) => {
      const value = valueOf(target, "swage#initial");
      return value === undefined ? undefined : { value };
    },
    computed: (target) => {
      const fields = fieldsOf(target, "swage#computed");
      if (fields === undefined) return undefined;
      const place = `${target} swage#computed`;
      const on = fields["on"];
      const value =
        compiled(fields, "value", place, compileLenientQuery) ??
        compiled(fields, "text", place, compileTemplate);
      if (on !== "create" && on !== "write" && on !== "absent")
        return wrong(`${place}.on`, "create, write or absent");
      const missing =
        fields["value"] === undefined && fields["text"] === undefined;
      const both =
        fields["value"] !== undefined && fields["text"] !== undefined;
      if (missing || both)
        return wrong(place, "an object with on, and either value or text");
      return value && { on, value };
    },
    merge: (target) => {
      const fields = fieldsOf(target, "swage#merge");
      if (fields === undefined) return undefined;
      const place = `${target} swage#merge`;
      const key = text(fields, "key", place);
      if (key === undefined)
        return wrong(`${place}.key`, "the name of a member");
      return {
        key,
        newKey: compiled(fields, "newKey", place, compileLenientQuery),
      };
    },
    mirror: (target) => {
      const value = valueOf(target, "swage#mirror");
      if (value === undefined || typeof value === "string")
        return value?.split(".");
      return wrong(`${target} swage#mirror`, "a path");
    },
    onAbsent: (target) => {
      const value = valueOf(target, "swage#onAbsent");
      if (value === undefined || value === "reset" || value === "keep")
        return value;
      return wrong(`${target} swage#onAbsent`, "reset or keep");
    },
    property: (target) => {
      const value = valueOf(target, "swage#property");
      return value === undefined || typeof value === "string"
        ? value
        : wrong(`${target} swage#property`, "the name of a member");
    },
    sets: (target, members) => {
      const fields = fieldsOf(target, "swage#sets");
      if (fields === undefined) return undefined;
      const place = `${target} swage#sets`;
      const sets = new Map<string, Query>();
      for (const name of Object.keys(fields)) {
        if (!members.includes(name))
          wrong(`${place}.${name}`, `one of ${members.join(", ")}`);
        const value = compiled(fields, name, place, compileLenientQuery);
        if (value !== undefined) sets.set(name, value);
      }
      return sets;
    },
    setNames: (target) => Object.keys(fieldsOf(target, "swage#sets") ?? {}),
    filter: (target) => {
      const place = `${target} swage#filter`;
      const value = valueOf(target, "swage#filter");
      if (value === undefined) return undefined;
      if (typeof value !== "string") return wrong(place, "a condition");
      return compiledText(value, place, compileLenientQuery);
    },
  };
}

function canBeMade(pattern: string): boolean {
  return samplerFor(pattern, ANY_LENGTH)(createRandom(1)) !== undefined;
}

function isTexts(value: unknown): value is readonly string[] {
  return (
    Array.isArray(value) && value.every((item) => typeof item === "string")
  );
}

function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
