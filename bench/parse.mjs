// Parsing with generated validators, over the same schemas written by hand with zod.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { Bench } from "tinybench";
import { handWritten } from "./hand-written.mjs";
import { builtPackages, ratio, skip } from "./measure.mjs";

export const title = "parsing, over the same schemas written by hand";

/** Values of operations that people call often, by service and validator. */
const VALUES = {
  "cognito-identity-provider": {
    CreateUserPoolRequestSchema: {
      PoolName: "people",
      Policies: { PasswordPolicy: { MinimumLength: 12, RequireLowercase: true, RequireNumbers: true } },
      AutoVerifiedAttributes: ["email"],
      UsernameAttributes: ["email", "phone_number"],
      Schema: Array.from({ length: 10 }, (_, index) => ({
        Name: `attribute${index}`,
        AttributeDataType: "String",
        Mutable: true,
        StringAttributeConstraints: { MinLength: "1", MaxLength: "100" },
      })),
      UserPoolTags: { stage: "test", owner: "people" },
      UsernameConfiguration: { CaseSensitive: false },
    },
  },
  dynamodb: {
    PutItemInputSchema: {
      TableName: "orders",
      Item: Object.fromEntries(Array.from({ length: 20 }, (_, index) => [`field${index}`, { S: `value ${index}` }])),
    },
  },
  sagemaker: {
    AddTagsInputSchema: {
      ResourceArn: "arn:aws:sagemaker:us-east-1:123456789012:model/m",
      Tags: Array.from({ length: 20 }, (_, index) => ({ Key: `key${index}`, Value: `value ${index}` })),
    },
  },
};

export async function run(models) {
  const rows = [];
  for (const [service, folder] of builtPackages(models, Object.keys(VALUES), "parse")) {
    const byHand = join(folder, "dist/by-hand.js");
    writeFileSync(byHand, handWritten(join(folder, "dist/schemas.js")));
    const generated = await import(pathToFileURL(join(folder, "dist/schemas.js")).href);
    const hand = await import(pathToFileURL(byHand).href);
    for (const [name, value] of Object.entries(VALUES[service])) {
      if (generated[name]?.safeParse(value).success !== true) {
        skip(`${service} ${name}`, "this model's validator does not take the value of the bench");
        continue;
      }
      const bench = new Bench({ time: 500, warmupTime: 200 });
      bench.add("generated", () => generated[name].parse(value)).add("by hand", () => hand[name].parse(value));
      await bench.run();
      const [own, theirs] = bench.tasks.map((task) => task.result.latency.p50 * 1000);
      rows.push({ service, validator: name, microseconds: Number(own.toFixed(2)), "over by hand": ratio(own, theirs) });
    }
  }
  console.table(rows);
}
