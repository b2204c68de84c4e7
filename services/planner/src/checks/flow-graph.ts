import type { ProblemCollector } from '../problem-collector';
import { asList, asMap, asText } from '../limits';
import type { ListSite, TaskSite } from '../tree/sites';
import type { TypeRegistry } from '../tree/type-registry';

/** Gives access to the types, and collects the problems of their answers. */
export interface TypeQuestions {
  readonly types: TypeRegistry;
  readonly problems: ProblemCollector;
}

/**
 * The control flow of an ordered list: the positions that can follow each task. The end of the list is `list.sites.length`.
 */
export class FlowGraph {
  /** True if a task is invalid: its control flow is unknown, so it may lead anywhere. */
  readonly #isUncertain: boolean;
  readonly #successors: readonly (readonly number[])[];
  readonly #reachable: ReadonlySet<number>;
  /** For each position: how many tasks before it do not continue with the next one. */
  readonly #barriers: readonly number[];

  constructor(list: ListSite, context: TypeQuestions) {
    this.#isUncertain = list.sites.some(({ isSound }) => !isSound);
    this.#successors = list.sites.map((site) => successorsOf(site, context));
    this.#reachable = new Set(list.sites.length === 0 ? [] : [0, ...this.#walkFrom(0)]);
    let count = 0;
    this.#barriers = [0, ...this.#successors.map((next, index) => (count += next.includes(index + 1) ? 0 : 1))];
  }

  isReachable(index: number): boolean {
    return this.#isUncertain || this.#reachable.has(index);
  }

  /** True if control can come from the end of one task to the start of another, or back to the same. */
  leadsTo(from: number, to: number): boolean {
    if (this.#isUncertain || (from < to && this.#barriers[from] === this.#barriers[to])) return true;
    for (const index of this.#walkFrom(from)) if (index === to) return true;
    return false;
  }

  *#walkFrom(start: number): Generator<number> {
    const seen = new Set<number>();
    const open = [start];
    for (let index = open.pop(); index !== undefined; index = open.pop()) {
      for (const next of this.#successors[index] ?? []) {
        if (seen.has(next) || next >= this.#successors.length) continue;
        seen.add(next);
        open.push(next);
        yield next;
      }
    }
  }
}

function successorsOf(site: TaskSite, { types, problems }: TypeQuestions): readonly number[] {
  const { node, index, list, schema } = site;
  const positionOf = (target: string) => list.byId.get(target)?.index ?? list.sites.length;
  const own = asText(node.then) === undefined ? index + 1 : positionOf(String(node.then));
  const jumps = types.ask(site.at, problems, () => schema.definition.jumps?.(node) ?? [], []);
  const alwaysJumps =
    jumps.length > 0 && types.ask(site.at, problems, () => schema.definition.alwaysJumps?.(node) ?? false, false);
  const next = jumps.filter(({ target }) => typeof target === 'string').map(({ target }) => positionOf(target));
  if (!alwaysJumps) next.push(own);
  // A skipped task ignores its `then` and continues with the next task.
  if (node.if !== undefined && node.if !== true) next.push(index + 1);
  for (const handler of asList(node.onError)) {
    const target = asText(asMap(handler)?.['then']);
    next.push(target === undefined ? own : positionOf(target));
  }
  return [...new Set(next)];
}

/** A cache of flow graphs. */
export class FlowGraphs {
  readonly #graphs = new Map<ListSite, FlowGraph>();
  readonly #context: TypeQuestions;

  constructor(context: TypeQuestions) {
    this.#context = context;
  }

  of(list: ListSite): FlowGraph {
    let graph = this.#graphs.get(list);
    if (graph === undefined) {
      graph = new FlowGraph(list, this.#context);
      this.#graphs.set(list, graph);
    }
    return graph;
  }
}
