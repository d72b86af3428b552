/** JSON as traits, metadata and documents hold it. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** Trait id → value, in the model's order. An annotation trait has the value `{}`. */
export type Traits = ReadonlyMap<string, Json>;

/**
 * Values of the traits that swage reads, as the loader has checked them (Smithy 2.0 spec, "Trait index";
 * AWS's traits: its pages on aws.* traits; `swage#` traits: traits/swage.json).
 */
export interface TraitValues {
  "smithy.api#addedDefault": object;
  "smithy.api#auth": readonly string[];
  "smithy.api#clientOptional": object;
  "smithy.api#default": Json;
  "smithy.api#deprecated": { readonly message?: string; readonly since?: string };
  "smithy.api#documentation": string;
  "smithy.api#endpoint": { readonly hostPrefix: string };
  "smithy.api#enum": readonly EnumTraitEntry[];
  "smithy.api#enumValue": string | number;
  "smithy.api#error": "client" | "server";
  "smithy.api#eventHeader": object;
  "smithy.api#eventPayload": object;
  "smithy.api#examples": readonly ExampleEntry[];
  "smithy.api#externalDocumentation": { readonly [title: string]: string };
  "smithy.api#hostLabel": object;
  "smithy.api#http": { readonly method: string; readonly uri: string; readonly code?: number };
  "smithy.api#httpError": number;
  "smithy.api#httpHeader": string;
  "smithy.api#httpLabel": object;
  "smithy.api#httpPayload": object;
  "smithy.api#httpPrefixHeaders": string;
  "smithy.api#httpQuery": string;
  "smithy.api#httpQueryParams": object;
  "smithy.api#httpResponseCode": object;
  "smithy.api#idempotencyToken": object;
  "smithy.api#idempotent": object;
  "smithy.api#input": object;
  "smithy.api#internal": object;
  "smithy.api#jsonName": string;
  "smithy.api#length": { readonly min?: number; readonly max?: number };
  "smithy.api#mediaType": string;
  "smithy.api#mixin": object;
  "smithy.api#nestedProperties": object;
  "smithy.api#noReplace": object;
  "smithy.api#notProperty": object;
  "smithy.api#optionalAuth": object;
  "smithy.api#output": object;
  "smithy.api#paginated": {
    readonly inputToken?: string;
    readonly outputToken?: string;
    readonly items?: string;
    readonly pageSize?: string;
  };
  "smithy.api#pattern": string;
  "smithy.api#private": object;
  "smithy.api#property": { readonly name?: string };
  "smithy.api#range": { readonly min?: Bound; readonly max?: Bound };
  "smithy.api#readonly": object;
  "smithy.api#recommended": { readonly reason?: string };
  "smithy.api#required": object;
  "smithy.api#requiresLength": object;
  "smithy.api#resourceIdentifier": string;
  "smithy.api#retryable": { readonly throttling?: boolean };
  "smithy.api#sensitive": object;
  "smithy.api#since": string;
  "smithy.api#sparse": object;
  "smithy.api#streaming": object;
  "smithy.api#tags": readonly string[];
  "smithy.api#timestampFormat": "date-time" | "epoch-seconds" | "http-date";
  "smithy.api#title": string;
  "smithy.api#trait": { readonly selector?: string };
  "smithy.api#uniqueItems": object;
  "smithy.api#unstable": object;
  "smithy.api#xmlAttribute": object;
  "smithy.api#xmlFlattened": object;
  "smithy.api#xmlName": string;
  "smithy.api#xmlNamespace": { readonly uri: string; readonly prefix?: string };
  "aws.api#arn": {
    readonly template: string;
    readonly noRegion?: boolean;
    readonly noAccount?: boolean;
    readonly absolute?: boolean;
  };
  "aws.api#service": {
    readonly sdkId: string;
    readonly arnNamespace?: string;
    readonly cloudFormationName?: string;
    readonly cloudTrailEventSource?: string;
    readonly endpointPrefix?: string;
  };
  "aws.auth#sigv4": { readonly name: string };
  "aws.protocols#awsQueryCompatible": object;
  "aws.protocols#awsQueryError": { readonly code: string; readonly httpResponseCode: number };
  "swage#resources": readonly string[];
}

/** A bound of a range; of an integer that a double may not hold, its digits. */
export type Bound = number | string;

/** A bound as a number that compares and prints without loss; undefined for what is none. */
export function boundValue(bound: Json | undefined): number | bigint | undefined {
  if (typeof bound === "number") return bound;
  return typeof bound === "string" && isLargeInteger(bound) ? BigInt(bound) : undefined;
}

/** Whether a text is the digits of an integer that a double may not hold. */
function isLargeInteger(text: string): boolean {
  return /^-?\d+$/.test(text) && !Number.isSafeInteger(Number(text));
}

export interface EnumTraitEntry {
  readonly value: string;
  readonly name?: string;
  readonly documentation?: string;
  readonly deprecated?: boolean;
  readonly tags?: readonly string[];
}

export interface ExampleEntry {
  readonly title: string;
  readonly documentation?: string;
  readonly input?: { readonly [member: string]: Json };
  readonly output?: { readonly [member: string]: Json };
  readonly error?: { readonly shapeId: string; readonly content?: { readonly [member: string]: Json } };
  readonly allowConstraintErrors?: boolean;
}

interface HasTraits {
  readonly traits: Traits;
}

/** The value of a trait that stands on the shape or member itself. */
export function trait<K extends keyof TraitValues>(shape: HasTraits, id: K): TraitValues[K] | undefined {
  return shape.traits.get(id) as TraitValues[K] | undefined;
}

export function hasTrait(shape: HasTraits, id: keyof TraitValues): boolean {
  return shape.traits.has(id);
}

export const NO_TRAITS: Traits = new Map();
