import { randomValue } from './mutate-value';
import { texts } from './hostile-values';
import type { Random } from './random';

/** A definition that has the right form and makes no sense: right fields, random targets, references and values. */
export function randomDefinition(random: Random): object {
  const ids = { next: 0 };
  return {
    octavo: 1,
    id: 'random',
    vars: { n: 0, m: [] },
    tasks: tasksOf(random, ids, 0),
    ...(random.isLucky(0.3) ? { output: random.pick(texts) } : {}),
    ...(random.isLucky(0.2) ? { onError: handlersOf(random, ids, 0) } : {}),
  };
}

type Ids = { next: number };

function tasksOf(random: Random, ids: Ids, depth: number): object[] {
  return Array.from({ length: 1 + random.below(4) }, () => taskOf(random, ids, depth));
}

function taskOf(random: Random, ids: Ids, depth: number): object {
  const id = `t${ids.next}`;
  ids.next += 1;
  const make = random.pick(depth > 3 ? leaves : [...leaves, ...containers]);
  return { id, ...make(random, ids, depth + 1), ...commonOf(random, ids, depth) };
}

function commonOf(random: Random, ids: Ids, depth: number): object {
  return {
    ...(random.isLucky(0.2) ? { if: maybe(random, `\${ ${reference(random, ids)} == 1 }`) } : {}),
    ...(random.isLucky(0.2) ? { then: random.pick(['end', target(random, ids)]) } : {}),
    ...(random.isLucky(0.1) ? { needs: [target(random, ids)] } : {}),
    ...(random.isLucky(0.1) ? { timeout: maybe(random, '5s') } : {}),
    ...(random.isLucky(0.1) ? { outputs: { x: `\${ result.${random.pick(['x', 'y'])} }` } } : {}),
    ...(random.isLucky(0.1) && depth < 3 ? { onError: handlersOf(random, ids, depth) } : {}),
  };
}

function handlersOf(random: Random, ids: Ids, depth: number): object[] {
  return [
    random.pick([
      { continue: true },
      { then: target(random, ids) },
      { do: taskOf(random, ids, depth + 1) },
      { match: ['X'], continue: true },
    ]),
  ];
}

type Make = (random: Random, ids: Ids, depth: number) => object;

const leaves: readonly Make[] = [
  (random, ids) => ({ type: 'basic', action: 'transform', with: { x: `\${ ${reference(random, ids)} }` } }),
  (random, ids) => ({
    type: 'basic',
    action: 'set',
    with: { [random.pick(['n', 'm', 'o'])]: `\${ ${reference(random, ids)} }` },
  }),
  (random) => ({
    type: 'basic',
    action: random.pick(['log', 'fail', 'nothing']),
    with: maybe(random, { message: 'x' }),
  }),
  (random) => ({
    type: 'wait',
    ...random.pick([{ for: '5s' }, { signal: 'go', count: 2 }, { until: '2030-01-01T00:00:00Z' }, {}]),
  }),
  (random, ids) => ({
    type: 'signal',
    signal: 'go',
    to: random.pick([{ self: true }, { workflowId: 'x' }, {}]),
    payload: `\${ ${reference(random, ids)} }`,
  }),
  (random, ids) => ({
    type: 'aggregate',
    operations: { sum: { op: random.pick(['sum', 'count', 'groupBy']), of: `\${ ${reference(random, ids)} }` } },
  }),
];

const containers: readonly Make[] = [
  (random, ids, depth) => ({
    type: 'composite',
    tasks: tasksOf(random, ids, depth),
    ...(random.isLucky(0.3) ? { repeat: { while: '${ vars.n < 3 }' } } : {}),
  }),
  (random, ids, depth) => ({
    type: 'parallel',
    tasks: tasksOf(random, ids, depth),
    strategy: random.pick(['wait_all', 'race', 'best_effort']),
  }),
  (random, ids, depth) => ({
    type: 'collection',
    items: `\${ ${reference(random, ids)} }`,
    task: taskOf(random, ids, depth),
    mode: random.pick(['parallel', 'sequential']),
  }),
  (random, ids, depth) => ({
    type: 'router',
    routes: [
      {
        when: '${ vars.n > 1 }',
        ...random.pick([{ then: target(random, ids) }, { task: taskOf(random, ids, depth) }]),
      },
    ],
    otherwise: random.pick([{ then: 'end' }, { then: target(random, ids) }]),
  }),
];

function target(random: Random, ids: Ids): string {
  return `t${random.below(ids.next + 3)}`;
}

function reference(random: Random, ids: Ids): string {
  return random.pick([
    `tasks.${target(random, ids)}.output.x`,
    `has(tasks.${target(random, ids)})`,
    'input.x',
    'vars.n',
    'item',
    'error.code',
    '1',
  ]);
}

function maybe(random: Random, value: unknown): unknown {
  return random.isLucky(0.8) ? value : randomValue(random);
}
