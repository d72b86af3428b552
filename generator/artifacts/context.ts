import type { History } from "../changes/history.js";
import type { Closure } from "../model/closure.js";
import type { Names } from "../print/names.js";
import type { Templates } from "../print/templates.js";

/** The parts of a package that can be left out; a part implies what it stands on. */
export const ARTIFACTS = ["types", "validators", "mock", "docs"] as const;
export type Artifact = (typeof ARTIFACTS)[number];

/** What the configuration says of the package of one service, all defaults filled in (contract A3). */
export interface PackageSettings {
  /** `@swage/cognito-identity-provider`. */
  readonly name: string;
  readonly license: string;
  readonly private: boolean;
  /** "" where there is none. */
  readonly repository: string;
  readonly publishConfig: Readonly<Record<string, unknown>>;
  /** A line or more for the top of each generated file, under swage's header; "" for none. */
  readonly banner: string;
  /** Added to the patch of the version. */
  readonly release: number;
}

/** Everything that an artefact of one service is made from. */
export interface PackageContext {
  /** SERVICE: the name under `models/`. */
  readonly service: string;
  /** The configured operations of the newest snapshot. */
  readonly closure: Closure;
  readonly history: History;
  readonly settings: PackageSettings;
  /** With what they stand on, in the order of `ARTIFACTS`. */
  readonly artifacts: ReadonlySet<Artifact>;
  readonly enums: "closed" | "open";
  readonly names: Names;
  readonly templates: Templates;
}

/** A file of a package, not yet written. */
export interface GeneratedFile {
  /** Relative to the package's folder, `/` between folders. */
  readonly path: string;
  /** LF line ends, ends in a newline. */
  readonly text: string;
  /** The text of a large file as what it is put together from, each piece made when it is asked for. */
  readonly pieces?: Iterable<string>;
  /** The template it came from; undefined where none took part. */
  readonly template?: string;
}

/** A file whose text is put together only where it is asked for. */
export function fileOfPieces(path: string, pieces: Iterable<string>, template: string): GeneratedFile {
  return {
    path,
    get text() {
      return [...pieces].join("");
    },
    pieces,
    template,
  };
}
