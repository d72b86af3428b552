import type { DiagnosticDefinition, Place, Severity } from "../diagnostic.js";

function define<P>(
  code: `SW${number}`,
  severity: Severity,
  message: (facts: P) => string,
  remedy: (facts: P) => string,
): DiagnosticDefinition<P> {
  return { code, severity, message, remedy };
}

interface Suggestions {
  readonly suggestions: readonly string[];
}

/** Ends a remedy with what may have been meant. */
function meant({ suggestions }: Suggestions): string {
  return suggestions.length === 0 ? "" : ` Did you mean ${suggestions.join(" or ")}?`;
}

function clip(text: string): string {
  return text.length > 100 ? `${text.slice(0, 100)}…` : text;
}

/** What can be wrong with a model's files (SW1xxx). */
export const loadCodes = {
  // The document.
  jsonSyntax: define<{ what: string }>(
    "SW1001",
    "error",
    (p) => `not JSON: ${p.what}`,
    () => "Correct the JSON; a model is a Smithy JSON AST.",
  ),
  duplicateKey: define<{ key: string; firstLine: number }>(
    "SW1002",
    "error",
    (p) => `the key "${clip(p.key)}" stands twice in this object, first on line ${p.firstLine}`,
    () => "Remove one of the two; JSON readers keep the last one and say nothing.",
  ),
  fileTooLarge: define<{ length: number; limit: number }>(
    "SW1003",
    "error",
    (p) => `the file has ${p.length} characters, more than the limit of ${p.limit}`,
    () => "Check that it is a model; if it is, raise the limit `maxFileLength`.",
  ),
  nestedTooDeeply: define<{ limit: number }>(
    "SW1004",
    "error",
    (p) => `values are nested more than ${p.limit} levels deep`,
    () => "Check that it is a model; if it is, raise the limit `maxDepth`.",
  ),
  emptyFile: define<object>(
    "SW1005",
    "error",
    () => "the file is empty",
    () => "Put a Smithy JSON AST there, or remove the file.",
  ),
  notAModel: define<{ found: string }>(
    "SW1006",
    "error",
    (p) => `not a model: this is ${p.found}`,
    () => 'A model is a Smithy JSON AST, an object that has "smithy": "2.0" (or "1.0"); `smithy ast` writes one.',
  ),
  serviceTwo: define<object>(
    "SW1007",
    "error",
    () => "this is a service-2.json, AWS's older form of a model, which swage does not read yet",
    () => "Use the Smithy JSON AST of the service, from github.com/aws/api-models-aws.",
  ),
  unknownVersion: define<{ found: string }>(
    "SW1008",
    "error",
    (p) => `unknown version of the Smithy JSON AST: ${clip(p.found)}`,
    () => 'swage reads "1.0" and "2.0".',
  ),
  // Its form.
  wrongType: define<{ what: string; expected: string; found: string }>(
    "SW1010",
    "error",
    (p) => `${clip(p.what)} must be ${p.expected} and is ${p.found}`,
    () => 'See "JSON AST" in the Smithy specification for the form of a model.',
  ),
  unknownKey: define<Suggestions & { key: string; where: string; known: readonly string[] }>(
    "SW1011",
    "warning",
    (p) => `${p.where} has no key "${clip(p.key)}"; it is passed over`,
    (p) => `Remove it; known are ${p.known.join(", ")}.${meant(p)}`,
  ),
  invalidShapeId: define<{ text: string }>(
    "SW1012",
    "error",
    (p) => `"${clip(p.text)}" is not an absolute shape id here`,
    () => "Write the namespace and the name: `example.weather#City`.",
  ),
  unknownType: define<Suggestions & { type: string; id: string }>(
    "SW1013",
    "error",
    (p) => `${p.id} has the unknown type "${clip(p.type)}"`,
    (p) => `Use one of Smithy's shape types.${meant(p)}`,
  ),
  missingKey: define<{ key: string; where: string }>(
    "SW1014",
    "error",
    (p) => `${clip(p.where)} lacks "${p.key}"`,
    (p) => `Add "${p.key}".`,
  ),
  invalidName: define<{ name: string; what: string }>(
    "SW1015",
    "error",
    (p) => `"${clip(p.name)}" cannot name a ${p.what}`,
    () => "Names have letters, digits and underscores, and do not begin with a digit.",
  ),
  preludeShape: define<{ id: string }>(
    "SW1016",
    "error",
    (p) => `${p.id} lies in Smithy's own namespace`,
    () => "Give the shape a namespace of yours; swage brings the prelude along.",
  ),
  memberAsShape: define<{ id: string }>(
    "SW1017",
    "error",
    (p) => `${p.id} is the id of a member, where only an apply may stand`,
    () => 'Put the member into the `members` of its shape, or use "type": "apply" to add traits to it.',
  ),
  // Several files.
  conflictingShape: define<{ id: string; other: Place }>(
    "SW1020",
    "error",
    (p) => `${p.id} is defined differently at ${p.other.file}:${p.other.line}:${p.other.column}`,
    () => "Keep one of the two; equal definitions may stand in several files.",
  ),
  conflictingMetadata: define<{ key: string }>(
    "SW1021",
    "error",
    (p) => `the metadata "${clip(p.key)}" has another value in an earlier file`,
    () => "Keep one of the two; only lists are joined.",
  ),
  unknownApplyTarget: define<Suggestions & { target: string }>(
    "SW1022",
    "error",
    (p) => `traits are applied to ${p.target}, which no file defines`,
    (p) => `Add the file that defines it, or correct the id.${meant(p)}`,
  ),
  conflictingTrait: define<{ trait: string; target: string }>(
    "SW1023",
    "error",
    (p) => `${p.trait} is applied to ${p.target}, which has another value of it`,
    () => "Keep one of the two, or put the value that shall win into the overlay.",
  ),
  // Mixins.
  notAMixin: define<{ shape: string; mixin: string }>(
    "SW1024",
    "error",
    (p) => `${p.shape} uses ${p.mixin} as a mixin, which is none`,
    (p) => `Add the trait smithy.api#mixin to ${p.mixin}, or do not mix it in.`,
  ),
  mixinType: define<{ shape: string; type: string; mixin: string; mixinType: string }>(
    "SW1025",
    "error",
    (p) => `${p.shape}, a ${p.type}, cannot mix in ${p.mixin}, a ${p.mixinType}`,
    () => "A shape and its mixins must have the same type.",
  ),
  mixinCycle: define<{ shape: string; mixin: string }>(
    "SW1026",
    "error",
    (p) => `${p.shape} mixes in ${p.mixin}, which itself depends on ${p.shape}`,
    () => "Break the cycle of mixins.",
  ),
  mixinMemberTarget: define<{ member: string; target: string; mixinTarget: string }>(
    "SW1027",
    "error",
    (p) => `${p.member} targets ${p.target}, but a mixin brings it with the target ${p.mixinTarget}`,
    () => "Give both the same target, or another name to one.",
  ),
  // Targets.
  unknownTarget: define<Suggestions & { from: string; target: string }>(
    "SW1030",
    "error",
    (p) => `${p.from} targets ${p.target}, which no file defines`,
    (p) => `Add the file that defines the shape, or correct the shape id.${meant(p)}`,
  ),
  wrongTarget: define<{ from: string; target: string; type: string; expected: string }>(
    "SW1031",
    "error",
    (p) => `${p.from} targets ${p.target}, which is of type ${p.type}`,
    (p) => `It must target ${p.expected}.`,
  ),
  emptyUnion: define<{ union: string }>(
    "SW1032",
    "error",
    (p) => `the union ${p.union} has no members`,
    () => "A union needs at least one member.",
  ),
  emptyEnum: define<{ shape: string }>(
    "SW1033",
    "error",
    (p) => `the enumeration ${p.shape} has no members`,
    () => "An enum needs at least one member.",
  ),
  notAnError: define<{ from: string; target: string }>(
    "SW1034",
    "error",
    (p) => `${p.from} lists ${p.target} as an error, which lacks the trait smithy.api#error`,
    (p) => `Add the trait, "client" or "server", to ${p.target}.`,
  ),
  // Traits.
  traitPlacement: define<{ trait: string; shape: string; type: string; allowed: string }>(
    "SW1040",
    "error",
    (p) => `${p.trait} may not stand on ${p.shape}, which is ${p.type}`,
    (p) => (p.allowed === "" ? "Remove the trait." : `It may stand on ${p.allowed}.`),
  ),
  traitValue: define<{ trait: string; shape: string; problem: string }>(
    "SW1041",
    "error",
    (p) => `the value of ${p.trait} on ${p.shape} ${p.problem}`,
    () => "Correct the value; the Smithy specification gives the form of each trait.",
  ),
  traitValueKey: define<{ trait: string; shape: string; problem: string }>(
    "SW1042",
    "warning",
    (p) => `the value of ${p.trait} on ${p.shape} ${p.problem}`,
    () => "Remove the key, or correct its name; it is passed over.",
  ),
  misspeltTrait: define<Suggestions & { trait: string; shape: string }>(
    "SW1043",
    "error",
    (p) => `${p.shape} has the trait ${p.trait}, which does not exist`,
    (p) => `Correct its name.${meant(p)}`,
  ),
  unknownTrait: define<Suggestions & { trait: string; shape: string }>(
    "SW1044",
    "warning",
    (p) => `${p.shape} has the trait ${p.trait}, which swage does not know`,
    (p) => `It is kept and has no effect.${meant(p)}`,
  ),
  traitConflict: define<{ trait: string; other: string; shape: string }>(
    "SW1045",
    "error",
    (p) => `${p.shape} has both ${p.trait} and ${p.other}, which exclude each other`,
    () => "Remove one of the two.",
  ),
};
