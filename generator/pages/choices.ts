import { pageCodes } from "../diagnostics/codes/pages.js";
import type { Diagnostic, Place } from "../diagnostics/diagnostic.js";
import { diagnose } from "../diagnostics/diagnostic.js";

/** Something that no page tells, and what was taken for it. */
export interface Assumption {
  /** `Operation.request.A.B[]`: the first place where it counts. */
  readonly at: string;
  /** The absolute id of a shape; of a new operation's HTTP binding, method and path. */
  readonly chosen: string;
  /** What could have been taken as well. */
  readonly others: readonly string[];
  readonly why: string;
}

/** The choices that a person has settled: `--name PATH=SHAPE`. */
export interface Settled {
  /** What was settled for a place. */
  at(path: string): string | undefined;
  refuse(path: string, shape: string, problem: string): void;
  /**
   * Findings about what was settled. What no choice asked for is one too, unless it came out as it was settled.
   * @param paths at which choices were asked for.
   */
  diagnostics(
    place: Place | string,
    paths: readonly string[],
    holds: (path: string, shape: string) => boolean,
  ): readonly Diagnostic[];
}

/**
 * @param names path → shape. A path is that of an assumption; without operation and side it counts for all operations.
 */
export function createSettled(names: ReadonlyMap<string, string>): Settled {
  const used = new Set<string>();
  const refused: { readonly path: string; readonly shape: string; readonly problem: string }[] = [];
  const find = (key: string): string | undefined => {
    const shape = names.get(key);
    if (shape !== undefined) used.add(key);
    return shape;
  };
  return {
    at: (path) => find(path) ?? find(path.replace(/^[^.]*\.[^.]*\./, "")),
    refuse: (path, shape, problem) => void refused.push({ path, shape, problem }),
    diagnostics(place, paths, holds) {
      const unused = [...names].filter(([path, shape]) => !used.has(path) && !holds(path, shape)).map(([path]) => path);
      return [
        ...refused.map((facts) => diagnose(pageCodes.nameUnfit, place, facts)),
        ...unused.map((path) => diagnose(pageCodes.nameUnused, place, { path, paths })),
      ];
    },
  };
}
