import type { Model } from "../../model/model.js";
import type { Report } from "../report.js";
import type { Locate } from "../smithy/locate.js";

/** What every check works with. */
export interface CheckContext {
  readonly model: Model;
  readonly locate: Locate;
  readonly report: Report;
  /** Ids of shapes that a file has but that could not be read: what points at them is not at fault. */
  readonly unreadable: ReadonlySet<string>;
}
