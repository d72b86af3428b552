import { checkConstraints } from "./constraints.js";
import type { CheckContext } from "./context.js";
import { checkWireNames } from "./http-conflicts.js";
import { checkHttp } from "./http.js";
import { checkOperations } from "./operations.js";
import { checkRecursion } from "./recursion.js";
import { checkResources } from "./resources.js";
import { checkBoundResources, checkServices } from "./services.js";
import { checkStreams } from "./streams.js";
import { checkTargets } from "./targets.js";
import { checkTraits } from "./traits.js";

/** Everything that can be wrong with shapes that are each well formed. */
export function checkModel(context: CheckContext): void {
  const targetsExist = checkTargets(context);
  checkTraits(context);
  checkConstraints(context);
  checkHttp(context);
  checkWireNames(context);
  checkOperations(context);
  checkStreams(context);
  checkResources(context);
  checkRecursion(context);
  // The model's own indexes walk a service only where everything that it binds is there.
  if (checkBoundResources(context) && targetsExist && context.unreadable.size === 0) checkServices(context);
}
