import { expect, test } from "vitest";
import { z } from "zod";
import { docsArtifact } from "../../generator/artifacts/docs/docs-artifact.js";
import { plainDefinition } from "../../generator/artifacts/mock/definition.js";
import { typesArtifact } from "../../generator/artifacts/types/types-artifact.js";
import { validatorsModule } from "../../generator/artifacts/validators/validators-artifact.js";
import { compareClosures } from "../../generator/changes/compare.js";
import * as checks from "../../templates/validators/checks.js";
import { contextOf, snapshotOf } from "./cognito.js";

const context = (most: string): ReturnType<typeof contextOf> =>
  contextOf([
    snapshotOf(
      undefined,
      "model.json",
      // As text: a literal of JavaScript would lose the digits before they are tried.
      `{
        "smithy": "2.0",
        "shapes": {
          "a#S": { "type": "service", "version": "1", "operations": [{ "target": "a#Do" }] },
          "a#Do": { "type": "operation", "input": { "target": "a#In" }, "output": { "target": "smithy.api#Unit" } },
          "a#In": { "type": "structure", "members": { "long": { "target": "a#Long" }, "big": { "target": "a#Big" } } },
          "a#Long": { "type": "long", "traits": { "smithy.api#range": { "min": 1, "max": ${most} } } },
          "a#Big": { "type": "bigInteger", "traits": { "smithy.api#range": { "min": 0.5, "max": ${most} } } }
        }
      }`,
    ),
  ]);

const MOST = "9223372036854775807";
const model = context(MOST);

test("pages, comments and the mock tell large bounds by the digits of the model", () => {
  const page = docsArtifact(model).find(({ path }) => path === "docs/operations/Do.md")!.text;
  expect(page).toContain(`1 to ${MOST} |`);
  const types = typesArtifact(model).find(({ path }) => path === "src/types.ts")!.text;
  expect(types).toContain(`Range: 1 to ${MOST}`);
  expect(JSON.stringify(plainDefinition(model.closure, "a"))).toContain(`{"min":1,"max":"${MOST}"}`);
});

test("validators hold to them, but for what no safe integer comes to", () => {
  const module = validatorsModule(model);
  expect(module).toContain(`z.bigint().min(1n).max(${MOST}n)`);
  expect(module).toContain("z.int().min(1)");
  expect(module).not.toContain("z.int().min(1).max");
  const { InSchema } = new Function("z", "checks", "types", module)(z, checks, {}) as Record<string, z.ZodType>;
  const takes = (value: object): boolean => InSchema!.safeParse(value).success;
  expect([takes({ big: BigInt(MOST) }), takes({ big: BigInt(MOST) + 1n })]).toEqual([true, false]);
  expect([takes({ long: Number.MAX_SAFE_INTEGER }), takes({ long: Number.MAX_SAFE_INTEGER + 1 })]).toEqual([
    true,
    false,
  ]);
});

test("two models are compared by them", () => {
  const changes = compareClosures(model.closure, context("9223372036854775806").closure);
  expect(changes.map(({ id, message }) => [id, message])).toEqual(
    ["Big", "Long"].map((name) => [
      "constraint-narrowed",
      `${name}: the greatest value is 9223372036854775806 in place of ${MOST}.`,
    ]),
  );
  expect(changes[0]).toMatchObject({ before: { max: MOST }, after: { max: "9223372036854775806" } });
});
