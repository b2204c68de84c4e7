import { chainOf } from '../chain-of';

/** Tasks that both engines run; the input is `{ value: 1 }`. */
export interface LegacyCase {
  readonly case: string;
  /** Number of open runs. */
  readonly inFlight: number;
  /** The promised ratio to the old engine's throughput; without it, the case must not be slower. */
  readonly minSpeedUp?: number;
  readonly tasks: readonly object[];
}

const remote = { type: 'basic', action: 'bench.echo', execution: 'remote' };
const action = (id: string, value: string): object => ({ id, ...remote, with: { value: `\${${value}}` } });
const pure = (id: string, value: string): object => ({ id, type: 'basic', action: 'transform', with: `\${${value}}` });
const times = <Item>(count: number, make: (index: number) => Item): readonly Item[] =>
  Array.from({ length: count }, (_, index) => make(index));

/** Each task type by itself. */
export const legacyCases: readonly LegacyCase[] = [
  {
    ...{ case: 'basic: ten in a row', inFlight: 10, minSpeedUp: 2.5 },
    tasks: chainOf({ action: 'bench.echo', execution: 'remote' }),
  },
  {
    ...{ case: 'basic: ten local or pure in a row', inFlight: 10, minSpeedUp: 2.5 },
    tasks: [...chainOf({ action: 'bench.echo' }, 5), ...times(5, (index) => pure(`pure${index}`, 'input.value + 1'))],
  },
  {
    ...{ case: 'parallel: 100 children', inFlight: 2, minSpeedUp: 3 },
    tasks: [
      { id: 'all', type: 'parallel', tasks: times(100, (index) => action(`child${index}`, `input.value + ${index}`)) },
    ],
  },
  {
    ...{ case: 'collection: 100 items', inFlight: 2, minSpeedUp: 3 },
    tasks: [
      {
        ...{ id: 'each', type: 'collection', concurrency: 100, items: '${ range(100) }' },
        task: action('one', 'item + input.value'),
      },
    ],
  },
  { case: 'composite: three rounds', inFlight: 10, tasks: [compositeOf(3)] },
  {
    ...{ case: 'router: five in a row', inFlight: 10 },
    tasks: times(5, (index) => ({
      ...{ id: `way${index}`, type: 'router', routes: [{ when: '${ input.value > 1 }', then: 'end' }] },
      otherwise: { task: pure(`inline${index}`, `input.value + ${index}`) },
    })),
  },
  {
    ...{ case: 'aggregate: five in a row', inFlight: 10 },
    tasks: times(5, (index) => ({
      ...{ id: `sum${index}`, type: 'aggregate', from: '${ range(100) }' },
      operations: { total: { op: 'sum' }, odd: { op: 'count', where: '${ item % 2 == 1 }' } },
    })),
  },
  {
    ...{ case: 'signal and wait', inFlight: 10 },
    tasks: [
      { id: 'tell', type: 'signal', signal: 'go', payload: '${ input.value }', to: { self: true } },
      { id: 'hear', type: 'wait', signal: 'go', timeout: '1m' },
    ],
  },
];

function compositeOf(rounds: number): object {
  const tasks = [action('first', 'input.value'), action('second', 'tasks.first.output.value')];
  return { id: 'group', type: 'composite', tasks, repeat: { until: `\${ tasks.second.visit == ${rounds} }` } };
}
