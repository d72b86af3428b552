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

/** The remedy against a limit that the model goes beyond for good reasons. */
function raise(limit: string): string {
  return `Check that it is a model; if it is, raise the limit: SWAGE_LIMITS=${limit}=NUMBER in the environment.`;
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
    () => "Correct the JSON; a model is a Smithy JSON AST, or a service-2.json.",
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
    () => raise("maxFileLength"),
  ),
  nestedTooDeeply: define<{ limit: number }>(
    "SW1004",
    "error",
    (p) => `values are nested more than ${p.limit} levels deep`,
    () => raise("maxDepth"),
  ),
  emptyFile: define<object>(
    "SW1005",
    "error",
    () => "the file is empty",
    () => "Put a Smithy JSON AST or a service-2.json there, or remove the file.",
  ),
  notAModel: define<{ found: string }>(
    "SW1006",
    "error",
    (p) => `not a model: this is ${p.found}`,
    () =>
      'A model is a Smithy JSON AST, an object that has "smithy": "2.0" (or "1.0"), which `smithy ast` writes, ' +
      "or AWS's older service-2.json.",
  ),
  unknownVersion: define<{ found: string }>(
    "SW1008",
    "error",
    (p) => `unknown version of the Smithy JSON AST: ${clip(p.found)}`,
    () => 'swage reads "1.0" and "2.0".',
  ),
  moreOfAKind: define<{ code: string; count: number }>(
    "SW1009",
    "note",
    (p) => `${p.count} more findings ${p.code} are not shown`,
    () => "Correct those that are shown, and run again.",
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
    (p) => `"${clip(p.name)}" cannot name ${/^[aeiou]/.test(p.what) ? "an" : "a"} ${p.what}`,
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
  tooManyMembers: define<{ shape: string; limit: number }>(
    "SW1028",
    "error",
    (p) => `up to ${p.shape}, mixins copy more than ${p.limit} members`,
    () => raise("maxMixedMembers"),
  ),
  tooManyShapes: define<{ count: number; limit: number }>(
    "SW1110",
    "error",
    (p) => `the model has ${p.count} shapes, more than the limit of ${p.limit}`,
    () => raise("maxShapes"),
  ),
  tooManyValues: define<{ shape: string; count: number; limit: number }>(
    "SW1111",
    "error",
    (p) => `${p.shape} has ${p.count} values, more than the limit of ${p.limit}`,
    () => raise("maxEnumValues"),
  ),
  nestedCollections: define<{ shape: string; limit: number }>(
    "SW1112",
    "error",
    (p) => `${p.shape} is the outermost of more than ${p.limit} lists and maps inside one another`,
    () => raise("maxNestedCollections"),
  ),
  nestedShapes: define<{ shape: string; limit: number }>(
    "SW1113",
    "error",
    (p) => `${p.shape} is the outermost of more than ${p.limit} shapes inside one another`,
    () => raise("maxNestedShapes"),
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
    (p) =>
      `Correct the value; ${p.trait.startsWith("swage#") ? "docs/overlay.md" : "the Smithy specification"} gives the form of each trait.`,
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
  exclusiveTrait: define<{ trait: string; member: string; other: string }>(
    "SW1046",
    "error",
    (p) => `${p.member} has ${p.trait}, as the member ${p.other} beside it`,
    () => "Only one member of a structure may have this trait: remove the others.",
  ),
  missingEnumValue: define<{ member: string }>(
    "SW1047",
    "error",
    (p) => `${p.member} has no value`,
    () => "Add the trait smithy.api#enumValue with an integer.",
  ),
  defaultNotRepeated: define<{ member: string; target: string; value: string }>(
    "SW1048",
    "error",
    (p) => `${p.member} does not repeat the default of its target ${p.target}`,
    (p) => `Add the trait smithy.api#default with the value ${p.value}, or null for no default.`,
  ),
  unboundLabel: define<{ operation: string; label: string; input: string; trait: string }>(
    "SW1049",
    "error",
    (p) => `${p.operation} has the label {${clip(p.label)}}, which no member of ${p.input} fills`,
    (p) => `Add the trait ${p.trait} to a required member of that name, or remove the label.`,
  ),
  labelNotInPattern: define<{ member: string; operation: string; part: string }>(
    "SW1050",
    "error",
    (p) => `${p.member} fills a label that the ${p.part} of ${p.operation} does not have`,
    () => "Add the label in braces, or remove the trait from the member.",
  ),
  exampleMember: define<Suggestions & { operation: string; name: string; shape: string }>(
    "SW1051",
    "warning",
    (p) => `an example of ${p.operation} has the member "${clip(p.name)}", which ${p.shape} has not`,
    (p) => `Correct the example.${meant(p)}`,
  ),
  exampleError: define<{ operation: string; error: string }>(
    "SW1052",
    "error",
    (p) => `an example of ${p.operation} ends in ${clip(p.error)}, which is not among its errors`,
    () => "Add the error to the operation, or correct the example.",
  ),
  paginationMember: define<Suggestions & { operation: string; key: string; name: string; shape: string }>(
    "SW1053",
    "error",
    (p) => `the ${p.key} of ${p.operation}'s pagination names "${clip(p.name)}", which ${p.shape} has not`,
    (p) => `Name a member.${meant(p)}`,
  ),
  uriConflict: define<{ operation: string; other: string; service: string; method: string; uri: string }>(
    "SW1054",
    "error",
    (p) => `${p.operation} answers to ${clip(p.method)} ${clip(p.uri)} in ${p.service}, as ${p.other} does`,
    () => "Give one of the two another method or uri: names of labels alone do not tell requests apart.",
  ),
  wireNameConflict: define<{ trait: string; name: string; member: string; other: string }>(
    "SW1055",
    "error",
    (p) => `${p.member} has the name "${clip(p.name)}" by ${p.trait}, as the member ${p.other} beside it`,
    () => "Give one of the two another name: on the wire they would be one.",
  ),
  streamPlace: define<{ member: string; stream: string; problem: string }>(
    "SW1056",
    "error",
    (p) => `${p.member} targets the stream ${p.stream} and ${p.problem}`,
    () => "A stream may stand in the input or output of an operation itself, once: move it there, or take it away.",
  ),
  // Resources, services, recursion.
  lifecycleTrait: define<{ resource: string; lifecycle: string; operation: string; trait: string }>(
    "SW1060",
    "error",
    (p) => `${p.operation} is the ${p.lifecycle} operation of ${p.resource} and lacks the trait ${p.trait}`,
    (p) => `Add ${p.trait} to the operation, or bind it another way.`,
  ),
  lifecycleReadonly: define<{ resource: string; lifecycle: string; operation: string }>(
    "SW1061",
    "error",
    (p) => `${p.operation} is the ${p.lifecycle} operation of ${p.resource} and has the trait smithy.api#readonly`,
    () => "Remove the trait, or bind the operation another way.",
  ),
  identifierNotBound: define<{
    resource: string;
    operation: string;
    identifier: string;
    target: string;
    input: string;
    isOverlaid: boolean;
  }>(
    "SW1062",
    "error",
    (p) => `the input of ${p.operation} does not give the identifier ${p.identifier} of ${p.resource}`,
    (p) =>
      p.isOverlaid
        ? `Mark the member of ${p.input} that gives it with swage#identifier, as {"name": "${p.identifier}"}.`
        : `Add the required member ${p.identifier} with the target ${p.target} to ${p.input}, ` +
          `or the trait smithy.api#resourceIdentifier to a required member.`,
  ),
  parentIdentifier: define<{ resource: string; parent: string; identifier: string; target: string }>(
    "SW1063",
    "error",
    (p) => `${p.resource} lacks the identifier ${p.identifier} of its parent ${p.parent}`,
    (p) => `Add ${p.identifier} with the target ${p.target} to its identifiers.`,
  ),
  propertyTarget: define<{ member: string; property: string; resource: string; target: string }>(
    "SW1064",
    "error",
    (p) => `${p.member} has another target than the property ${p.property} of ${p.resource}`,
    (p) => `Target ${p.target}, or add the trait smithy.api#notProperty.`,
  ),
  unknownProperty: define<Suggestions & { member: string; property: string; resource: string }>(
    "SW1065",
    "error",
    (p) => `${p.member} names the property ${clip(p.property)}, which ${p.resource} has not`,
    (p) => `Add the property to the resource, or correct the name.${meant(p)}`,
  ),
  noReplaceWithoutPut: define<{ resource: string }>(
    "SW1066",
    "error",
    (p) => `${p.resource} has the trait smithy.api#noReplace and no put operation`,
    () => "Remove the trait, or bind a put operation.",
  ),
  resourceCycle: define<{ resource: string }>(
    "SW1067",
    "error",
    (p) => `${p.resource} is a child of itself`,
    () => "Break the cycle of resources.",
  ),
  unknownResource: define<Suggestions & { service: string; resource: string }>(
    "SW1068",
    "error",
    (p) => `${p.service} binds ${clip(p.resource)} by swage#resources, which is not a resource of the model`,
    (p) => `Add the resource to the overlay, or correct the id.${meant(p)}`,
  ),
  boundTwice: define<{ operation: string; owner: string; resource: string }>(
    "SW1069",
    "error",
    (p) => `${p.operation} is bound to ${p.resource} and also to ${p.owner}`,
    () => "Bind an operation once in a service.",
  ),
  nameConflict: define<{ shape: string; other: string; service: string }>(
    "SW1070",
    "error",
    (p) =>
      `${p.shape} and ${p.other} have the same name in the service ${p.service}, where upper and lower case are one`,
    () => "Rename one of the shapes, or give it another name by `rename` on the service.",
  ),
  endlessRecursion: define<{ shape: string; through: readonly string[] }>(
    "SW1071",
    "error",
    (p) => `${p.shape} contains itself without an exit, through ${p.through.slice(0, 5).join(", ")}`,
    () => "Make a member on the way optional, or give a union another member.",
  ),
  collectionRecursion: define<{ shape: string }>(
    "SW1072",
    "error",
    (p) => `${p.shape} contains itself through lists and maps alone`,
    () => "Put a structure or union in between.",
  ),
  idleRename: define<{ service: string; shape: string; problem: string }>(
    "SW1073",
    "error",
    (p) => `${p.service} renames ${p.shape}, which ${p.problem}`,
    () => "Take it out of `rename`; operations, resources and members keep their names.",
  ),
  // AWS's older form, service-2.json.
  serviceTwoTwice: define<{ other: string }>(
    "SW1100",
    "error",
    (p) => `a model has one service-2.json, and ${p.other} is one already`,
    () => "Keep one of the two in the folder; Smithy files may stand beside it.",
  ),
  serviceTwoOverlay: define<object>(
    "SW1101",
    "error",
    () => "an overlay is Smithy JSON AST, and this is a service-2.json",
    () => 'Write what is to be added as an object with "smithy": "2.0" and "shapes"; the ids are those of the model.',
  ),
  serviceTwoKind: define<{ what: string; expected: string; found: string }>(
    "SW1102",
    "error",
    (p) => `${clip(p.what)} must be ${p.expected} and is ${p.found}`,
    () => "Correct the value; in a service-2.json each key has one kind of value.",
  ),
  serviceTwoType: define<Suggestions & { type: string; name: string; known: readonly string[] }>(
    "SW1103",
    "error",
    (p) => `the shape ${clip(p.name)} has the unknown type "${clip(p.type)}"`,
    (p) => `A service-2.json has ${p.known.join(", ")}.${meant(p)}`,
  ),
  serviceTwoKey: define<Suggestions & { key: string; where: string }>(
    "SW1104",
    "warning",
    (p) => `${p.where} has no key "${clip(p.key)}"; it is passed over`,
    (p) => `Remove it, if it is a slip.${meant(p)}`,
  ),
  unknownProtocol: define<{ name: string; known: readonly string[] }>(
    "SW1105",
    "error",
    (p) => `the service speaks the unknown protocol "${clip(p.name)}"`,
    (p) => `Known are ${p.known.join(", ")}.`,
  ),
  requiredMember: define<Suggestions & { name: string; shape: string }>(
    "SW1106",
    "warning",
    (p) => `"${clip(p.name)}" is required in ${p.shape}, which has no such member; it is passed over`,
    (p) => `Remove it from \`required\`, or add the member.${meant(p)}`,
  ),
  payloadMember: define<Suggestions & { name: string; shape: string }>(
    "SW1107",
    "error",
    (p) => `"${clip(p.name)}" is the payload of ${p.shape}, which has no such member`,
    (p) => `Name a member.${meant(p)}`,
  ),
  memberName: define<{ name: string }>(
    "SW1114",
    "error",
    (p) => `"${clip(p.name)}" cannot name a member`,
    () => "A name has a sign at least, and no $, no #, no line breaks and no signs that cannot be seen.",
  ),
  memberEnum: define<{ member: string; target: string }>(
    "SW1109",
    "note",
    (p) => `${p.member} lists values, which a member of this form only tells its readers`,
    (p) => `To have them in the types and checked, list them on the shape ${clip(p.target)}, or on one of its own.`,
  ),
  emptyValue: define<{ shape: string }>(
    "SW1108",
    "warning",
    (p) => `the enumeration ${p.shape} has an empty string among its values; it is passed over`,
    () => "Remove it: Smithy's enumerations have no empty value.",
  ),
};
