// header

import { z } from "zod";
import { TreeSchema } from "../schemas.js";
import type { ServiceDefinition } from "./runtime/definition.js";
import type { ListSchema, StructureSchema } from "./runtime/schema.js";

const Unit$: StructureSchema = [3, "smithy.api", "Unit", 0, [], []];

const Tree$: StructureSchema = [
  3,
  "ns",
  "Tree",
  0,
  ["children", "label", "__proto__"],
  [() => Trees$, ["string", { required: 1, length: { max: 3 } }], "integer"],
];

const Trees$: ListSchema = [1, "ns", "Trees", 0, () => Tree$];

/** What the mock knows of the service; see `runtime/definition.ts`. */
export const service: ServiceDefinition = {
  name: "sample",
  id: "ns#Service",
  version: "1",
  sdkId: "Service",
  signingName: "service",
  arnNamespace: "service",
  endpointPrefix: "service",
  protocols: [],
  traits: {},
  operations: [
    {
      name: "Grow",
      id: "ns#Grow",
      input: Tree$,
      output: Tree$,
      errors: [],
      traits: {},
      validateInput: TreeSchema,
    },
    {
      name: "Rest",
      id: "ns#Rest",
      input: Unit$,
      output: Unit$,
      errors: [],
      traits: {},
      validateInput: z.object({}),
    },
  ],
  resources: [],
  behaviour: {},
};
