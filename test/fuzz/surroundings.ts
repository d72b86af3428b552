/** What lies about a model in `models/`: names of files and folders, an overlay, versions. */

import { loadModel } from "../../generator/load/load-model.js";
import { isDate, faultsOf, findListedModels } from "../../generator/workspace/find-models.js";
import { portablePathProblem } from "../../generator/workspace/portable-path.js";
import { packageNameProblem } from "../../generator/workspace/package-name.js";
import type { Chance } from "./chance.js";
import { NAMES, SCALARS, TEXTS, TRAITS } from "./material.js";
import { isTree, membersOf, put, shapesOf } from "./tree.js";

/** What overlays say of a service, with values that fit, most of the time. */
const OVERLAY_TRAITS: readonly (readonly [id: string, values: readonly unknown[]])[] = [
  ["swage#identifier", [{}, { name: "x", form: "{region}-{random}" }, { form: "{{", random: "x" }, { random: "[" }]],
  ["swage#initial", SCALARS],
  ["swage#onAbsent", ["reset", "keep", "x"]],
  ["swage#mirror", ["name", "__proto__", ""]],
  ["swage#property", ["name", "constructor"]],
  ["swage#computed", [{ on: "create", value: "now()" }, { on: "write", text: "{input.name}" }, { on: "absent" }]],
  ["swage#merge", [{ key: "name" }, { key: "" }]],
  ["swage#patternText", TEXTS],
  ["swage#enumText", [TEXTS]],
  ["swage#httpStatus", [404, 99, "x"]],
  ["swage#constraintError", ["ex#Broken", "Broken", "*/"]],
  [
    "swage#notFound",
    [
      { error: "ex#Broken", message: "no {input.name}" },
      { error: "x", message: "{" },
    ],
  ],
  ["swage#conflict", [{ error: "ex#Broken", message: "*/" }]],
  ["swage#rules", [[{ when: "input.name", error: "ex#Broken", message: "{input.name}" }]]],
  ["swage#rules", [[{ when: "input[", error: "ex#Nowhere", message: "{" }], [{ each: "input.names", when: "@" }], []]],
  ["swage#resources", [["ex#Shelf"], ["ex#Nowhere"], []]],
];

export interface Surroundings {
  /** A name that swage takes for a service. */
  readonly service: string;
  readonly overlay: string | undefined;
  readonly versions: string | undefined;
  /** What must not be, in words. */
  readonly problems: readonly string[];
}

export function surroundingsOf(text: string, chance: Chance): Surroundings {
  const overlay = chance.below(2) === 0 ? overlayOf(text, chance) : undefined;
  // What is refused at the door goes no further.
  const kept = overlay !== undefined && (chance.below(8) === 0 || isTaken(text, overlay));
  return {
    ...serviceName(chance),
    overlay: kept ? overlay : undefined,
    versions: chance.below(8) === 0 ? versionsOf(chance) : undefined,
  };
}

function isTaken(text: string, overlay: string): boolean {
  const input = { files: [{ path: "model.json", text }], overlay: { path: "overlay.json", text: overlay } };
  return loadModel(input).value !== undefined;
}

/** A models folder with entries of hostile names: each is a service with a name for npm and for files, or is refused. */
function serviceName(chance: Chance): Pick<Surroundings, "service" | "problems"> {
  const names = Array.from({ length: 6 }, () => fileName(chance.one(NAMES)));
  const folders = new Map<string, readonly string[]>();
  const entries = names.map((name) => {
    const isFolder = chance.below(2) === 0;
    if (isFolder) folders.set(name, ["2024-01-01.json", "overlay.json", fileName(chance.one(NAMES)), "2024-1-1.json"]);
    return { name: isFolder ? name : `${name}.json`, isFolder };
  });
  const found = findListedModels(
    (path) => (path === "" ? entries : (folders.get(path) ?? []).map((name) => ({ name, isFolder: false }))),
    "models",
  );
  const problems = found.services
    .map(({ service }) => service)
    .filter((name) => portablePathProblem(name) !== undefined || packageNameProblem(name) !== undefined)
    .map((name) => `takes ${JSON.stringify(name)} for the name of a service`);
  for (const { message, remedy } of faultsOf(found, () => true))
    if (message.includes("[object ") || remedy === "") problems.push(`says nothing of use: ${message}`);
  for (const { snapshots } of found.services)
    problems.push(
      ...snapshots.flatMap(({ date }) => (date === undefined || isDate(date) ? [] : [`takes ${date} for a date`])),
    );
  const services = found.services.map(({ service }) => service);
  return { service: services.length === 0 ? "example" : chance.one(services), problems };
}

/** No file system has these in a name. */
function fileName(name: string): string {
  return name.replaceAll("/", "-").replaceAll("\u0000", "-").slice(0, 200) || "-";
}

function overlayOf(text: string, chance: Chance): string {
  if (chance.below(20) === 0) return chance.one(TEXTS);
  const model: unknown = JSON.parse(text);
  const shapes: Record<string, unknown> = {};
  const known = isTree(model) ? shapesOf(model) : [];
  const times = 1 + chance.below(5);
  for (let time = 0; time < times && known.length > 0; time++) {
    const [id, shape] = chance.one(known);
    const members = membersOf(shape);
    const at = members.length > 0 && chance.below(2) === 0 ? `${id}$${chance.one(members)[0]}` : id;
    const [trait, values] = chance.one(chance.below(3) === 0 ? TRAITS : OVERLAY_TRAITS);
    const traits = { [trait]: structuredClone(chance.one(values)) };
    put(shapes, chance.below(8) === 0 ? `${at}x` : at, { type: "apply", traits });
  }
  return JSON.stringify({ smithy: chance.one(["2.0", "2.0", "2.0", "1.0", "3"]), shapes }, null, 1);
}

function versionsOf(chance: Chance): string {
  if (chance.below(10) === 0) return chance.one(TEXTS);
  const dates = ["2024-01-01", "2025-01-01", "2025-01-01", "2023-01-01", "2024-13-01", ...NAMES];
  const versions: readonly unknown[] = [
    "1.0.0",
    "2.0.0",
    "1.2.3",
    "0.0.1",
    "01.0.0",
    "1.0",
    "99999999999999999999.0.0",
  ];
  const entry = (): string =>
    `${JSON.stringify(chance.one(chance.below(3) === 0 ? dates : dates.slice(0, 4)))}: ${JSON.stringify(
      chance.one(chance.below(4) === 0 ? SCALARS : versions),
    )}`;
  return `{${Array.from({ length: 1 + chance.below(3) }, entry).join(", ")}}`;
}
