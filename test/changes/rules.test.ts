import { describe, expect, test } from "vitest";
import { createContext } from "../../generator/changes/compare.js";
import { differencesOf } from "../../generator/changes/differences.js";
import type { Finding } from "../../generator/changes/rule.js";
import { RULES } from "../../generator/changes/rules/table.js";
import type { Scope } from "../../generator/changes/scope.js";
import { boundShapes, emptyScope, scopeOfClosure, scopeOfRest } from "../../generator/changes/scope.js";
import { closureOf } from "../../generator/model/closure.js";
import type { RuleCase } from "./cases.js";
import { CASES } from "./cases.js";
import { modelOf } from "./support.js";

function scope(shapes: RuleCase["before"], metadata: Readonly<Record<string, unknown>> | undefined): Scope {
  const model = modelOf(shapes, metadata);
  const [service] = model.services;
  if (metadata !== undefined) return scopeOfRest(model, boundShapes(model));
  return service === undefined ? emptyScope(model) : scopeOfClosure(closureOf(model, service));
}

function findingsOf({ rule, before, after, metadata }: RuleCase): readonly Finding[] {
  const [old, now] = [scope(before, metadata?.[0]), scope(after, metadata?.[1])];
  const differences = differencesOf(old, now);
  return RULES.find(({ id }) => id === rule)!.find(differences, createContext(differences, false));
}

describe("the table of rules", () => {
  test.each(CASES.map((one) => ({ ...one, speaks: one.verdict ?? "silent" })))("$rule: $speaks", (one) => {
    const findings = findingsOf(one);
    expect(new Set(findings.map(({ verdict }) => verdict))).toEqual(
      new Set(one.verdict === undefined ? [] : [one.verdict]),
    );
    for (const { message } of findings) expect(message).toMatch(/^[^\n]+\.$/);
  });

  test("names each rule once, in kebab case", () => {
    const ids = RULES.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.filter((id) => !/^[a-z]+(-[a-z]+)*$/.test(id))).toEqual([]);
  });

  test("has a case and a near miss for each rule", () => {
    for (const { id } of RULES) {
      const cases = CASES.filter(({ rule }) => rule === id);
      expect({ id, fires: cases.some((one) => one.verdict !== undefined) }).toEqual({ id, fires: true });
      expect({ id, silent: cases.some((one) => one.verdict === undefined) }).toEqual({ id, silent: true });
    }
  });

  test("has a case for each verdict", () => {
    const given = new Set(CASES.map(({ rule, verdict }) => `${rule} ${verdict}`));
    // The three rules on traits share their verdicts: one of the three is enough.
    const isTold = (id: string, verdict: string): boolean =>
      id.startsWith("trait-")
        ? ["added", "removed", "changed"].some((change) => given.has(`trait-${change} ${verdict}`))
        : given.has(`${id} ${verdict}`);
    const missing = RULES.flatMap(({ id, verdicts }) =>
      [...verdicts.keys()].filter((key) => !isTold(id, key)).map((key) => `${id} ${key}`),
    );
    expect(missing).toEqual([]);
  });

  test("gives each addition its removal", () => {
    const opposites = new Map(RULES.map(({ id, opposite }) => [id, opposite]));
    for (const [id, opposite] of opposites) {
      // What has no opposite is its own.
      const back = opposite === undefined ? /-(changed|renamed)$/.test(id) : opposites.get(opposite) === id;
      expect({ id, back }).toEqual({ id, back: true });
    }
  });

  // Breakage comes with a breaking verdict, and nothing else does.
  test("says what breaks where a side breaks", () => {
    const quiet = RULES.flatMap(({ id, verdicts }) =>
      [...verdicts].flatMap(([key, { input, output }]) =>
        [input, output]
          .filter(({ client, server }) => client !== "breaking" && server !== "breaking")
          .map(({ breaks }) => ({ id, key, breaks })),
      ),
    );
    expect(quiet.length).toBeGreaterThan(0);
    expect(quiet.filter(({ breaks }) => breaks.length > 0)).toEqual([]);
  });
});
