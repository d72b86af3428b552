import type { Model } from "../model/model.js";
import { targetOf } from "../model/model.js";
import type { MemberShape, ServiceShape, Shape } from "../model/shapes.js";
import type { Json } from "../model/traits.js";
import { trait as traitOf } from "../model/traits.js";
import { sameJson } from "./json.js";
import { bindsToHttp, isProtocol, isRpcOnly } from "./protocols.js";

/** What the comparison of a Smithy model with a service-2.json has to know of the two. */
export interface Forms {
  readonly before: Side;
  readonly after: Side;
}

interface Side {
  readonly model: Model;
  readonly service: ServiceShape | undefined;
}

interface Difference {
  readonly subject: { readonly shapes: { readonly before: Shape | MemberShape; readonly after: Shape | MemberShape } };
  readonly trait: string;
  readonly before: Json | undefined;
  readonly after: Json | undefined;
}

function prelude(names: string): readonly string[] {
  return names.split(" ").map((name) => `smithy.api#${name}`);
}

/** Traits of Smithy that a service-2.json has no words for: that they are missing there says nothing. */
const NOT_IN_SERVICE_TWO: ReadonlySet<string> = new Set([
  ...prelude(
    "addedDefault clientOptional cors examples externalDocumentation idRef input nestedProperties notProperty",
  ),
  ...prelude("output paginated private property recommended references resourceIdentifier since suppress uniqueItems"),
  ...prelude("unstable"),
  "smithy.rules#endpointRuleSet",
  "smithy.rules#endpointTests",
]);

const FOREIGN: readonly string[] = [
  "aws.cloudformation#",
  "aws.customizations#",
  "aws.endpoints#",
  "aws.iam#",
  "smithy.test#",
  "smithy.waiters#",
  "swage#",
];

/** Facts that only some files of that form state: where one does not, it says nothing. */
const SAID_BY_SOME: ReadonlySet<string> = new Set([
  ...prelude("readonly idempotent tags"),
  "aws.protocols#awsQueryError",
]);

const XML: ReadonlySet<string> = new Set(prelude("xmlAttribute xmlFlattened xmlName xmlNamespace"));
const SPEAKS_XML = /^aws\.protocols#(?:restXml|awsQuery|ec2Query)$/;

/** The differences between traits that both forms can state (contract A2). */
export function comparableTraits<T extends Difference>(traits: readonly T[], forms: Forms): readonly T[] {
  const services = [forms.before.service, forms.after.service].filter((service) => service !== undefined);
  const rpc = services.length > 0 && services.every((service) => isRpcOnly(service.traits.keys()));
  const xml = services.some((service) => [...service.traits.keys()].some((id) => SPEAKS_XML.test(id)));
  return traits.filter(
    (difference) =>
      isStatable(difference.trait) &&
      !(rpc && isOfHttp(difference.trait)) &&
      !(!xml && XML.has(difference.trait)) &&
      differs(difference, forms),
  );
}

function isStatable(trait: string): boolean {
  if (NOT_IN_SERVICE_TWO.has(trait) || FOREIGN.some((namespace) => trait.startsWith(namespace))) return false;
  return !trait.startsWith("aws.api#") || trait === SERVICE || trait.startsWith("aws.api#client");
}

function isOfHttp(trait: string): boolean {
  return bindsToHttp(trait) || trait === "smithy.api#httpError";
}

const SERVICE = "aws.api#service";

function differs({ subject, trait, before, after }: Difference, forms: Forms): boolean {
  const { shapes } = subject;
  const isUnsaid = (forms.before.model.form === "service-2" ? before : after) === undefined;
  if (SAID_BY_SOME.has(trait)) return !isUnsaid;
  // Settings of a protocol belong to one form.
  if (isProtocol(trait)) return before === undefined || after === undefined;
  switch (trait) {
    case SERVICE:
      return !sameJson(namesOf(before), namesOf(after));
    case "smithy.api#http":
      return !sameJson(bindingOf(before), bindingOf(after));
    case "smithy.api#mediaType":
      // That text holds JSON is all that the older form knows of media types.
      return !isUnsaid || (before ?? after) === "application/json";
    case "smithy.api#auth":
      // The one scheme that the service has, said again.
      return !(shapes.after.type === "operation" && isUnsaid && isListOfOne(before ?? after));
    case "smithy.api#pattern":
      return before === undefined || after === undefined || withoutEnds(before) !== withoutEnds(after);
    case "smithy.api#default":
      // Members repeat the default of their shape; those that have none may say so, or say nothing.
      return isMember(shapes.after) && (before ?? null) !== (after ?? null) && !isStream(shapes.after, forms);
    case "smithy.api#timestampFormat":
      // On the member in one form, on a shape made for it in the other.
      return formatOf(shapes.before, forms.before) !== formatOf(shapes.after, forms.after);
    default:
      return true;
  }
}

/** Of a service's names, the one that both forms have in all models. */
function namesOf(value: Json | undefined): Json | undefined {
  return ((value ?? {}) as { sdkId?: Json }).sdkId;
}

/** Method, path and status. A parameter that names the operation for logs, and a slash at the end, change nothing. */
function bindingOf(value: Json | undefined): unknown {
  const { method, uri = "", code = 200 } = (value ?? {}) as { method?: string; uri?: string; code?: number };
  const [path = "", query = ""] = uri.split("?");
  const parameters = query.split("&").filter((parameter) => parameter !== "" && !parameter.startsWith("x-id="));
  return { method, path: path.replace(/(.)\/$/, "$1"), parameters: parameters.toSorted(), code };
}

/** A stream that Smithy's members may leave out has the default ""; the other form has no such thing. */
function isStream(member: MemberShape, { after }: Forms): boolean {
  return targetOf(after.model, member).traits.has("smithy.api#streaming");
}

function formatOf(shape: Shape | MemberShape, { model }: Side): string | undefined {
  const own = traitOf(shape, "smithy.api#timestampFormat");
  return own ?? (isMember(shape) ? traitOf(targetOf(model, shape), "smithy.api#timestampFormat") : undefined);
}

/**
 * A pattern without what says that it is to match the whole string, or that it is not: one form means the first
 * without a word, the other the second.
 */
function withoutEnds(pattern: Json): string {
  const text = String(pattern)
    .replaceAll(/[\n\t]/g, " ")
    .replace(/^\^/, "")
    .replace(/\$$/, "");
  const inner = /^\(\?:(.*)\)$/s.exec(text)?.[1] ?? text;
  return inner.replace(/^\^?(?:\.\*)?/, "").replace(/(?:\.\*)?\$?$/, "");
}

function isListOfOne(value: Json | undefined): boolean {
  return Array.isArray(value) && value.length === 1;
}

function isMember(shape: Shape | MemberShape): shape is MemberShape {
  return shape.type === "member";
}
