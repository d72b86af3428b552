import type { Closure } from "../../model/closure.js";
import { defineIndex } from "../../model/define-index.js";
import { shapeId } from "../../model/shape-id.js";
import type { DataShape } from "../../model/shapes.js";
import { dataMembersOf } from "../../model/shapes.js";
import { hasTrait } from "../../model/traits.js";
import type { TypeScope } from "./member-type.js";

/** Types of swage's own that a service needs; those that no shape uses are left out. */
export interface Helpers {
  readonly bigDecimal: boolean;
  readonly document: boolean;
  readonly streaming: boolean;
  readonly union: boolean;
  readonly errorText: boolean;
}

/** Which of them the shapes of a closure use, prelude shapes behind their members included. */
const helpersOf = defineIndex(({ shapes }: Closure): Helpers => {
  const helpers = { bigDecimal: false, document: false, streaming: false, union: false, errorText: false };
  for (const shape of shapes) {
    if (shape.type === "bigDecimal") helpers.bigDecimal = true;
    else if (shape.type === "document") helpers.document = true;
    else if (shape.type === "union") helpers.union = true;
    else if (shape.type === "blob") helpers.streaming ||= hasTrait(shape, "smithy.api#streaming");
    else if (shape.type === "structure")
      helpers.errorText ||= hasTrait(shape, "smithy.api#error") && !hasMessage(shape);
    for (const { target } of dataMembersOf(shape)) {
      if (target === BIG_DECIMAL_ID) helpers.bigDecimal = true;
      else if (target === DOCUMENT_ID) helpers.document = true;
    }
  }
  return helpers;
});

const BIG_DECIMAL_ID = shapeId("smithy.api#BigDecimal");
const DOCUMENT_ID = shapeId("smithy.api#Document");

function hasMessage(shape: DataShape): boolean {
  return shape.type === "structure" && shape.members.has("message");
}

export type ExportedHelper = "BigDecimal" | "DocumentValue" | "StreamingInput" | "StreamingOutput";

/** Names of those that a package exports. */
export function exportedHelpers(closure: Closure): ExportedHelper[] {
  const { bigDecimal, document, streaming } = helpersOf(closure);
  return [
    ...(bigDecimal ? (["BigDecimal"] as const) : []),
    ...(document ? (["DocumentValue"] as const) : []),
    ...(streaming ? (["StreamingInput", "StreamingOutput"] as const) : []),
  ];
}

/** Their declarations, "" for none. */
export function helperDeclarations(scope: TypeScope): string {
  const uses = helpersOf(scope.closure);
  const { global } = scope;
  const promise = global("Promise");
  const bytes = global("Uint8Array");
  return [
    ...(uses.bigDecimal ? [BIG_DECIMAL] : []),
    ...(uses.document ? [DOCUMENT] : []),
    ...(uses.streaming
      ? [
          STREAMS,
          `/** What the payload of a request may be when it is streamed. */\nexport type StreamingInput =\n  string | ${bytes} | WebStream | WebBlob | NodeStream;`,
          `/** The payload of an answer when it is streamed: it can be read once. */
export interface StreamingOutput {
  transformToByteArray(): ${promise}<${bytes}>;
  transformToString(encoding?: string): ${promise}<string>;
}`,
        ]
      : []),
    ...(uses.union ? [oneOf(global("Exclude"))] : []),
    ...(uses.errorText ? [ERROR_TEXT] : []),
  ].join("\n\n");
}

const BIG_DECIMAL = `/** A decimal number of any size, by its digits. */
export interface BigDecimal {
  readonly string: string;
  readonly type: "bigDecimal";
}`;

const DOCUMENT = `/** A document: any JSON value. */
export type DocumentValue =
  | null
  | boolean
  | number
  | string
  | DocumentValue[]
  | { [key: string]: DocumentValue };`;

// Each is there only where the consumer's own libraries declare them.
const STREAMS = `type WebStream = typeof globalThis extends {
  ReadableStream: { prototype: infer Stream };
}
  ? Stream
  : never;

type WebBlob = typeof globalThis extends { Blob: { prototype: infer Blob } }
  ? Blob
  : never;

/** The \`Readable\` of \`node:stream\`: what \`take\` gives. */
type NodeStream = typeof globalThis extends {
  process: { stdin: { take(limit: number): infer Stream } };
}
  ? Stream
  : never;`;

const oneOf = (
  exclude: string,
): string => `/** Exactly one of the members; \`$unknown\` holds one that is newer than the model. */
type OneOf<Members> =
  | {
      [Name in keyof Members]: { [Own in Name]: Members[Own] } & {
        [Other in ${exclude}<keyof Members | "$unknown", Name>]?: never;
      };
    }[keyof Members]
  | ({ [Name in keyof Members]?: never } & { $unknown: [string, unknown] });`;

const ERROR_TEXT = `/** An error's text, where its model has none. */
interface ErrorText {
  readonly message?: string | undefined;
}`;
