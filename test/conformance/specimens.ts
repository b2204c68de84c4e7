import type { Json } from '@octavo/orchestrators';

type Fields = Readonly<Record<string, unknown>>;

/** What a task type is tried out with: fields of a task of it that do what the name says. */
export interface Specimen {
  readonly type: string;
  /** Succeeds at once. */
  readonly quick: Fields;
  /** What `quick` gives. */
  readonly output: Json;
  /** Fails at once with an error of this code. */
  readonly bad: Fields;
  readonly code: string;
  /** Succeeds after an hour; none where the type never takes time. */
  readonly slow?: Fields;
  /** The states inside of `slow` when it is under way: paths under its own. */
  readonly inside?: readonly string[];
}

const one = { id: 'one', type: 'basic', action: 'transform', with: 1 };
const hour = { id: 'hour', type: 'wait', for: '1h' };
const oops = { id: 'oops', type: 'basic', action: 'fail', with: { code: 'OOPS' } };
const counts = { total: 1, succeeded: 1, failed: 0, skipped: 0, canceled: 0 };

/** The eight types of the language, and a ninth. */
export const specimens: readonly Specimen[] = [
  {
    type: 'basic',
    quick: { action: 'transform', with: { n: 1 } },
    output: { n: 1 },
    bad: { action: 'fail', with: { code: 'OOPS' } },
    code: 'OOPS',
    slow: { action: 'hour', execution: 'remote' },
  },
  {
    type: 'wait',
    quick: { until: '2020-01-01T00:00:00Z' },
    output: null,
    bad: { until: '${ input.when }' },
    code: 'EXPRESSION_FAILED',
    slow: { for: '1h' },
  },
  {
    type: 'signal',
    quick: { signal: 'go', to: { self: true } },
    output: { delivered: 1, workflowIds: ['simulated'] },
    bad: { signal: 'go', to: { workflowId: 'nobody' } },
    code: 'SIGNAL_TARGET_NOT_FOUND',
    slow: { signal: 'go', to: { workflowId: 'far' } },
  },
  {
    type: 'router',
    quick: { routes: [{ when: true, task: one }] },
    output: { route: 0, output: 1 },
    bad: { routes: [{ when: false, task: one }] },
    code: 'ROUTE_NOT_FOUND',
    slow: { routes: [{ when: true, task: hour }] },
    inside: ['/route/0/hour'],
  },
  {
    type: 'parallel',
    quick: { tasks: [one] },
    output: { one: 1 },
    bad: { tasks: [oops] },
    code: 'OOPS',
    slow: { tasks: [hour, { ...one, needs: ['hour'] }] },
    inside: ['/hour'],
  },
  {
    type: 'collection',
    quick: { items: ['a'], task: one },
    output: { results: [1], ...counts },
    bad: { items: ['a'], task: oops },
    code: 'OOPS',
    slow: { items: ['a', 'b'], task: hour },
    inside: ['[0]', '[1]'],
  },
  {
    type: 'composite',
    quick: { tasks: [one] },
    output: 1,
    bad: { tasks: [oops] },
    code: 'OOPS',
    slow: { tasks: [one, hour] },
    inside: ['/one', '/hour'],
  },
  {
    type: 'aggregate',
    quick: { operations: { n: { op: 'sum', of: [1, 2] } } },
    output: { n: 3 },
    bad: { operations: { n: { op: 'sum', of: ['text'] } } },
    code: 'EXPRESSION_FAILED',
  },
  {
    type: 'fallback',
    quick: { tasks: [one] },
    output: 1,
    bad: { tasks: [oops] },
    code: 'OOPS',
    slow: { tasks: [hour] },
    inside: ['/hour'],
  },
];
