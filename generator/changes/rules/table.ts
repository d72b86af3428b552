import type { Rule } from "../rule.js";
import { constraintChanged, constraintNarrowed, constraintWidened } from "./constraints.js";
import { enumAdded, enumRemoved, enumValueAdded, enumValueRemoved, enumValueRenamed } from "./enums.js";
import {
  defaultAdded,
  defaultChanged,
  defaultRemoved,
  memberAdded,
  memberRemoved,
  memberTargetChanged,
  requiredAdded,
  requiredRemoved,
} from "./members.js";
import {
  errorAdded,
  errorRemoved,
  operationAdded,
  operationInputChanged,
  operationOutputChanged,
  operationRemoved,
} from "./operations.js";
import {
  bindingAdded,
  bindingRemoved,
  identifiersChanged,
  propertiesChanged,
  resourceAdded,
  resourceRemoved,
} from "./resources.js";
import {
  metadataAdded,
  metadataChanged,
  metadataRemoved,
  serviceAdded,
  serviceIdChanged,
  serviceRemoved,
  serviceRenameChanged,
  serviceVersionChanged,
} from "./services.js";
import { shapeAdded, shapeRemoved, shapeTypeChanged } from "./shapes.js";
import {
  deprecatedAdded,
  deprecatedChanged,
  deprecatedRemoved,
  documentationChanged,
  traitAdded,
  traitChanged,
  traitRemoved,
} from "./traits.js";

/** What to do about a kind of change. */
export function remedyOf(id: string): string {
  return RULES.find((rule) => rule.id === id)?.remedy ?? "";
}

/** Every kind of change, by subject. */
export const RULES: readonly Rule[] = [
  serviceAdded,
  serviceRemoved,
  serviceIdChanged,
  serviceVersionChanged,
  serviceRenameChanged,
  metadataAdded,
  metadataRemoved,
  metadataChanged,
  operationAdded,
  operationRemoved,
  operationInputChanged,
  operationOutputChanged,
  errorAdded,
  errorRemoved,
  resourceAdded,
  resourceRemoved,
  bindingAdded,
  bindingRemoved,
  identifiersChanged,
  propertiesChanged,
  shapeAdded,
  shapeRemoved,
  shapeTypeChanged,
  memberAdded,
  memberRemoved,
  memberTargetChanged,
  requiredAdded,
  requiredRemoved,
  defaultAdded,
  defaultRemoved,
  defaultChanged,
  enumAdded,
  enumRemoved,
  enumValueAdded,
  enumValueRemoved,
  enumValueRenamed,
  constraintNarrowed,
  constraintWidened,
  constraintChanged,
  deprecatedAdded,
  deprecatedRemoved,
  deprecatedChanged,
  traitAdded,
  traitRemoved,
  traitChanged,
  documentationChanged,
];
