import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Change } from "../../../generator/changes/change.js";
import { compareClosures } from "../../../generator/changes/compare.js";
import { loadModel } from "../../../generator/load/load-model.js";
import type { Closure } from "../../../generator/model/closure.js";
import { closureOf } from "../../../generator/model/closure.js";
import { trait } from "../../../generator/model/traits.js";
import { slice } from "../../whole.js";

const repo = new URL("../../../", import.meta.url).pathname;
const models = process.env.SWAGE_MODELS ?? join(repo, ".corpus/aws-models");
const older = process.env.SWAGE_SERVICE_TWO ?? join(repo, ".corpus/aws-service-2");
const history = process.env.SWAGE_HISTORY ?? join(repo, ".corpus/aws-history");

function load(path: string): Closure {
  const { value } = loadModel({ files: [{ path, text: readFileSync(path, "utf8") }] });
  return closureOf(value!, value!.services[0]!);
}

describe.skipIf(!existsSync(history))(
  "Cognito by hand in Smithy and by AWS in service-2 (skipped without SWAGE_HISTORY)",
  () => {
    test.each([
      ["2022-03-15", "before"],
      ["2022-05-24", "after"],
    ])("%s says the same as %s.json, but for documentation", (snapshot, name) => {
      const smithy = load(join(repo, `models/cognito-identity-provider/${snapshot}.json`));
      const old = load(join(history, `cognito-idp-2022-05-24/${name}.json`));
      for (const changes of [compareClosures(smithy, old), compareClosures(old, smithy)])
        expect(changes.filter(({ id }) => id !== "documentation-changed")).toEqual([]);
    });

    test("the update is the same one, whatever form the two sides have", () => {
      const update = (before: Closure, after: Closure) =>
        compareClosures(before, after)
          .filter(({ id }) => id !== "documentation-changed")
          .map(({ id, shape, member, severity }) => ({ id, shape, member, severity }));
      const smithy = ["2022-03-15", "2022-05-24"].map((name) =>
        load(join(repo, `models/cognito-identity-provider/${name}.json`)),
      );
      const old = ["before", "after"].map((name) => load(join(history, `cognito-idp-2022-05-24/${name}.json`)));
      const expected = update(smithy[0]!, smithy[1]!);
      expect(expected.length).toBeGreaterThan(0);
      expect(update(old[0]!, old[1]!)).toEqual(expected);
      expect(update(smithy[0]!, old[1]!)).toEqual(expected);
      expect(update(old[0]!, smithy[1]!)).toEqual(expected);
    });
  },
);

/** Why a service's older form, a year newer in our corpus, may differ from its Smithy model. */
const REASONS = {
  newer: "services change in a year: the same is seen between two service-2.json of these dates",
  default:
    "the older form has no defaults: an unboxed boolean or number that is not required is one of zero (contract A2)",
  message: "AWS's conversion leaves the message out of the exceptions of some services",
  discovery: "AWS's conversion leaves out the error that endpoint discovery alone may give",
  union: "unions of before the older form could say so are structures there",
  root: "the older form does not name the root element of responses, nor elements named as their member",
  unused: "bindings on outputs, which nothing reads, were not converted",
} as const;

interface Allowed {
  readonly id: string;
  readonly trait?: RegExp;
  readonly services?: RegExp;
  readonly why: keyof typeof REASONS;
}

const ALLOWED: readonly Allowed[] = [
  { id: "documentation-changed", why: "newer" },
  { id: "operation-added", why: "newer" },
  { id: "shape-added", why: "newer" },
  { id: "member-added", why: "newer" },
  { id: "enum-value-added", why: "newer" },
  { id: "error-added", why: "newer" },
  { id: "deprecated-added", why: "newer" },
  { id: "constraint-widened", why: "newer" },
  { id: "constraint-narrowed", why: "newer" },
  { id: "constraint-changed", why: "newer" },
  { id: "member-target-changed", why: "newer" },
  { id: "required-added", services: /^(cloudformation|rds)$/, why: "newer" },
  { id: "required-removed", why: "newer" },
  { id: "operation-output-changed", services: /^lambda$/, why: "newer" },
  {
    id: "trait-added",
    trait: /^smithy\.api#(readonly|idempotent|sparse|sensitive|auth|optionalAuth|httpBearerAuth|retryable)$/,
    why: "newer",
  },
  { id: "trait-added", trait: /^(smithy\.rules#|aws\.auth#sigv4a$)/, why: "newer" },
  { id: "trait-changed", trait: /^(smithy\.rules#|aws\.protocols#httpChecksum$)/, why: "newer" },
  { id: "trait-changed", trait: /#(error|awsQueryError)$/, services: /^rds$/, why: "newer" },
  { id: "trait-changed", trait: /#http$/, services: /^lambda$/, why: "newer" },
  { id: "trait-changed", trait: /#endpoint$/, services: /^logs$/, why: "newer" },
  { id: "trait-removed", trait: /#auth$/, services: /^apigatewayv2$/, why: "newer" },
  { id: "default-added", why: "default" },
  { id: "default-removed", why: "default" },
  { id: "member-removed", services: /^(autoscaling|cloudformation|iam|logs|rds)$/, why: "message" },
  { id: "shape-removed", why: "newer" },
  { id: "error-removed", services: /^(dynamodb|s3)$/, why: "discovery" },
  { id: "trait-changed", trait: /#clientEndpointDiscovery$/, why: "discovery" },
  { id: "shape-type-changed", services: /^(dynamodb|dynamodbstreams|quicksight|s3)$/, why: "union" },
  { id: "trait-removed", trait: /#xmlName$/, services: /^s3(control)?$/, why: "root" },
  { id: "trait-removed", trait: /#(httpQuery|jsonName)$/, services: /^apigateway$/, why: "unused" },
];

function isAllowed(service: string, change: Change): boolean {
  return ALLOWED.some(
    ({ id, trait: id2, services }) =>
      id === change.id && (id2?.test(change.trait ?? "") ?? true) && (services?.test(service) ?? true),
  );
}

/** Service id in lower case with dashes, by which AWS names the Smithy models → file of the older form. */
function pairs(): readonly (readonly [older: string, smithy: string])[] {
  if (!existsSync(models) || !existsSync(older)) return [];
  return readdirSync(older)
    .filter((name) => name.endsWith(".json"))
    .flatMap((name) => {
      const { serviceId } = (JSON.parse(readFileSync(join(older, name), "utf8")) as { metadata: { serviceId: string } })
        .metadata;
      const smithy = `${serviceId.toLowerCase().replaceAll(" ", "-")}.json`;
      return existsSync(join(models, smithy)) ? [[name.replace(".json", ""), smithy] as const] : [];
    });
}

describe.skipIf(!existsSync(models) || !existsSync(older))(
  "services in both forms (skipped without SWAGE_MODELS and SWAGE_SERVICE_TWO)",
  () => {
    test.each(slice(pairs(), 4))("%s agrees with %s but for what the table allows", (old, smithy) => {
      const before = load(join(models, smithy));
      const after = load(join(older, `${old}.json`));
      expect(trait(after.service, "aws.api#service")?.sdkId).toBe(trait(before.service, "aws.api#service")?.sdkId);
      const changes = compareClosures(before, after).filter((change) => !isAllowed(old, change));
      expect(changes.map(({ id, message }) => `${id}: ${message}`)).toEqual([]);
      // Nothing that an older client calls may be missing: all that was there is there, by the same id.
      const ids = new Set(after.operations.map(({ id }) => id));
      expect(before.operations.filter(({ id }) => !ids.has(id))).toEqual([]);
    });
  },
);

test("each reason is given for something", () => {
  expect(new Set(ALLOWED.map(({ why }) => why))).toEqual(new Set(Object.keys(REASONS)));
});
