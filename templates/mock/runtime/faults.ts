import type { Random } from "./random.js";
import { createRandom } from "./random.js";

/** A fault for the requests that it matches. */
export interface Fault {
  /** Name of a service, where the mock has several; absent: all. */
  readonly service?: string;
  /** Name of an operation; absent: all. */
  readonly operation?: string;
  /** Name of a modelled error; any other name needs a `status`. */
  readonly error?: string;
  readonly message?: string;
  /** HTTP status in place of the error's own. */
  readonly status?: number;
  /** Milliseconds to wait before the answer. */
  readonly delay?: number;
  /** Ends the connection without an answer. */
  readonly drop?: boolean;
  /** Ends the connection in the middle of the body. */
  readonly truncate?: boolean;
  /** How many requests it strikes: 1, or without end where there is a `rate`. */
  readonly times?: number;
  /** Share of the matching requests that it strikes, 0 to 1, by the mock's seed. */
  readonly rate?: number;
}

/** What is to happen to one request. */
export interface Strike {
  readonly delay: number;
  /** The fault whose error, drop or truncation strikes; undefined: only a delay, or nothing. */
  readonly fault: Fault | undefined;
}

export interface Faults {
  /** @returns takes the fault away again. */
  inject(fault: Fault): () => void;
  strike(service: string, operation: string | undefined): Strike;
  reset(): void;
}

interface Rule {
  readonly fault: Fault;
  left: number;
}

export function createFaults(seed: number): Faults {
  let rules: Rule[] = [];
  let random: Random = createRandom(seed);

  const strikes = (
    rule: Rule,
    service: string,
    operation: string | undefined,
  ): boolean => {
    const { fault } = rule;
    if (fault.service !== undefined && fault.service !== service) return false;
    if (fault.operation !== undefined && fault.operation !== operation)
      return false;
    if (fault.rate !== undefined && random.next() >= fault.rate) return false;
    return true;
  };

  return {
    inject: (fault) => {
      const rule: Rule = {
        fault,
        left:
          fault.times ??
          (fault.rate === undefined ? 1 : Number.POSITIVE_INFINITY),
      };
      rules.push(rule);
      return () => {
        rules = rules.filter((other) => other !== rule);
      };
    },
    // The first fault with an outcome wins, and the first that only delays; the delays add up.
    strike: (service, operation) => {
      let delay: Rule | undefined;
      let outcome: Rule | undefined;
      for (const rule of rules) {
        const delays = isDelayOnly(rule.fault);
        if (
          (delays ? delay : outcome) !== undefined ||
          !strikes(rule, service, operation)
        )
          continue;
        if (delays) delay = rule;
        else outcome = rule;
        rule.left -= 1;
      }
      rules = rules.filter((rule) => rule.left > 0);
      return {
        delay: (delay?.fault.delay ?? 0) + (outcome?.fault.delay ?? 0),
        fault: outcome?.fault,
      };
    },
    reset: () => {
      rules = [];
      random = createRandom(seed);
    },
  };
}

function isDelayOnly(fault: Fault): boolean {
  return (
    fault.error === undefined &&
    fault.status === undefined &&
    fault.drop !== true &&
    fault.truncate !== true
  );
}

type Kind =
  "string" | "boolean" | "milliseconds" | "status" | "count" | "share";

const FIELDS: ReadonlyMap<string, Kind> = new Map([
  ["service", "string"],
  ["operation", "string"],
  ["error", "string"],
  ["message", "string"],
  ["status", "status"],
  ["delay", "milliseconds"],
  ["drop", "boolean"],
  ["truncate", "boolean"],
  ["times", "count"],
  ["rate", "share"],
]);

const CHECKS: {
  readonly [kind in Kind]: readonly [
    check: (value: unknown) => boolean,
    expected: string,
  ];
} = {
  string: [(value) => typeof value === "string" && value !== "", "a text"],
  boolean: [(value) => typeof value === "boolean", "true or false"],
  milliseconds: [
    (value) => isNumber(value, 0, 2 ** 31 - 1),
    "milliseconds from 0 on",
  ],
  status: [
    (value) => isNumber(value, 200, 599) && Number.isInteger(value),
    "an HTTP status from 200 to 599",
  ],
  count: [
    (value) =>
      isNumber(value, 1, Number.MAX_SAFE_INTEGER) && Number.isInteger(value),
    "a count from 1 on",
  ],
  share: [(value) => isNumber(value, 0, 1), "a share from 0 to 1"],
};

function isNumber(value: unknown, min: number, max: number): value is number {
  return typeof value === "number" && value >= min && value <= max;
}

/** Problems of a fault as it came from outside; none: it is a {@link Fault}. */
export function checkFault(fault: unknown): string[] {
  if (typeof fault !== "object" || fault === null || Array.isArray(fault))
    return ["A fault is an object."];
  const problems: string[] = [];
  for (const [name, value] of Object.entries(fault)) {
    const kind = FIELDS.get(name);
    if (kind === undefined) {
      problems.push(
        `A fault has no "${name}"; it has ${[...FIELDS.keys()].join(", ")}.`,
      );
    } else if (value !== undefined && !CHECKS[kind][0](value)) {
      problems.push(`"${name}" must be ${CHECKS[kind][1]}.`);
    }
  }
  if (!EFFECTS.some((name) => Object.hasOwn(fault, name))) {
    problems.push(`A fault needs one of ${EFFECTS.join(", ")}.`);
  }
  return problems;
}

const EFFECTS: readonly string[] = [
  "error",
  "status",
  "delay",
  "drop",
  "truncate",
];
