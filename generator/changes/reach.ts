import type { ShapeId } from "../model/shape-id.js";
import { compareText } from "../diagnostics/diagnostic.js";
import { operationErrors } from "../model/operations.js";
import { UNIT } from "../model/prelude.js";
import type { MemberShape } from "../model/shapes.js";
import { dataMembersOf } from "../model/shapes.js";
import type { Reach } from "./change.js";
import type { Scope } from "./scope.js";

const MAXIMUM = 1000;

/** How operations come to the shapes of a scope; computed once, whatever number of changes ask. */
export interface ReachIndex {
  /** To a shape, or to a member of it. */
  reachesOf(shape: string, member?: string): readonly Reach[];
}

interface Edge {
  readonly target: number;
  /** `Name`, `[]` or `{}`. */
  readonly step: string;
}

interface Node {
  readonly edges: readonly Edge[];
  /** Number of its group of shapes that contain each other; what is reached has a lower number than what reaches it. */
  group: number;
}

/** How one root comes to one shape: the shape before it, by which step, and the number of ways. */
interface Arrival {
  readonly root: Root;
  readonly from: Arrival | undefined;
  readonly step: string;
  paths: number;
}

interface Root {
  readonly operation: string;
  readonly side: Reach["side"];
}

export function createReachIndex(scope: Scope): ReachIndex {
  const ids = [...scope.shapes.keys()];
  const numbers = new Map<string, number>(ids.map((id, index) => [id, index]));
  let arrivals: readonly (readonly Arrival[])[] | undefined;
  return {
    reachesOf(shape, member) {
      const number = numbers.get(shape);
      if (number === undefined) return [];
      arrivals ??= findArrivals(scope, numbers);
      const last = member === undefined ? undefined : stepOf(scope, shape, member);
      return oneEach(arrivals[number]!.map((arrival) => toReach(arrival, last)));
    },
  };
}

/** The step of a member; of the values of an enumeration, none: they stand where the shape stands. */
function stepOf(scope: Scope, shape: string, name: string): string | undefined {
  const members = dataMembersOf(scope.shapes.get(shape as ShapeId)!);
  const member = members.find((one) => one.name === name);
  return member && step(scope, member);
}

function step(scope: Scope, { container, name }: MemberShape): string {
  const type = scope.shapes.get(container)?.type;
  return type === "list" ? "[]" : type === "map" ? "{}" : name;
}

function toReach(arrival: Arrival, last: string | undefined): Reach {
  const steps = last === undefined ? [] : [last];
  for (let at: Arrival | undefined = arrival; at?.from !== undefined; at = at.from) steps.push(at.step);
  return { ...arrival.root, path: joinPath(steps.toReversed()), paths: arrival.paths };
}

/** `A.B[].C`, from steps. */
export function joinPath(steps: readonly string[]): string {
  let path = "";
  for (const one of steps) path += one === "[]" || one === "{}" || path === "" ? one : `.${one}`;
  return path;
}

/** One entry for each operation and side: of several errors the shortest path, and the paths of all. */
function oneEach(reaches: readonly Reach[]): readonly Reach[] {
  const found = new Map<string, Reach>();
  for (const reach of reaches) {
    const key = `${reach.operation} ${reach.side}`;
    const other = found.get(key);
    if (other === undefined) found.set(key, reach);
    else found.set(key, { ...shorter(other, reach), paths: Math.min(MAXIMUM, other.paths + reach.paths) });
  }
  return [...found.values()];
}

function shorter(a: Reach, b: Reach): Reach {
  const difference = stepsIn(a) - stepsIn(b);
  return difference > 0 || (difference === 0 && b.path < a.path) ? b : a;
}

function stepsIn({ path }: Reach): number {
  return path === "" ? 0 : path.split(/\.|(?=\[\])|(?=\{\})/).length;
}

function findArrivals(scope: Scope, numbers: ReadonlyMap<string, number>): readonly (readonly Arrival[])[] {
  const nodes = graphOf(scope, numbers);
  numberGroups(nodes);
  const arrivals: Arrival[][] = nodes.map(() => []);
  for (const { root, shape } of rootsOf(scope)) {
    const number = numbers.get(shape);
    if (number !== undefined) walk(nodes, number, root, arrivals);
  }
  return arrivals;
}

function graphOf(scope: Scope, numbers: ReadonlyMap<string, number>): readonly Node[] {
  return [...scope.shapes.values()].map((shape) => ({
    // In order of names, so that the order of members decides no tie between paths.
    edges: dataMembersOf(shape)
      .filter(({ target }) => numbers.has(target))
      .map((member) => ({ target: numbers.get(member.target)!, step: step(scope, member) }))
      .toSorted((a, b) => compareText(a.step, b.step)),
    group: 0,
  }));
}

function rootsOf(scope: Scope): { readonly root: Root; readonly shape: string }[] {
  const { model, service } = scope;
  return [...scope.operations.values()].flatMap((operation) => {
    const errors =
      service === undefined ? operation.errors : operationErrors(model, service, operation).map(({ id }) => id);
    return [
      { side: "request" as const, shape: operation.input },
      { side: "response" as const, shape: operation.output },
      ...errors.map((shape) => ({ side: "error" as const, shape })),
    ]
      .filter(({ shape }) => shape !== UNIT)
      .map(({ side, shape }) => ({ root: { operation: operation.id, side }, shape }));
  });
}

/** Breadth first gives the shortest paths; the groups, from the root down, give the number of all. */
function walk(nodes: readonly Node[], start: number, root: Root, arrivals: Arrival[][]): void {
  const reached = new Map<number, Arrival>([[start, { root, from: undefined, step: "", paths: 0 }]]);
  for (const [number, arrival] of reached) {
    for (const edge of nodes[number]!.edges) {
      if (!reached.has(edge.target)) reached.set(edge.target, { root, from: arrival, step: edge.step, paths: 0 });
    }
  }
  countPaths(nodes, start, reached);
  for (const [number, arrival] of reached) arrivals[number]!.push(arrival);
}

/** Shapes that contain each other count as one: going round inside such a group adds no path. */
function countPaths(nodes: readonly Node[], start: number, reached: ReadonlyMap<number, Arrival>): void {
  const order = [...reached.keys()].toSorted((a, b) => nodes[b]!.group - nodes[a]!.group);
  const counts = new Map<number, number>([[nodes[start]!.group, 1]]);
  for (const number of order) {
    const { edges, group } = nodes[number]!;
    const count = counts.get(group) ?? 0;
    reached.get(number)!.paths = count;
    for (const { target } of edges) {
      const other = nodes[target]!.group;
      if (other !== group) counts.set(other, Math.min(MAXIMUM, (counts.get(other) ?? 0) + count));
    }
  }
}

interface Frame {
  readonly number: number;
  next: number;
}

// Tarjan's algorithm, with a stack of its own: models may nest deeper than the call stack.
function numberGroups(nodes: readonly Node[]): void {
  const order = new Int32Array(nodes.length).fill(-1);
  const low = new Int32Array(nodes.length);
  const open: number[] = [];
  const isOpen = new Uint8Array(nodes.length);
  let entered = 0;
  let groups = 0;
  const enter = (number: number): Frame => {
    order[number] = low[number] = entered++;
    open.push(number);
    isOpen[number] = 1;
    return { number, next: 0 };
  };
  const close = (number: number): void => {
    for (let member = open.pop(); member !== undefined; member = open.pop()) {
      isOpen[member] = 0;
      nodes[member]!.group = groups;
      if (member === number) break;
    }
    groups++;
  };
  for (let root = 0; root < nodes.length; root++) {
    if (order[root] !== -1) continue;
    const frames = [enter(root)];
    for (let frame = frames.at(-1); frame !== undefined; frame = frames.at(-1)) {
      const { number } = frame;
      const edge = nodes[number]!.edges[frame.next++];
      if (edge === undefined) {
        frames.pop();
        const parent = frames.at(-1);
        if (parent !== undefined) low[parent.number] = Math.min(low[parent.number]!, low[number]!);
        if (low[number] === order[number]) close(number);
      } else if (order[edge.target] === -1) {
        frames.push(enter(edge.target));
      } else if (isOpen[edge.target] === 1) {
        low[number] = Math.min(low[number]!, order[edge.target]!);
      }
    }
  }
}
