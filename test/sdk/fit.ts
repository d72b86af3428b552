import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { PackageContext } from "../../generator/artifacts/context.js";
import { sdkNames } from "../../generator/artifacts/sdk.js";
import { typesArtifact } from "../../generator/artifacts/types/types-artifact.js";
import { root } from "../artifacts/package.js";
import { npm } from "../consumer/run.js";
import type { Exception, Verdict } from "./claims.js";
import { claimsFile, claimsOf, narrowed, verdictOf } from "./claims.js";

/** The release of the days when the models of the corpus were published. */
export const RELEASE = "3.782.0";
/** All protocols but ec2 and cbor; payloads of each kind; event streams both ways. */
export const SERVICES = [
  "api-gateway",
  "bedrock-agent-runtime",
  "cloudformation",
  "cloudfront",
  "cloudwatch-logs",
  "cognito-identity-provider",
  "dynamodb",
  "iam",
  "iot-data-plane",
  "lambda",
  "lex-runtime-service",
  "rds",
  "s3",
  "sqs",
  "sts",
  "transcribe-streaming",
] as const;

// Clients weigh 70 MB and are looked at by nothing else: they stand outside the lock file.
const cache = join(root, "node_modules/.cache/swage-sdk");

/** Sees to it that clients of `RELEASE` are installed. @throws where the registry cannot be reached. */
export function installClients(services: readonly string[]): void {
  const missing = services.filter((service) => {
    const file = join(cache, `node_modules/@aws-sdk/client-${service}/package.json`);
    return !existsSync(file) || (JSON.parse(readFileSync(file, "utf8")) as { version: string }).version !== RELEASE;
  });
  if (missing.length === 0) return;
  mkdirSync(cache, { recursive: true });
  if (!existsSync(join(cache, "package.json")))
    writeFileSync(join(cache, "package.json"), '{ "private": true, "type": "module" }\n');
  npm(cache, "install", "--ignore-scripts", ...missing.map((service) => `@aws-sdk/client-${service}@${RELEASE}`));
}

/**
 * Holds the types of a package against an SDK client, under all strict flags.
 * @param installed where the client stands: among the clients of `RELEASE`, or in this repo.
 */
export function fit(
  context: PackageContext,
  exceptions: readonly Exception[],
  typescript: string,
  installed: "release" | "repo",
): Verdict {
  const sdkPackage = sdkNames(context.closure.service)!.package;
  const claims = narrowed(claimsOf(context), exceptions);
  const text = claimsFile(claims, sdkPackage);
  const parent = installed === "release" ? cache : join(root, "node_modules/.cache/swage");
  const folder = join(parent, `fit-${context.service}-${typescript}`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "claims.ts"), text);
  writeFileSync(join(folder, "types.ts"), typesArtifact(context).find(({ path }) => path === "src/types.ts")!.text);
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions: STRICT, files: ["claims.ts"] }));
  const verdict = verdictOf(claims, text, printedBy(typescript, folder));
  rmSync(folder, { recursive: true });
  return verdict;
}

const STRICT = {
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  verbatimModuleSyntax: true,
  skipLibCheck: true,
  noEmit: true,
  module: "nodenext",
  target: "es2022",
  types: ["node"],
};

function printedBy(typescript: string, folder: string): string {
  const compiler = join(root, "node_modules", typescript, "bin/tsc");
  try {
    return execFileSync(process.execPath, [compiler, "-p", folder, "--pretty", "false"], { encoding: "utf8" });
  } catch (error) {
    return String((error as { stdout?: string }).stdout);
  }
}

/** What is wrong with a verdict: broken claims without an exception, exceptions that are needed no longer. */
export function complaints({ broken, others }: Verdict, exceptions: readonly Exception[]): string[] {
  const excepted = new Set(exceptions.map(({ claim }) => claim));
  return [
    ...others,
    ...[...broken].filter(([label]) => !excepted.has(label)).map(([label, message]) => `${label}: ${message}`),
    ...[...excepted].filter((claim) => !broken.has(claim)).map((claim) => `${claim}: no exception is needed`),
  ];
}
