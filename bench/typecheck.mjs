// What generated code costs the compilers of those who import it, and its own package.
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { builtPackages, cacheFolder, kilobytes, nodeOk, quickest, ratio, read, root, skip } from "./measure.mjs";

export const title = "type-checking: (a) a consumer, (b) the package's own source, (c) declarations";

const SERVICES = ["sagemaker", "dynamodb", "cognito-identity-provider"];
const COMPILERS = [
  ["7", "typescript/bin/tsc"],
  ["6.0", "typescript-6.0/lib/tsc.js"],
];
const OPTIONS = {
  target: "es2022",
  lib: ["es2023"],
  module: "nodenext",
  types: ["node"],
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  skipLibCheck: true,
  noEmit: true,
};

export async function run(models) {
  for (const [service, folder] of builtPackages(models, SERVICES, "typecheck")) {
    const { name } = JSON.parse(read(join(folder, "package.json")));
    const types = read(join(folder, "src/types.ts"));
    const schemas = read(join(folder, "src/schemas.ts"));
    const type = /^export interface (\w+Request|\w+Input)\b/m.exec(types)[1];
    const consumer = consumerOf(folder, name, service);
    const sdk = sdkClient(consumer, service);
    const rows = COMPILERS.flatMap(([version, compiler]) => {
      const check = (label, files, base) =>
        checked(join(root, "node_modules", compiler), consumer, version, label, files, base);
      const use = (file, text) => write(join(consumer, file), text);
      const one = check("(a) a consumer of one type", [
        use("type.ts", `import type { ${type} } from "${name}";\nexport const value = {} as ${type};\n`),
      ]);
      const own = (...files) => files.map((file) => join(folder, "src", file));
      const loaded = use("zod.ts", 'import type { z } from "zod";\nexport type Loaded = z.ZodString;\n');
      const alone = check("(b) types alone", [...own("types.ts"), loaded]);
      return [
        one,
        check(
          "(a) a consumer of one validator",
          [
            use(
              "validator.ts",
              `import { ${type}Schema } from "${name}";\nexport const value = ${type}Schema.parse({});\n`,
            ),
          ],
          one,
        ),
        ...(sdk === undefined
          ? []
          : [check("(a) a consumer of one command of the SDK", [use("sdk.ts", commandOf(sdk, type))], one)]),
        alone,
        check("(b) types and validators", own("types.ts", "schemas.ts"), alone),
        check("(b) and the proof", own("types.ts", "schemas.ts", "proof.ts"), alone),
      ];
    });
    console.log(`\n${service}: ${schemas.match(/^export const /gm).length} validators`);
    console.table(rows);
    const declarations = (file) => read(join(folder, "dist", file));
    const [own, of] = [declarations("schemas.d.ts"), declarations("types.d.ts")];
    console.log(
      `(c) declarations of validators ${kilobytes(own)} kB, of types ${kilobytes(of)} kB: ${ratio(own.length, of.length)}; ` +
        `without comments ${ratio(bare(own).length, bare(of).length)}`,
    );
  }
}

function checked(compiler, folder, version, what, files, base) {
  const config = join(folder, "tsconfig.json");
  writeFileSync(config, JSON.stringify({ compilerOptions: OPTIONS, files }));
  const { stdout } = quickest(3, () => nodeOk(folder, [compiler, "-p", config, "--extendedDiagnostics"]));
  const figure = (name) => Number(new RegExp(`^${name}:\\s+([\\d.]+)`, "m").exec(stdout)?.[1]);
  const seconds = figure("Total time");
  const instantiations = figure("Instantiations");
  return {
    what: `${what}, TypeScript ${version}`,
    seconds,
    ratio: base === undefined ? 1 : ratio(seconds, base.seconds),
    "check seconds": figure("Check time"),
    instantiations,
    "MB of memory": Math.round(figure("Memory used") / 1024),
  };
}

/** A project that has the packed package, and zod, in its `node_modules`. */
function consumerOf(folder, name, service) {
  const consumer = cacheFolder("consumer", service);
  const target = join(consumer, "node_modules", name);
  for (const part of ["package.json", "dist"]) cpSync(join(folder, part), join(target, part), { recursive: true });
  write(join(consumer, "package.json"), '{ "type": "module" }\n');
  return consumer;
}

/** Installed beside the consumer, outside the repo's own dependencies. @returns the module's name. */
function sdkClient(consumer, service) {
  const client = `@aws-sdk/client-${service}`;
  if (existsSync(join(root, "node_modules", client))) return client;
  const folder = join(root, "node_modules/.cache/swage-bench/node_modules");
  if (!existsSync(join(folder, client))) {
    mkdirSync(folder, { recursive: true });
    const args = [
      "install",
      "--no-save",
      "--no-package-lock",
      "--no-audit",
      "--no-fund",
      "--prefix",
      join(folder, ".."),
      client,
    ];
    spawnSync("npm", args, { encoding: "utf8", shell: process.platform === "win32" });
  }
  if (existsSync(join(folder, client))) return client;
  skip(`the SDK's client of ${service}`, "it could not be installed");
  return undefined;
}

function commandOf(client, type) {
  const command = type.replace(/(?:Request|Input)$/, "Command");
  return `import { ${command} } from "${client}";\nexport const value = new ${command}({} as never);\n`;
}

function write(path, text) {
  writeFileSync(path, text);
  return path;
}

function bare(text) {
  return text.replaceAll(/\/\*[\s\S]*?\*\/\s*/g, "");
}
