import type { Model } from "../../model/model.js";
import type { Report } from "../report.js";
import type { Locate } from "../smithy/locate.js";
import { checkConstraints } from "./constraints.js";
import { checkHttp } from "./http.js";
import { checkOperations } from "./operations.js";
import { checkRecursion } from "./recursion.js";
import { checkResources } from "./resources.js";
import { checkBoundResources, checkServices } from "./services.js";
import { checkTargets } from "./targets.js";
import { checkTraits } from "./traits.js";

/** Everything that can be wrong with shapes that are each well formed. */
export function checkModel(model: Model, locate: Locate, report: Report): void {
  const context = { model, locate, report };
  const targetsExist = checkTargets(context);
  checkTraits(context);
  checkConstraints(context);
  checkHttp(context);
  checkOperations(context);
  checkResources(context);
  checkRecursion(context);
  // The model's own indexes walk a service only where everything that it binds is there.
  if (checkBoundResources(context) && targetsExist) checkServices(context);
}
