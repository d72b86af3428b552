import type { DiagnosticDefinition } from "../diagnostic.js";

const define = <P>(definition: DiagnosticDefinition<P>): DiagnosticDefinition<P> => definition;

/** SW6xxx: changelog pages, and snapshots that are taken in. */
export const pageCodes = {
  /** SW6001 to SW6019: the page itself. */
  tooLarge: define<{ megabytes: number }>({
    code: "SW6001",
    severity: "error",
    message: ({ megabytes }) => `the page is larger than ${megabytes} MB`,
    remedy: () => "Give the page of one service and one day alone.",
  }),
  notAPage: define<{ problem: string }>({
    code: "SW6002",
    severity: "error",
    message: ({ problem }) => `this is no changelog page: ${problem}`,
    remedy: () =>
      'Save the whole page, as text or as HTML; it has a line such as "2022/05/24 - Service - 3 updated api methods".',
  }),
  syntax: define<{ section: string; problem: string }>({
    code: "SW6003",
    severity: "error",
    message: ({ section, problem }) => `cannot read the ${section}: ${problem}`,
    remedy: () => "Compare this place with the page where it came from; a part may be missing or may have been edited.",
  }),
  tooDeep: define<{ section: string; limit: number }>({
    code: "SW6004",
    severity: "error",
    message: ({ section, limit }) => `the ${section} nests more than ${limit} levels`,
    remedy: () => "Check the page: no service nests that deep.",
  }),
  contradiction: define<{ at: string; problem: string }>({
    code: "SW6005",
    severity: "error",
    message: ({ at, problem }) => `the page contradicts itself at ${at}: ${problem}`,
    remedy: () => "Correct the page: its syntax, its descriptions and its list of changes must say the same.",
  }),
  badName: define<{ what: string; name: string }>({
    code: "SW6006",
    severity: "error",
    message: ({ what, name }) => `${JSON.stringify(name)} cannot be the name of ${what}`,
    remedy: () => "Names are letters, digits and underscores; correct the page.",
  }),
  unknownStatus: define<{ operation: string; status: string }>({
    code: "SW6007",
    severity: "error",
    message: ({ operation, status }) => `${operation} is said to be "${status}", which says nothing to swage`,
    remedy: () => "Operations are new, updated or deleted; correct the page.",
  }),
  notDescribed: define<{ at: string }>({
    code: "SW6008",
    severity: "warning",
    message: ({ at }) => `${at} stands in the syntax and is not described: whether it is required is not known`,
    remedy: () => "Compare the page with where it came from, or see to the member yourself.",
  }),
  describedOnly: define<{ at: string }>({
    code: "SW6009",
    severity: "warning",
    message: ({ at }) => `${at} is described and does not stand in the syntax; it is passed over`,
    remedy: () => "Compare the page with where it came from.",
  }),
  missingSection: define<{ operation: string; section: string }>({
    code: "SW6010",
    severity: "error",
    message: ({ operation, section }) => `${operation} has no ${section}`,
    remedy: () => "Save the whole page: changes, syntax and descriptions of each operation.",
  }),
  tooMany: define<{ count: number }>({
    code: "SW6011",
    severity: "error",
    message: ({ count }) => `and ${count} more findings`,
    remedy: () => "Correct those above first.",
  }),

  /** SW6020 to SW6049: the page and the model. */
  serviceUnknown: define<{ title: string; candidates: readonly string[] }>({
    code: "SW6020",
    severity: "error",
    message: ({ title, candidates }) =>
      candidates.length === 0
        ? `no service under models/ is called "${title}"`
        : `"${title}" may be ${candidates.join(" or ")}`,
    remedy: () => "Name the service: --service NAME, as its folder under models/ is called.",
  }),
  notNewer: define<{ date: string; newest: string }>({
    code: "SW6021",
    severity: "error",
    message: ({ date, newest }) => `${date} is before the newest snapshot, ${newest}`,
    remedy: () => "History is not rewritten: take updates in by their dates, oldest first.",
  }),
  snapshotThere: define<{ date: string }>({
    code: "SW6022",
    severity: "error",
    message: ({ date }) => `there is a snapshot of ${date} already, and this page did not make it`,
    remedy: () => "`swage verify-changes` tells whether it agrees with the page; remove it to make it anew.",
  }),
  nameUnused: define<{ path: string; paths: readonly string[] }>({
    code: "SW6023",
    severity: "error",
    message: ({ path }) => `--name ${path}: nothing is to be chosen there`,
    remedy: ({ paths }) =>
      paths.length === 0 ? "The page leaves nothing open: leave --name out." : `Choices are at ${paths.join(", ")}.`,
  }),
  nameUnfit: define<{ path: string; shape: string; problem: string }>({
    code: "SW6024",
    severity: "error",
    message: ({ path, shape, problem }) => `--name ${path}=${shape}: ${problem}`,
    remedy: () => "Name a shape that the page's definition fits, or a name that the model does not have.",
  }),
  operationAbsent: define<{ operation: string }>({
    code: "SW6025",
    severity: "warning",
    message: ({ operation }) => `the model has no ${operation}; what the page says of it is passed over`,
    remedy: () => "Nothing, if the operation is left out on purpose; else take the whole model in by `swage update`.",
  }),
  notAnnounced: define<{ at: string; what: string }>({
    code: "SW6026",
    severity: "warning",
    message: ({ at, what }) => `${what} at ${at} stands in the syntax and is not among the page's changes; taken in`,
    remedy: () => "Perhaps an update before this one was left out; check it.",
  }),
  differs: define<{ at: string; page: string; model: string }>({
    code: "SW6027",
    severity: "warning",
    message: ({ at, page, model }) => `${at} is ${page} on the page and ${model} in the model; left as it is`,
    remedy: () => "Correct the new snapshot by hand, or take the whole model in by `swage update`.",
  }),
  nothingNew: define<object>({
    code: "SW6028",
    severity: "error",
    message: () => "the newest snapshot has all that the page tells",
    remedy: () => "Nothing is to be done; `swage verify-changes` tells how far they agree.",
  }),
  untold: define<{ at: string; what: string }>({
    code: "SW6029",
    severity: "warning",
    message: ({ at, what }) => `${at} is new, and no page tells ${what}`,
    remedy: () => "Add it to the new snapshot by hand.",
  }),
  conflict: define<{ at: string; shape: string; other: string }>({
    code: "SW6030",
    severity: "error",
    message: ({ at, shape, other }) =>
      `${at} and ${other} are both ${shape} in the model, and the page tells them differently`,
    remedy: () =>
      "They must become two shapes: change the model by hand, or take the whole model in by `swage update`.",
  }),
  reachesMore: define<{ at: string; operations: readonly string[] }>({
    code: "SW6031",
    severity: "warning",
    message: ({ at, operations }) => `${at} is new for ${operations.join(", ")} too, by a shape that they share`,
    remedy: () => "The page does not tell these operations: check whether they share the shape still.",
  }),
  notLoadable: define<{ problem: string }>({
    code: "SW6032",
    severity: "error",
    message: ({ problem }) => `what the page tells makes no sound model: ${problem}`,
    remedy: () => "Settle the choices by --name, or change the model by hand.",
  }),
  severalSections: define<{ told: readonly string[]; services: readonly string[] }>({
    code: "SW6033",
    severity: "error",
    message: ({ told, services }) =>
      services.length === 0
        ? `the page tells of ${told.join(", ")}, and none of these is asked for`
        : `the page tells of several services under models/: ${services.join(", ")}`,
    remedy: ({ services }) =>
      new Set(services).size < services.length
        ? "Cut the page: one day of a service at a time, oldest first."
        : "Name the service, one at a time: --service NAME, as its folder under models/ is called.",
  }),

  /** SW6050 to SW6069: taking a model in. */
  sameModel: define<{ service: string; snapshot: string }>({
    code: "SW6050",
    severity: "error",
    message: ({ service, snapshot }) => `nothing changed: the model is that of ${service}, ${snapshot}`,
    remedy: () => "Nothing is to be done.",
  }),
  publishedLayout: define<{ service: string }>({
    code: "SW6051",
    severity: "error",
    message: ({ service }) => `${service} lies in the layout in which AWS publishes its models, which keeps no dates`,
    remedy: () => "Move its model to models/SERVICE/YYYY-MM-DD.json first; then updates have a history to go into.",
  }),
  severalServices: define<{ services: readonly string[] }>({
    code: "SW6052",
    severity: "error",
    message: ({ services }) =>
      services.length === 0 ? "the model has no service" : `the model has ${services.length} services`,
    remedy: () => "Give a model of one service.",
  }),
  otherService: define<{ before: string; after: string }>({
    code: "SW6053",
    severity: "error",
    message: ({ before, after }) => `the model is of ${after}, and the snapshots are of ${before}`,
    remedy: () => "Check SERVICE; another service goes into a folder of its own.",
  }),
  dateTaken: define<{ service: string; date: string }>({
    code: "SW6055",
    severity: "error",
    message: ({ service, date }) => `${service} has a snapshot of ${date} already`,
    remedy: () => "Give the date of the update by --date; to replace that snapshot, remove its file first.",
  }),
  dated: define<{ old: string; file: string }>({
    code: "SW6054",
    severity: "note",
    message: ({ old, file }) => `${file} had no date and is the snapshot of ${old} from now on: the day before`,
    remedy: () => "Rename it if you know better since when it holds.",
  }),
} as const;
