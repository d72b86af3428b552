import { planPattern } from "../../generator/print/patterns.js";
import { samplerFor } from "../../templates/mock/runtime/behaviour/pattern-sampler.js";
import type { Random } from "../../templates/mock/runtime/behaviour/random.js";
import { createRandom } from "../../templates/mock/runtime/behaviour/random.js";
import { compileLinear } from "../../templates/validators/linear-pattern.js";

/** A pattern as a model has it, with the maximum of its string. */
export interface Pattern {
  readonly pattern: string;
  readonly max: number | undefined;
}

export interface Effort {
  /** Characters of an attack string where the model sets no larger maximum. */
  readonly longest: number;
  /** How many texts are repeated in it, one after the other. */
  readonly pumps: number;
}

/** Milliseconds that one string may take. The matchers take a hundredth of it; a machine has other work to do too. */
const LIMIT = 1_000;

/** All patterns of a model in JSON, each with the maximum that stands beside it, once. */
export function patternsOf(json: string): readonly Pattern[] {
  const found = new Map<string, Pattern>();
  const walk = (value: unknown): void => {
    if (typeof value !== "object" || value === null) return;
    const traits = value as {
      readonly "smithy.api#pattern"?: unknown;
      readonly "smithy.api#length"?: { max?: number };
    };
    const pattern = traits["smithy.api#pattern"];
    const max = traits["smithy.api#length"]?.max;
    if (typeof pattern === "string") found.set(`${max} ${pattern}`, { pattern, max });
    for (const inner of Object.values(value)) walk(inner);
  };
  walk(JSON.parse(json));
  return [...found.values()];
}

export interface Trial {
  readonly kind: string;
  readonly matched: boolean;
  /** What went wrong, a line each. */
  readonly problems: readonly string[];
}

/** A string that must match, some that show whether both matchers agree, and strings made to take long. */
export function tryPattern({ pattern, max }: Pattern, { longest, pumps }: Effort): Trial {
  const plan = planPattern(pattern, max);
  if (plan.kind === "not-enforced") return { kind: plan.kind, matched: false, problems: [] };
  const problems: string[] = [];
  const expression = new RegExp(plan.source, "u");
  const linear = plan.kind === "guarded" ? compileLinear(plan.source) : undefined;
  const matches = linear ?? ((text: string) => expression.test(text));
  const random = createRandom("patterns", pattern);
  const sample = samplerFor(plan.source, { min: 0, max: Math.min(max ?? 200, 200) })(random);
  if (sample !== undefined && !matches(sample)) problems.push(`${pattern}: does not match ${JSON.stringify(sample)}`);
  for (const text of linear === undefined ? [] : variantsOf(sample ?? "a", random))
    if (linear!(text) !== expression.test(text))
      problems.push(`${pattern}: matchers disagree on ${JSON.stringify(text)}`);
  for (const text of attacksOn(sample ?? "", Math.min(max ?? longest, longest), pumps)) {
    const start = performance.now();
    matches(text);
    const time = performance.now() - start;
    if (time > LIMIT) problems.push(`${pattern}: ${Math.round(time)} ms on ${JSON.stringify(text.slice(0, 40))}`);
  }
  return { kind: plan.kind, matched: sample !== undefined, problems };
}

/** Short strings near one that matches. */
function variantsOf(sample: string, random: Random): readonly string[] {
  const characters = [...sample].slice(0, 12);
  return Array.from({ length: 12 }, () => {
    const at = random.below(characters.length + 1);
    const other = random.below(2) === 0 ? "!" : (characters[random.below(characters.length)] ?? "a");
    return [...characters.slice(0, at), other, ...characters.slice(at + random.below(2))].join("");
  });
}

/** What matches for long and fails at the end: the usual way to make a matcher go back. */
function attacksOn(sample: string, max: number, most: number): readonly string[] {
  const all = [...sample];
  const pumps = new Set(["a", ...[...new Set(all)].slice(0, 12), "0", " ", "-", "a.", "a-", "/a"]);
  for (let at = 0; at + 1 < Math.min(all.length, 6); at++) pumps.add(all.slice(at, at + 2).join(""));
  const heads = ["", all.slice(0, Math.ceil(all.length / 2)).join(""), sample];
  return [...pumps].slice(0, most).flatMap((pump) =>
    heads.map((head) => {
      const room = Math.max(0, max - [...head].length - 1);
      return `${head}${pump.repeat(Math.floor(room / [...pump].length))}\u0001`;
    }),
  );
}
