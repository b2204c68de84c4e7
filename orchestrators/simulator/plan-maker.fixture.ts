// oxlint-disable max-lines -- one grammar of plans, with a line for each way to make one
import type { Json } from '../model/json';
import type { ErrorHandler, Plan, TaskNode } from '../model/plan';
import {
  act,
  aggregate,
  collection,
  composite,
  type Fields,
  failing,
  give,
  hear,
  parallel,
  pause,
  planOf,
  retryWith,
  router,
  set,
  task,
} from './plan.fixture';
import type { SimulatedAction } from './simulated-world';
import { hashOf, type Tape } from './tape.fixture';

/** Where a task is made. */
interface Place {
  readonly depth: number;
  /** Ids of its own list, if it is an ordered one: where it may jump to. */
  readonly list: readonly string[];
  /** Ids of tasks that it may read. */
  readonly readable: readonly string[];
  /** What tells its items apart: an expression of numbers. */
  readonly items: readonly string[];
  readonly areVarsFrozen: boolean;
  /** True if a signal is processed: its tasks must not send signals, because the exchange might never end. */
  readonly isProcess: boolean;
  /** True in a handler. */
  readonly hasError: boolean;
}

/** Far enough apart that the items of nested collections never add up to the same. */
const strides = [7_919, 104_729, 1_299_709, 15_485_863];

const outputs: readonly [Json, ...Json[]] = [
  '${ [result] }',
  { was: '${ result }' },
  '${ result }',
  '${ result.no.such }',
];
const others = { waiting: true, where: '${ target.version == "1.0.0" }' };

const maxTasks = 30;
const maxDepth = 4;

/**
 * Makes plans of all eight types from a tape. No two events in them happen at the same time, because their order would
 * be undefined.
 */
export class PlanMaker {
  readonly #tape: Tape;
  readonly #vars: Record<string, Json> = {};
  #tasks = 0;
  #durations = 0;

  constructor(tape: Tape) {
    this.#tape = tape;
  }

  plan(): Plan {
    const place = {
      depth: 0,
      list: [],
      readable: [],
      items: [],
      areVarsFrozen: false,
      isProcess: false,
      hasError: false,
    };
    const tasks = this.#list(place, 1, 5);
    const { defaults } = planOf([]);
    return planOf(tasks, {
      defaults: { ...defaults, task: { maxVisits: 3 } },
      ...(this.#tape.chance(20) ? { timeout: this.#duration(place) } : {}),
      ...(this.#tape.chance(30) ? { onError: this.#handlers({ ...place, list: [] }) } : {}),
      ...(this.#tape.chance(50) ? { output: { vars: '${ vars }' } } : {}),
      vars: this.#vars,
    });
  }

  /** A time that nothing else has, as milliseconds. */
  momentMs(): number {
    this.#durations += 1;
    const magnitude = 10 ** this.#tape.pick(3);
    return 1_000_000 * magnitude + (hashOf(`moment ${this.#durations}`) % (2_000_000 * magnitude));
  }

  #list(place: Place, least: number, most: number): TaskNode[] {
    const ids = this.#tape.many(least, most, () => this.#id());
    const readable = [...place.readable, ...ids];
    return ids.map((id) => this.#task({ ...place, list: ids, readable }, id));
  }

  #task(place: Place, id = this.#id()): TaskNode {
    const isLeaf = place.depth >= maxDepth || this.#tasks >= maxTasks;
    const common = this.#common(place);
    const kinds = isLeaf ? leaves : [...leaves, ...containers];
    return {
      ...kinds[this.#tape.pick(kinds.length)]?.(this, id, { ...place, depth: place.depth + 1 }),
      ...common,
    } as TaskNode;
  }

  #common(place: Place): Fields {
    const { list } = place;
    const tape = this.#tape;
    return {
      ...(tape.chance(12) ? { if: this.condition(place) } : {}),
      ...(tape.chance(15) ? { delay: this.#duration(place) } : {}),
      ...(tape.chance(20) ? { timeout: this.#duration(place) } : {}),
      ...(tape.chance(10) ? { outputs: tape.one(outputs) } : {}),
      ...(list.length > 0 && tape.chance(10) ? { then: this.#target(list) } : {}),
      ...(tape.chance(35) ? { onError: this.#handlers(place) } : {}),
    };
  }

  #handlers(place: Place): ErrorHandler[] {
    return this.#tape.many(1, 2, () => {
      const match = this.#tape.one<Fields>([{}, { match: ['BOOM'] }, { match: ['TIMED*', 'EXPR*'] }]);
      const when = this.#tape.chance(20)
        ? { when: this.#tape.one(['${ error.attempt < 2 }', '${ error.no == 1 }']) }
        : {};
      return { ...match, ...when, ...this.#way(place) };
    });
  }

  #way(place: Place): Fields {
    const inside = { ...place, depth: place.depth + 1, list: [], hasError: true };
    const jump = place.list.length > 0 && this.#tape.chance(30) ? { then: this.#target(place.list) } : undefined;
    const way = this.#tape.pick(3);
    if (way === 0 || (way === 1 && jump === undefined)) return { continue: true };
    return way === 1 ? { ...jump } : { do: this.#task(inside), ...jump };
  }

  #target(list: readonly string[]): string {
    return this.#tape.one(['end', ...list]);
  }

  #id(): string {
    this.#tasks += 1;
    return `t${this.#tasks}`;
  }

  #duration({ items }: Pick<Place, 'items'>): string {
    const ms = this.momentMs();
    return items.length === 0 ? `${ms}ms` : `\${ string(${[ms, ...items].join(' + ')}) + "ms" }`;
  }

  condition({ readable, items }: Place): boolean | string {
    const choices: [boolean | string, ...(boolean | string)[]] = [true, true, true, false, '${ input.no }'];
    if (readable.length > 0) choices.push(`\${ has(tasks.${this.#readable(readable)}) }`);
    if (items.length > 0) choices.push(`\${ (${items.join(' + ')}) % 2 == 0 }`);
    return this.#tape.one(choices);
  }

  #readable(readable: readonly string[]): string {
    return readable[this.#tape.pick(readable.length)] ?? '';
  }

  give(id: string, { readable, hasError }: Place): TaskNode {
    if (readable.length === 0) return give(id, 1);
    const read = this.#readable(readable);
    const seen = `\${ has(tasks.${read}) ? [tasks.${read}.status, tasks.${read}.visit, tasks.${read}.output] : [] }`;
    return give(id, hasError ? { seen, error: '${ error.code + "@" + error.task }' } : { seen });
  }

  act(id: string, place: Place): TaskNode {
    const mode = this.#tape.one(['ok', 'ok', 'mixed', 'flaky', 'lost', 'boom']);
    const retry = this.#tape.chance(40)
      ? retryWith({ maxAttempts: 3, initialInterval: this.#duration({ items: [] }), maxInterval: '30d' })
      : {};
    return act(id, 'work', { with: { mode, ms: this.momentMs(), of: place.items.length }, ...retry });
  }

  fail(id: string, { hasError }: Place): TaskNode {
    if (hasError && this.#tape.chance(50)) return task(id, 'basic', { action: 'fail', with: {} });
    const again = this.#tape.chance(30)
      ? retryWith({ maxAttempts: 2, initialInterval: this.#duration({ items: [] }) })
      : {};
    return failing(id, this.#tape.one(['BOOM', 'OTHER']), again);
  }

  count(id: string, { areVarsFrozen }: Place): TaskNode {
    if (areVarsFrozen) return give(id, 2);
    this.#vars[`n_${id}`] = 0;
    return set(id, { [`n_${id}`]: `\${ vars.n_${id} + 1 }` });
  }

  pause(id: string, place: Place): TaskNode {
    if (this.#tape.chance(15)) return task(id, 'wait', { until: '2026-01-01T00:00:00Z' });
    return pause(id, this.#duration(place));
  }

  hear(id: string, place: Place): TaskNode {
    const tape = this.#tape;
    const inside = { ...place, list: [], isProcess: true };
    return hear(id, tape.one(['go', 'go', 'stop']), {
      timeout: this.#duration(place).replace('ms', '0ms'),
      onTimeout: tape.one(['fail', 'continue']),
      onInvalid: tape.chance(20) ? 'fail' : 'ignore',
      ...(tape.chance(30) ? { count: 2 } : {}),
      ...(tape.chance(30) ? { distinctBy: '${ signal.payload.n }' } : {}),
      ...(tape.chance(30) ? { where: tape.one(['${ signal.payload.n % 2 == 0 }', '${ signal.payload.n > 1 }']) } : {}),
      ...(tape.chance(20) ? { schema: { type: 'object', required: ['n'] } } : {}),
      ...(tape.chance(40) ? { process: this.#task(inside) } : {}),
    });
  }

  tell(id: string, place: Place): TaskNode {
    if (place.isProcess) return this.give(id, place);
    const to = this.#tape.one<Fields>([{ self: true }, { self: true }, others, others, { parent: true }]);
    return task(id, 'signal', { signal: this.#tape.one(['go', 'go', 'stop']), payload: { n: this.#tape.pick(4) }, to });
  }

  aggregate(id: string): TaskNode {
    return aggregate(id, { count: { op: 'count' }, all: { op: 'collect', where: '${ index < 2 }' } });
  }

  composite(id: string, place: Place): TaskNode {
    const tasks = this.#list(place, 1, 3);
    const [first] = tasks;
    if (first === undefined || !this.#tape.chance(40)) return composite(id, tasks);
    const times = 1 + this.#tape.pick(3);
    const stop = this.#tape.one<Fields>([
      { until: `\${ tasks.${first.id}.visit >= ${times} }` },
      { while: `\${ !has(tasks.${first.id}) || tasks.${first.id}.visit < ${times} }` },
    ]);
    const delay = this.#tape.chance(50) ? { delay: this.#duration(place) } : {};
    return composite(id, tasks, { repeat: { ...stop, max: 2 + this.#tape.pick(2), ...delay } });
  }

  parallel(id: string, place: Place): TaskNode {
    const tasks: TaskNode[] = [];
    const count = 1 + this.#tape.pick(4);
    const fanOut = this.#fanOut(count);
    while (tasks.length < count) {
      const needs = tasks.filter(() => this.#tape.chance(25)).map((need) => need.id);
      const inside = { ...place, list: [], readable: [...place.readable, ...needs] };
      tasks.push({ ...this.#task(inside), ...(needs.length > 0 ? { needs } : {}), ...this.#apart(inside, fanOut) });
    }
    return parallel(id, tasks, fanOut);
  }

  // Where the order of ends counts, no two children may end at the same moment: `if` and `filter` come before the delay.
  #apart(place: Place, fanOut: Fields): Fields {
    if (isOrdered(fanOut)) return { if: true, delay: this.#duration(place) };
    return this.#tape.chance(50) ? { delay: this.#duration(place) } : {};
  }

  collection(id: string, place: Place): TaskNode {
    const as = `i_${id}`;
    const isSequential = this.#tape.chance(40);
    const inside = {
      ...place,
      list: [],
      items: [...place.items, `${as} * ${strides[place.items.length] ?? 1}`],
      areVarsFrozen: place.areVarsFrozen || !isSequential,
    };
    const count = this.#tape.pick(5);
    const fanOut = this.#fanOut(count);
    const one = { ...this.#task(inside), ...(isSequential ? {} : this.#apart(inside, fanOut)) };
    const bad = isOrdered(fanOut) && !isSequential ? '' : ` && 4 / ${as} > 1`;
    const filter = this.#tape.chance(30)
      ? { filter: this.#tape.one([`\${ ${as} != 1 }`, `\${ ${as} != 2${bad} }`]) }
      : {};
    const mode = isSequential ? { mode: 'sequential' } : {};
    const results = this.#tape.one(['all', 'failed', 'none']);
    return collection(id, `\${ range(${count}) }`, one, { as, ...filter, ...mode, results, ...fanOut });
  }

  router(id: string, place: Place): TaskNode {
    const isAll = this.#tape.chance(40);
    const inline = (): Fields => ({ task: this.#task({ ...place, list: [] }) });
    const way = (): Fields =>
      !isAll && place.list.length > 0 && this.#tape.chance(50) ? { then: this.#target(place.list) } : inline();
    const routes = this.#tape.many(1, 3, () => ({ when: this.condition(place), ...way() }));
    const otherwise = this.#tape.chance(80) ? { otherwise: way() } : {};
    return router(id, routes, { mode: isAll ? 'all' : 'first', ...otherwise });
  }

  #fanOut(count: number): Fields {
    const tape = this.#tape;
    const concurrency = tape.chance(40) ? { concurrency: 1 + tape.pick(2) } : {};
    const strategy = tape.one(['wait_all', 'fail_fast', 'best_effort', 'race']);
    if (strategy === 'race')
      return { strategy, ...concurrency, ...(tape.chance(40) ? { quorum: 1 + tape.pick(count + 1) } : {}) };
    if (strategy === 'best_effort' || !tape.chance(40)) return { strategy, ...concurrency };
    return { strategy, ...concurrency, tolerate: tape.one<Fields>([{ count: 1 }, { percent: 50 }]) };
  }
}

function isOrdered({ strategy }: Fields): boolean {
  return strategy === 'fail_fast' || strategy === 'race';
}

type Maker = (maker: PlanMaker, id: string, place: Place) => TaskNode;

const leaves: readonly Maker[] = [
  (maker, id, place) => maker.give(id, place),
  (maker, id, place) => maker.act(id, place),
  (maker, id, place) => maker.pause(id, place),
  (maker, id, place) => maker.count(id, place),
  (maker, id, place) => maker.hear(id, place),
  (maker, id, place) => maker.act(id, place),
  (maker, id, place) => maker.fail(id, place),
  (maker, id, place) => maker.hear(id, place),
  (maker, id, place) => maker.tell(id, place),
  (maker, id) => maker.aggregate(id),
];

const containers: readonly Maker[] = [
  (maker, id, place) => maker.composite(id, place),
  (maker, id, place) => maker.parallel(id, place),
  (maker, id, place) => maker.collection(id, place),
  (maker, id, place) => maker.router(id, place),
  (maker, id, place) => maker.composite(id, place),
  (maker, id, place) => maker.parallel(id, place),
  (maker, id, place) => maker.collection(id, place),
];

/** The action of made plans: how it ends, and when, depends on its input and on its path. */
export const work: SimulatedAction = (input, attempt, { path }) => {
  const { mode, ms } = input as { mode: string; ms: number };
  const afterMs = ms + (hashOf(`${path} ${attempt}`) % 1_000_003);
  const fails = { ok: false, mixed: hashOf(path) % 2 === 0, boom: true, flaky: attempt === 1, lost: attempt === 1 };
  if (fails[mode as keyof typeof fails]) return { afterMs, error: { code: 'BOOM', isLost: mode === 'lost' } };
  return { afterMs, output: { path, attempt } };
};
