import type { Model } from "../../model/model.js";
import type { Report } from "../report.js";
import type { Locate } from "../smithy/locate.js";
import { checkTargets } from "./targets.js";
import { checkTraits } from "./traits.js";

/** Everything that can be wrong with shapes that are each well formed. */
export function checkModel(model: Model, locate: Locate, report: Report): void {
  checkTargets(model, locate, report);
  checkTraits(model, locate, report);
}
