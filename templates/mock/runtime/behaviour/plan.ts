import type {
  OperationDefinition,
  ResourceDefinition,
  ServiceDefinition,
} from "../definition.js";
import { idOf, membersOf, memberOf, traitOf } from "../schema-access.js";
import type { Member } from "../schema-access.js";
import type { StructureSchema } from "../schema.js";
import { identifiersIn, propertiesIn } from "./bindings.js";
import { compileCompletion } from "./completion.js";
import type { Completion } from "./completion.js";
import type { Query } from "./jmespath.js";
import { conflictOf, likelyNotFound, notFoundOf } from "./plan-failures.js";
import type { ResourceFailures } from "./plan-failures.js";
import { itemStructure } from "./plan-pages.js";
import { propertyOf, stateSchemas } from "./state-schemas.js";
import type { StateSchemas } from "./state-schemas.js";
import type { Failure, IdentifierForm, Rule, TraitReader } from "./traits.js";

export type Lifecycle =
  | "create"
  | "put"
  | "read"
  | "update"
  | "delete"
  | "list"
  | "instance"
  | "collection";

/** A resource, prepared for requests. */
export interface ResourcePlan extends ResourceFailures {
  readonly parent: ResourcePlan | undefined;
  /** Identifiers of the ancestors first, then its own. */
  readonly identifiers: readonly string[];
  readonly ownIdentifiers: readonly string[];
  /** The structure that outputs show the resource in. */
  readonly structure: StructureSchema;
  readonly state: StateSchemas;
  /** Member of the structure → the identifier that it holds. */
  readonly identifierMembers: ReadonlyMap<string, string>;
  readonly identifierForms: ReadonlyMap<string, IdentifierForm>;
  /** What a new value of an own identifier must be like. */
  readonly identifierSources: ReadonlyMap<string, Member>;
  /** Own identifier → members whose values name the resource as well. */
  readonly alternatives: ReadonlyMap<string, readonly string[]>;
  /** Own identifiers that the structure shows by no name that is known: any text that it shows may be the one. */
  readonly opaqueIdentifiers: ReadonlySet<string>;
  readonly completion: Completion;
  readonly noReplace: boolean;
}

export interface InputMember {
  readonly name: string;
  readonly member: Member;
  /** Name in the stored state. */
  readonly property: string;
  readonly onAbsent: "reset" | "keep";
}

/** Where in an output a resource stands. */
export interface OutputPlace {
  /** The output's member that wraps the resource; undefined: the output itself is it. */
  readonly wrapper: string | undefined;
  readonly structure: StructureSchema;
  readonly identifierMembers: ReadonlyMap<string, string>;
  /** Member → what it shows of the state, where that has another name. */
  readonly properties: ReadonlyMap<string, string>;
}

/** An operation, prepared for requests. */
export interface OperationPlan {
  readonly lifecycle: Lifecycle | undefined;
  readonly resource: ResourcePlan | undefined;
  readonly rules: readonly Rule[];
  /** Input member → the identifier that it binds. */
  readonly inputIdentifiers: ReadonlyMap<string, string>;
  readonly inputMembers: readonly InputMember[];
  /** The input's idempotency token. */
  readonly tokenMember: string | undefined;
  readonly output: OutputPlace;
  /** Member of the state → what the operation makes of it. */
  readonly sets: ReadonlyMap<string, Query> | undefined;
  /** Which instances a list shows; undefined: all. */
  readonly filter: Query | undefined;
  /** Undefined: what is not there is no error. */
  readonly notFound: Failure | undefined;
  readonly conflict: Failure | undefined;
}

/** Works out, once, what each operation of the service does. Faults of the overlay gather in the reader. */
export function planOperations(
  definition: ServiceDefinition,
  reader: TraitReader,
): ReadonlyMap<string, OperationPlan> {
  const operations = new Map(
    definition.operations.map((operation) => [operation.id, operation]),
  );
  const resources = new Map(
    definition.resources.map((resource) => [resource.id, resource]),
  );
  const parents = new Map(
    definition.resources.flatMap((parent) =>
      parent.resources.map((id) => [id, parent.id]),
    ),
  );
  const bound = new Map<
    string,
    { readonly lifecycle: Lifecycle; readonly resource: ResourcePlan }
  >();
  const planned = new Map<string, ResourcePlan | undefined>();

  const planOf = (resource: ResourceDefinition): ResourcePlan | undefined => {
    if (planned.has(resource.id)) return planned.get(resource.id);
    planned.set(resource.id, undefined); // a resource that is its own ancestor has no parent
    const parent = resources.get(parents.get(resource.id) ?? "");
    const plan = planResource(
      resource,
      parent && planOf(parent),
      operations,
      reader,
    );
    planned.set(resource.id, plan);
    return plan;
  };
  for (const resource of definition.resources) {
    const plan = planOf(resource);
    if (plan === undefined) continue;
    for (const [lifecycle, id] of boundOperations(resource))
      bound.set(id, { lifecycle, resource: plan });
  }
  return new Map(
    definition.operations.map((operation) => {
      const binding = bound.get(operation.id);
      return [
        operation.id,
        planOperation(operation, binding?.lifecycle, binding?.resource, reader),
      ];
    }),
  );
}

/** Lifecycle operations last, so that they win over a second mention. */
function boundOperations(
  resource: ResourceDefinition,
): readonly (readonly [Lifecycle, string])[] {
  const bound: (readonly [Lifecycle, string])[] = [
    ...resource.collectionOperations.map((id) => ["collection", id] as const),
    ...resource.operations.map((id) => ["instance", id] as const),
  ];
  for (const lifecycle of [
    "list",
    "delete",
    "update",
    "read",
    "put",
    "create",
  ] as const) {
    const id = resource[lifecycle];
    if (id !== undefined) bound.push([lifecycle, id]);
  }
  return bound;
}

/** @returns undefined where no operation brings the resource to be: it then has no state. */
function planResource(
  resource: ResourceDefinition,
  parent: ResourcePlan | undefined,
  operations: ReadonlyMap<string, OperationDefinition>,
  reader: TraitReader,
): ResourcePlan | undefined {
  const names = Object.keys(resource.identifiers);
  const inherited = parent?.identifiers ?? [];
  const own = names.filter((name) => !inherited.includes(name));
  if (
    !operations.has(resource.create ?? "") &&
    !operations.has(resource.put ?? "")
  )
    return undefined;
  const { create, put, read, update, delete: remove, list } = resource;
  const found = (
    ids: readonly (string | undefined)[],
  ): readonly OperationDefinition[] =>
    ids
      .map((id) => operations.get(id ?? ""))
      .filter((operation) => operation !== undefined);
  const shown = found([read, create, put, update, list, remove]);
  const places = shown.map((operation) =>
    locate(operation.output, names, reader),
  );
  const [item] = found([list]).map(itemStructure);
  if (item !== undefined) places.push(placeOf(item, undefined, names, reader));
  const place =
    places.find(({ identifierMembers }) => identifierMembers.size > 0) ??
    places[0];
  if (place === undefined) return undefined;
  const { structure, identifierMembers } = place;
  const writers = found([create, put, update]);
  const others = found([read, remove, ...resource.operations]);
  const forms = new Map<string, IdentifierForm>();
  for (const [member, identifier] of identifierMembers) {
    const form = reader.identifier(
      `${idOf(structure)}$${member}`,
      membersOf(structure).names,
    );
    if (form !== undefined) forms.set(identifier, form);
  }
  return {
    id: resource.id,
    parent,
    identifiers: [...inherited, ...own],
    ownIdentifiers: own,
    structure,
    state: stateSchemas(structure, writers, others, reader),
    identifierMembers,
    identifierForms: forms,
    identifierSources: identifierSources(own, place, shown, reader),
    alternatives: new Map(
      [...forms]
        .filter(([, { also }]) => also.length > 0)
        .map(([identifier, { also }]) => [identifier, also]),
    ),
    opaqueIdentifiers: new Set(
      own.filter((name) => ![...identifierMembers.values()].includes(name)),
    ),
    completion: compileCompletion(structure, reader),
    noReplace: resource.noReplace === true,
    notFound: reader.failure(resource.id, "swage#notFound"),
    likelyNotFound: found([read])
      .map((operation) => likelyNotFound(operation, resource.id))
      .at(0),
    conflict: reader.failure(resource.id, "swage#conflict"),
  };
}

/** The output's member for an identifier where it has a pattern, else an input's that has one, else the output's. */
function identifierSources(
  identifiers: readonly string[],
  place: OutputPlace,
  operations: readonly OperationDefinition[],
  reader: TraitReader,
): ReadonlyMap<string, Member> {
  const sources = new Map<string, Member>();
  const inputs = operations.map(
    ({ input }) => [input, identifiersIn(input, identifiers, reader)] as const,
  );
  for (const [structure, members] of [
    [place.structure, place.identifierMembers] as const,
    ...inputs,
  ]) {
    for (const [name, identifier] of members) {
      const member = memberOf(structure, name);
      const known = sources.get(identifier);
      if (
        member === undefined ||
        (known !== undefined && traitOf(known, "pattern") !== undefined)
      )
        continue;
      if (known === undefined || traitOf(member, "pattern") !== undefined)
        sources.set(identifier, member);
    }
  }
  return sources;
}

function planOperation(
  operation: OperationDefinition,
  lifecycle: Lifecycle | undefined,
  resource: ResourcePlan | undefined,
  reader: TraitReader,
): OperationPlan {
  const names = resource?.identifiers ?? [];
  const inputIdentifiers = identifiersIn(operation.input, names, reader);
  const otherwise =
    reader.onAbsent(operation.id) ??
    (lifecycle === "update" ? "keep" : "reset");
  const filter =
    lifecycle === "list" || lifecycle === "collection"
      ? reader.filter(operation.id)
      : undefined;
  return {
    lifecycle:
      lifecycle === "collection" && filter !== undefined ? "list" : lifecycle,
    resource,
    rules: reader.rules(operation.id),
    inputIdentifiers,
    inputMembers:
      resource === undefined
        ? []
        : inputMembers(
            operation,
            resource,
            inputIdentifiers,
            otherwise,
            reader,
          ),
    tokenMember: membersOf(operation.input).names.find((name) => {
      return (
        memberOf(operation.input, name)?.traits["idempotencyToken"] !==
        undefined
      );
    }),
    output: locate(operation.output, names, reader),
    sets: resource && reader.sets(operation.id, settable(resource)),
    filter,
    notFound: notFoundOf(operation, resource, lifecycle === "delete", reader),
    conflict: conflictOf(operation, resource, reader),
  };
}

/** What `swage#sets` may name: all but identifiers, which stay as they were when the resource was created. */
function settable(resource: ResourcePlan): readonly string[] {
  const { schemas } = resource.state;
  return [...schemas.keys()].filter(
    (name) => !resource.identifierMembers.has(name),
  );
}

function inputMembers(
  operation: OperationDefinition,
  resource: ResourcePlan,
  identifiers: ReadonlyMap<string, string>,
  otherwise: "reset" | "keep",
  reader: TraitReader,
): readonly InputMember[] {
  const { names, members } = membersOf(operation.input);
  const found: InputMember[] = [];
  for (const [index, name] of names.entries()) {
    const member = members[index];
    if (
      member === undefined ||
      identifiers.has(name) ||
      member.traits["idempotencyToken"] !== undefined
    )
      continue;
    const property = propertyOf(operation.input, name, member, reader);
    const said = [
      reader.onAbsent(`${idOf(operation.input)}$${name}`),
      reader.onAbsent(`${idOf(resource.structure)}$${property}`),
    ];
    const onAbsent = said.includes("keep")
      ? "keep"
      : said.includes("reset")
        ? "reset"
        : otherwise;
    found.push({ name, member, property, onAbsent });
  }
  return found;
}

/** The output itself where it holds an identifier, else its member that does, else its only member, else itself. */
function locate(
  output: StructureSchema,
  identifiers: readonly string[],
  reader: TraitReader,
): OutputPlace {
  const own = identifiersIn(output, identifiers, reader);
  if (own.size === 0) {
    const { names } = membersOf(output);
    let only: OutputPlace | undefined;
    for (const name of names) {
      const schema = memberOf(output, name)?.schema;
      if (schema === undefined || schema[0] !== 3) continue;
      const place = placeOf(schema, name, identifiers, reader);
      if (place.identifierMembers.size > 0) return place;
      if (names.length === 1) only = place;
    }
    if (only !== undefined) return only;
  }
  return placeOf(output, undefined, identifiers, reader);
}

function placeOf(
  structure: StructureSchema,
  wrapper: string | undefined,
  identifiers: readonly string[],
  reader: TraitReader,
): OutputPlace {
  return {
    wrapper,
    structure,
    identifierMembers: identifiersIn(structure, identifiers, reader),
    properties: propertiesIn(structure, reader),
  };
}
