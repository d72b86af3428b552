import type {
  OperationDefinition,
  ResourceDefinition,
  ServiceDefinition,
} from "../../../templates/mock/runtime/definition.js";
import type { OperationPlan } from "../../../templates/mock/runtime/behaviour/plan.js";
import { operationPlans } from "../../../templates/mock/runtime/behaviour/responder.js";
import { eventStreamIn } from "../../../templates/mock/runtime/event-streams.js";
import { protocols } from "../../../templates/mock/runtime/protocols.js";
import { arnNamespaceOf } from "../../model/arn-namespace.js";
import type { Closure } from "../../model/closure.js";
import { defineIndex } from "../../model/define-index.js";
import { expectShape } from "../../model/model.js";
import { operationErrors, serviceResources, traitsInService } from "../../model/operations.js";
import type { ShapeId } from "../../model/shape-id.js";
import { nameOf } from "../../model/shape-id.js";
import type { MemberShape, OperationShape, ResourceShape, ServiceShape, Shape } from "../../model/shapes.js";
import { membersOf } from "../../model/shapes.js";
import type { Json, Traits } from "../../model/traits.js";
import { hasTrait, trait } from "../../model/traits.js";
import type { Schemas } from "./schemas.js";
import { annotation, schemaTraitName, schemasOf, structureSchema } from "./schemas.js";

export type PlainOperation = Omit<OperationDefinition, "validateInput">;

/** A service as the mock needs it, all of it plain data: printed into packages, or given validators and run. */
export type PlainDefinition = Omit<ServiceDefinition, "operations"> & {
  readonly operations: readonly PlainOperation[];
};

/** Wire protocols by their traits (Smithy 2.0 spec, "protocolDefinition trait"). */
const PROTOCOLS: ReadonlySet<string> = new Set([
  "aws.protocols#awsJson1_0",
  "aws.protocols#awsJson1_1",
  "aws.protocols#awsQuery",
  "aws.protocols#ec2Query",
  "aws.protocols#restJson1",
  "aws.protocols#restXml",
  "smithy.protocols#rpcv2Cbor",
  "smithy.protocols#rpcv2Json",
]);

const SERVICE_TRAITS: ReadonlySet<string> = new Set(["smithy.api#xmlNamespace", "aws.protocols#awsQueryCompatible"]);

const OPERATION_TRAITS: ReadonlySet<string> = new Set([
  ...["auth", "endpoint", "http", "httpChecksumRequired", "idempotent", "optionalAuth", "paginated", "readonly"].map(
    (name) => `smithy.api#${name}`,
  ),
  "smithy.api#requestCompression",
  "aws.protocols#httpChecksum",
  "aws.customizations#s3UnwrappedXmlOutput",
  "smithy.waiters#waitable",
]);

/** @param name SERVICE, as under `models/`. */
export function plainDefinition(closure: Closure, name: string): PlainDefinition {
  return { name, ...definitionOf(closure) };
}

const definitionOf = defineIndex((closure: Closure): Omit<PlainDefinition, "name"> => {
  const { model, service } = closure;
  const api = trait(service, "aws.api#service");
  const arnNamespace = arnNamespaceOf(service);
  const endpointPrefix = api?.endpointPrefix ?? arnNamespace;
  const schemas = schemasOf(closure);
  const resources = serviceResources(model, service);
  return {
    id: service.id,
    version: service.version,
    sdkId: api?.sdkId ?? nameOf(service.id),
    signingName: trait(service, "aws.auth#sigv4")?.name ?? endpointPrefix,
    arnNamespace,
    endpointPrefix,
    protocols: protocolsOf(service),
    traits: picked(service.traits, (id) => SERVICE_TRAITS.has(id) || PROTOCOLS.has(id)),
    operations: closure.operations.map((operation) => operationDefinition(closure, schemas, operation)),
    resources: resources.map(resourceDefinition),
    behaviour: behaviourOf(closure, resources),
  };
});

/** What the mock does for each operation on a resource, by the operation's id. */
export const mockedPlans = defineIndex((closure: Closure): ReadonlyMap<string, OperationPlan> => {
  const definition = definitionOf(closure);
  return definition.resources.length === 0 ? new Map() : operationPlans({ name: "", ...definition });
});

/** The operations that the mock refuses, with the message that is an event stream. */
export const refusedOperations = defineIndex(
  (closure: Closure): ReadonlyMap<string, "request" | "response"> =>
    new Map(
      definitionOf(closure).operations.flatMap((operation) => {
        const message = eventStreamIn(operation);
        return message === undefined ? [] : [[operation.id, message]];
      }),
    ),
);

/** Ids of the service's protocol traits, in the model's order. */
export function protocolsOf(service: ServiceShape): readonly string[] {
  return [...service.traits.keys()].filter((id) => PROTOCOLS.has(id));
}

/** Whether the mock speaks one of the protocols. */
export function isSpoken(own: readonly string[]): boolean {
  return own.some((id) => protocols.has(id));
}

function operationDefinition(closure: Closure, schemas: Schemas, operation: OperationShape): PlainOperation {
  const { model, service } = closure;
  return {
    name: nameOf(operation.id),
    id: operation.id,
    input: structureSchema(schemas, operation.input),
    output: structureSchema(schemas, operation.output),
    errors: operationErrors(model, service, operation).map((error) => structureSchema(schemas, error.id)),
    traits: picked(traitsInService(service, operation), (id) => OPERATION_TRAITS.has(id)),
  };
}

function resourceDefinition(resource: ResourceShape): ResourceDefinition {
  const { id, create, put, read, update, delete: remove, list } = resource;
  return {
    id,
    identifiers: Object.fromEntries(resource.identifiers),
    properties: Object.fromEntries(resource.properties),
    ...(create === undefined ? {} : { create }),
    ...(put === undefined ? {} : { put }),
    ...(read === undefined ? {} : { read }),
    ...(update === undefined ? {} : { update }),
    ...(remove === undefined ? {} : { delete: remove }),
    ...(list === undefined ? {} : { list }),
    operations: resource.operations,
    collectionOperations: resource.collectionOperations,
    resources: resource.resources,
    ...(hasTrait(resource, "smithy.api#noReplace") ? { noReplace: true } : {}),
  };
}

/** Swage's own traits of everything that takes part. */
function behaviourOf(closure: Closure, resources: readonly ResourceShape[]): ServiceDefinition["behaviour"] {
  const behaviour: Record<string, Readonly<Record<string, unknown>>> = {};
  for (const id of participants(closure, resources)) {
    const shape = expectShape(closure.model, id);
    addBehaviour(behaviour, shape);
    const members = membersOf(shape);
    for (let index = 0; index < members.length; index++) addBehaviour(behaviour, members[index]!);
  }
  return behaviour;
}

// Few have one at all.
function addBehaviour(
  behaviour: Record<string, Readonly<Record<string, unknown>>>,
  { id, traits }: Shape | MemberShape,
): void {
  let own: Record<string, unknown> | undefined;
  for (const name of traits.keys()) if (name.startsWith("swage#")) (own ??= {})[name] = traits.get(name);
  if (own !== undefined) behaviour[id] = own;
}

function participants({ service, operations, shapes }: Closure, resources: readonly ResourceShape[]): ShapeId[] {
  const ids = [...operations, ...resources, ...shapes].map(({ id }) => id);
  return [service.id, ...[...new Set(ids)].sort()];
}

function picked(traits: Traits, isKept: (id: string) => boolean): Record<string, Json> {
  const kept = [...traits.keys()].filter(isKept);
  return Object.fromEntries(kept.map((id) => [schemaTraitName(id), annotation(traits.get(id)!)]));
}
