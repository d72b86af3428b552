import type { PackageContext } from "../../generator/artifacts/context.js";
import type { Closure } from "../../generator/model/closure.js";
import type { ShapeId } from "../../generator/model/shape-id.js";
import { nameOf } from "../../generator/model/shape-id.js";
import { hasTrait } from "../../generator/model/traits.js";

/** What one line of a file of claims says, for the compiler to judge. */
export interface Claim {
  /** `PutItem input`, `PutItem output`, `PutItem back`, `ResourceNotFound error`, `ResourceNotFound members`. */
  readonly label: string;
  readonly form: "Fits" | "Back" | "Members";
  readonly left: string;
  readonly right: string;
}

/** A claim that the SDK's types do not allow, and why. */
export interface Exception {
  readonly claim: string;
  /** Without these members the claim holds. */
  readonly members: readonly string[];
  readonly reason: string;
}

/** Names that the SDK's generator keeps for TypeScript (its `reserved-words.txt`): shapes of them begin with `_` there. */
const KEPT_WORDS =
  "Array ArrayBuffer ArrayBufferView Blob Boolean ConstructorParameters Date Error Exclude Extract Infinity " +
  "InstanceType Math NaN NonNullable Number Object Omit Parameters Partial Pick Promise PromiseLike Readable Readonly " +
  "ReadonlyArray Record RegExp Required ReturnType Set Stream String ThisType WeakMap";
const KEPT: ReadonlySet<string> = new Set(KEPT_WORDS.split(" "));

/** A name as the SDK has it: it always begins with a capital. */
function capitalized(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

/** The SDK's name of a shape. */
function sdkNameOf({ service }: Closure, id: ShapeId): string {
  const name = capitalized(service.rename.get(id) ?? nameOf(id));
  return KEPT.has(name) ? `_${name}` : name;
}

/**
 * Claims over every operation and error of a service:
 *  - input: our request is what the SDK's command takes;
 *  - output: the SDK's response is our response, once `undefined` is taken out of its members;
 *  - back: our response is the SDK's but for `$metadata`, and has the same members;
 *  - error: an instance of the SDK's class is one of ours; members: our members are those of the SDK's class.
 */
export function claimsOf({ closure, names }: PackageContext): Claim[] {
  const operations = closure.operations.flatMap((operation): Claim[] => {
    const name = nameOf(operation.id);
    const command = `sdk.${capitalized(name)}Command`;
    const ours = `ours.Operations[${JSON.stringify(name)}]`;
    return [
      { label: `${name} input`, form: "Fits", left: `${ours}["input"]`, right: `${command}Input` },
      { label: `${name} output`, form: "Fits", left: `Defined<${command}Output>`, right: `${ours}["output"]` },
      { label: `${name} back`, form: "Back", left: `${ours}["output"]`, right: `${command}Output` },
    ];
  });
  const errors = closure.shapes.filter((shape) => hasTrait(shape, "smithy.api#error"));
  return [
    ...operations,
    ...errors.flatMap(({ id }): Claim[] => {
      const ours = names.type(id);
      const theirs = `sdk.${sdkNameOf(closure, id)}`;
      return [
        { label: `${ours} error`, form: "Fits", left: `Defined<${theirs}>`, right: `ours.${ours}` },
        { label: `${ours} members`, form: "Members", left: `ours.${names.errorMembers(id)}`, right: theirs },
      ];
    }),
  ];
}

/** The claims, and each that has an exception once more without the members that the exception names. */
export function narrowed(claims: readonly Claim[], exceptions: readonly Exception[]): Claim[] {
  const others = exceptions.flatMap(({ claim, members }) => {
    const broken = claims.find(({ label }) => label === claim);
    if (broken === undefined) return [];
    const without = members.map((member) => JSON.stringify(member)).join(" | ");
    const label = `${claim} without ${members.join(", ")}`;
    return [{ ...broken, label, left: `Omit<${broken.left}, ${without}>`, right: `Omit<${broken.right}, ${without}>` }];
  });
  return [...claims, ...others];
}

const HEAD = `
type Any<T> = 0 extends 1 & T ? true : false;
type Leaf = string | number | bigint | boolean | null | Date | Uint8Array | ((...parts: never) => unknown);
type Payload = { transformToString: unknown };

/** A response of the SDK without the \`undefined\` that it adds to required members. */
type Defined<T> = Any<T> extends true
  ? T
  : [DocumentType] extends [T]
    ? T
    : T extends Leaf | Payload
      ? T
      : T extends AsyncIterable<infer Event>
        ? AsyncIterable<Defined<Event>>
        : { [Key in keyof T]: Defined<Exclude<T[Key], undefined>> };

type SameKeys<A, B> = [A] extends [B] ? ([B] extends [A] ? unknown : never) : never;
/** What an exception of the SDK has beside what its model says. */
type Own = "name" | "message" | "stack" | "cause" | "$fault" | "$metadata" | "$retryable" | "$response" | "$service";

type Fits<A extends B, B> = A;
type Back<
  A extends Omit<B, "$metadata"> & SameKeys<Exclude<keyof A, "$metadata">, Exclude<keyof B, "$metadata">>,
  B,
> = A;
type Members<A extends Omit<B, Own> & SameKeys<Exclude<keyof A, Own>, Exclude<keyof B, Own>>, B> = A;
`;

/** A claim stands on one line, so that the line of what the compiler says names the claim. */
export function claimsFile(claims: readonly Claim[], sdkPackage: string): string {
  return [
    `import type { DocumentType } from "@smithy/types";`,
    `import type * as sdk from "${sdkPackage}";`,
    `import type * as ours from "./types.js";`,
    HEAD,
    ...claims.map(({ form, left, right }, index) => `export type C${index} = ${form}<${left}, ${right}>;`),
    "",
  ].join("\n");
}

export interface Verdict {
  /** Claims that do not hold, with what the compiler says of them. */
  readonly broken: ReadonlyMap<string, string>;
  /** What it says of other lines: a file of claims that says nothing. */
  readonly others: readonly string[];
}

/** Reads what the compiler printed over a file of claims. */
export function verdictOf(claims: readonly Claim[], text: string, printed: string): Verdict {
  const first = text.split("\n").findIndex((line) => line.startsWith("export type C0 ")) + 1;
  const broken = new Map<string, string>();
  const others: string[] = [];
  for (const message of printed.split(/\n(?=\S)/).filter((part) => part.trim() !== "")) {
    const place = /claims\.ts\((\d+),\d+\): error /.exec(message);
    const claim = place === null ? undefined : claims[Number(place[1]) - first];
    if (claim === undefined) others.push(message);
    else broken.set(claim.label, `${broken.get(claim.label) ?? ""}${message}\n`);
  }
  return { broken, others };
}
