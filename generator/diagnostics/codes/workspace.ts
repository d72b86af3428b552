import type { DiagnosticDefinition } from "../diagnostic.js";

type Definition<P> = DiagnosticDefinition<P>;
const define = <P>(definition: Definition<P>): Definition<P> => definition;

/** SW2001 to SW2019: swage was called wrongly, or could not reach a file. */
export const wrongCall = define<{ message: string; remedy: string }>({
  code: "SW2001",
  severity: "error",
  message: ({ message }) => message,
  remedy: ({ remedy }) => remedy,
});

export const fileSystemRefused = define<{ action: string; path: string; reason: string; remedy?: string | undefined }>({
  code: "SW2002",
  severity: "error",
  message: ({ action, path, reason }) => `cannot ${action} ${path}: ${reason}`,
  remedy: ({ remedy }) =>
    remedy ?? "Check that the folder exists, that it is yours to write, and that the disk is not full; then run again.",
});

export const outputBusy = define<{ owner: string; seconds: number }>({
  code: "SW2003",
  severity: "error",
  message: ({ owner, seconds }) => `another swage (${owner}) has been writing here for over ${seconds} seconds`,
  remedy: () => "Wait for it or end it, then run again; a lock whose owner is gone is taken over by itself.",
});

export const brokenService = define<{ service: string; problem: string; trace: string | undefined }>({
  code: "SW2004",
  severity: "error",
  message: ({ service, problem }) => `swage itself failed on ${service}: ${problem}`,
  remedy: ({ trace }) =>
    `This is a bug of swage's own: please report it, with the model. Other services are not touched by it.${
      trace === undefined ? " With SWAGE_DEBUG=1 it says where." : `\n${trace}`
    }`,
});

/** SW2020 to SW2049: swage.config.json. */
export const configSyntax = define<{ problem: string }>({
  code: "SW2020",
  severity: "error",
  message: ({ problem }) => `this is not valid JSON: ${problem}`,
  remedy: () => "Correct the JSON; comments and trailing commas are not part of it.",
});

export const configUnknownKey = define<{ key: string; near: string | undefined; known: readonly string[] }>({
  code: "SW2021",
  severity: "error",
  message: ({ key }) => `unknown key "${key}"`,
  remedy: ({ near, known }) =>
    near === undefined ? `Known keys here: ${known.join(", ")}.` : `Did you mean "${near}"? Else remove the key.`,
});

export const configWrongType = define<{ key: string; expected: string; found: string }>({
  code: "SW2022",
  severity: "error",
  message: ({ key, expected, found }) => `"${key}" must be ${expected}, but is ${found}`,
  remedy: ({ expected }) => `Give ${expected}, or leave the key out for its default.`,
});

export const configBadValue = define<{ key: string; value: string; problem: string; remedy: string }>({
  code: "SW2023",
  severity: "error",
  message: ({ key, value, problem }) => `"${key}" is ${JSON.stringify(value)}, which ${problem}`,
  remedy: ({ remedy }) => remedy,
});

export const configDuplicateKey = define<{ key: string }>({
  code: "SW2024",
  severity: "error",
  message: ({ key }) => `the key "${key}" is given twice`,
  remedy: () => "Keep one of the two.",
});

export const configUnusedService = define<{ service: string; models: string }>({
  code: "SW2025",
  severity: "warning",
  message: ({ service, models }) => `"services" names ${JSON.stringify(service)}, but ${models} holds no such service`,
  remedy: () => "Correct the name (folder or file name in lower case), or remove the entry.",
});

export const configUnusedInclude = define<{ pattern: string; models: string }>({
  code: "SW2026",
  severity: "warning",
  message: ({ pattern, models }) => `"include" holds ${JSON.stringify(pattern)}, which matches no service in ${models}`,
  remedy: () => "Correct the pattern (`*` stands for any letters), or remove it.",
});

export const unknownOperation = define<{ operation: string; service: string; near: string | undefined }>({
  code: "SW2027",
  severity: "error",
  message: ({ operation, service }) => `${service} has no operation ${JSON.stringify(operation)}`,
  remedy: ({ near }) =>
    near === undefined ? "Name operations as the model does, without namespace." : `Did you mean "${near}"?`,
});

export const duplicatePackageName = define<{ name: string; services: readonly string[] }>({
  code: "SW2028",
  severity: "error",
  message: ({ name, services }) => `${services.join(" and ")} would both be the package ${name}`,
  remedy: () => 'Give one of them another name: "services": { "SERVICE": { "package": { "name": "..." } } }.',
});

/** SW2050 to SW2079: what lies under models/. */
export const sameService = define<{ service: string; other: string }>({
  code: "SW2050",
  severity: "error",
  message: ({ service, other }) => `this and ${other} would both be the service ${service}`,
  remedy: () => "Service names are compared in lower case: rename or remove one of the two.",
});

export const fileBesideSnapshots = define<{ service: string; folder: string }>({
  code: "SW2051",
  severity: "error",
  message: ({ service, folder }) => `${service} has one snapshot here, and others in ${folder}`,
  remedy: ({ folder }) => `Move this file into ${folder} under its date (YYYY-MM-DD.json), or remove one of the two.`,
});

export const notASnapshotDate = define<{ name: string }>({
  code: "SW2052",
  severity: "error",
  message: ({ name }) => `"${name}" is not the date of a snapshot`,
  remedy: () =>
    "Name snapshots YYYY-MM-DD.json (or a folder YYYY-MM-DD) after a day that exists; beside them only " +
    "overlay.json and versions.json are read.",
});

export const sameSnapshot = define<{ date: string; other: string }>({
  code: "SW2053",
  severity: "error",
  message: ({ date, other }) => `the snapshot of ${date} is here and in ${other}`,
  remedy: () => "Keep the file or the folder, not both.",
});

export const emptySnapshot = define<Record<never, never>>({
  code: "SW2054",
  severity: "error",
  message: () => "this snapshot holds no model file",
  remedy: () => "Put the model's .json files into the folder, or remove it.",
});

export const badServiceName = define<{ service: string; problem: string }>({
  code: "SW2055",
  severity: "error",
  message: ({ service, problem }) => `${JSON.stringify(service)} cannot be the name of a service: ${problem}`,
  remedy: () =>
    "Rename the file or folder: lower-case letters, digits, `-`, `.` and `_`, starting with a letter or digit.",
});

export const mixedLayouts = define<{ service: string }>({
  code: "SW2056",
  severity: "error",
  message: ({ service }) => `${service} has dated snapshots beside a folder service/`,
  remedy: () => "Keep either the dated snapshots or the layout service/VERSION/*.json.",
});

export const notOneService = define<{ services: readonly string[] }>({
  code: "SW2057",
  severity: "error",
  message: ({ services }) =>
    services.length === 0
      ? "the model has no service shape"
      : `the model has ${services.length} service shapes: ${services.join(", ")}`,
  remedy: ({ services }) =>
    services.length === 0
      ? "Add the file that holds the service shape: a package is made from one service and what it reaches."
      : "Split the model: a package is made from one service and what it reaches.",
});

export const badVersionsFile = define<{ problem: string }>({
  code: "SW2058",
  severity: "error",
  message: ({ problem }) => `versions.json ${problem}`,
  remedy: () => 'It holds versions by snapshot date, such as {"2022-05-24": "1.1.0"}; correct it or remove the file.',
});

export const emptyModels = define<{ models: string }>({
  code: "SW2059",
  severity: "error",
  message: ({ models }) => `${models} holds no model`,
  remedy: () => "Put one in as SERVICE.json, or as SERVICE/YYYY-MM-DD.json to keep a history.",
});

/** SW2080 to SW2099: output/. */
export const foreignFile = define<{ path: string }>({
  code: "SW2080",
  severity: "error",
  message: ({ path }) => `${path} is in the way: swage did not write it`,
  remedy: () => "Move or remove it, then run again; swage never writes over what is not its own.",
});

export const linkInTheWay = define<{ path: string }>({
  code: "SW2081",
  severity: "error",
  message: ({ path }) => `${path} is a symbolic link: swage does not write through links`,
  remedy: () => "Put a real folder in its place, or name the folder it points at with --output.",
});

export const badOutputPath = define<{ path: string; problem: string }>({
  code: "SW2082",
  severity: "error",
  message: ({ path, problem }) => `swage will not write ${JSON.stringify(path)}: ${problem}`,
  remedy: () => "Rename the shape in the model that this file is named after, or leave its operations out.",
});

export const outputClash = define<{ path: string; other: string }>({
  code: "SW2083",
  severity: "error",
  message: ({ path, other }) => `${path} and ${other} are one file where case does not count (macOS, Windows)`,
  remedy: () => "Rename one of the two shapes in the model, or leave its operations out.",
});

export const orphanedPackage = define<{ service: string; models: string }>({
  code: "SW2084",
  severity: "note",
  message: ({ service, models }) => `${service} is no longer among the services of ${models}: its files are removed`,
  remedy: () => "Put the model back, or widen `include`, to have the package again.",
});
