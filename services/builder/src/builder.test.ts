import { createPlanner } from '@octavo/planner';
import { z } from 'zod';
import { aggregate, basic, collection, composite, expr, parallel, router, signal, task, wait, workflow } from './index';

const charge = {
  name: 'charge',
  kind: 'activity' as const,
  input: z.object({ amount: z.number(), note: z.string().optional() }),
  output: z.object({ receipt: z.string() }),
  isIdempotent: true,
  isShort: true,
};
const planner = createPlanner({ actions: [charge] });

const YAML = `
octavo: 1
id: fulfil-order
version: 1.2.0
title: Fulfil an order
input: { type: object, required: [lines] }
vars: { attempts: 0 }
timeout: 2d
defaults: { retry: { maxAttempts: 5 }, timeout: 30s }
tasks:
  - { id: count, type: basic, action: set, with: { attempts: "\${ vars.attempts + 1 }" } }
  - id: each
    type: collection
    items: \${ input.lines }
    as: line
    task: { id: pay, type: basic, action: charge, with: { amount: "\${ line.price }" }, retry: { backoff: 3 } }
  - id: both
    type: parallel
    strategy: race
    quorum: 1
    tasks:
      - { id: a, type: wait, signal: approved, timeout: 5m, onTimeout: continue }
      - { id: b, type: composite, tasks: [{ id: c, type: wait, for: 1h }], repeat: { while: true, max: 3 } }
  - id: choose
    type: router
    routes: [{ when: "\${ tasks.each.output.failed > 0 }", then: end }]
    otherwise: { task: { id: tell, type: signal, signal: done, to: { parent: true }, onMissing: ignore } }
  - { id: sum, type: aggregate, from: "\${ tasks.each.output.results }", operations: { n: { op: count } } }
output: { n: "\${ tasks.sum.output.n }" }
onError: [{ match: [HTTP_5*], do: { id: log, type: basic, action: log, with: { message: "\${ error.message }" } } }]
`;

const built = workflow('fulfil-order', {
  version: '1.2.0',
  title: 'Fulfil an order',
  input: { type: 'object', required: ['lines'] },
  vars: { attempts: 0 },
  timeout: '2d',
  defaults: { retry: { maxAttempts: 5 }, timeout: '30s' },
})
  .task(basic('count', 'set', { with: { attempts: expr('vars.attempts + 1') } }))
  .task(
    collection('each', {
      items: expr('input.lines'),
      as: 'line',
      task: basic('pay', charge, { with: { amount: expr('line.price') }, retry: { backoff: 3 } }),
    }),
  )
  .task(
    parallel(
      'both',
      [
        wait('a', { signal: 'approved', timeout: '5m', onTimeout: 'continue' }),
        composite('b', [wait('c', { for: '1h' })], { repeat: { while: true, max: 3 } }),
      ],
      { strategy: 'race', quorum: 1 },
    ),
  )
  .tasks([
    router('choose', {
      routes: [{ when: expr('tasks.each.output.failed > 0'), then: 'end' }],
      otherwise: { task: signal('tell', { signal: 'done', to: { parent: true }, onMissing: 'ignore' }) },
    }),
    aggregate('sum', { from: expr('tasks.each.output.results'), operations: { n: { op: 'count' } } }),
  ])
  .output({ n: expr('tasks.sum.output.n') })
  .onError({ match: ['HTTP_5*'], do: basic('log', 'log', { with: { message: expr('error.message') } }) });

it('gives the same plan as YAML', () => {
  const fromBuilder = planner.plan(built.toDefinition());
  expect(fromBuilder.problems).toEqual([]);
  expect(fromBuilder.plan).toEqual(planner.plan(YAML).plan);
  expect(planner.plan(JSON.stringify(built)).plan).toEqual(fromBuilder.plan);
});

it('does not change a builder when a task is added', () => {
  const base = workflow('x').task(basic('a', 'transform', { with: 1 }));
  base.task(basic('b', 'transform'));
  expect(base.toDefinition()).toEqual({
    octavo: 1,
    id: 'x',
    tasks: [{ id: 'a', type: 'basic', action: 'transform', with: 1 }],
  });
});

it('creates tasks of custom types', () => {
  expect(task('a', 'echo', { say: 'x', if: true })).toEqual({ id: 'a', type: 'echo', say: 'x', if: true });
});

it('types the inputs of actions', () => {
  const tasks = [
    basic('a', 'http.request', { with: { url: expr('input.url'), method: 'POST', body: { any: [1, null] } } }),
    basic('b', 'some.other', { with: { anything: 1 } }),
    // @ts-expect-error -- http.request has no such method
    basic('c', 'http.request', { with: { url: 'x', method: 'FETCH' } }),
    // @ts-expect-error -- the amount is a number, or an expression
    basic('d', charge, { with: { amount: 'much' } }),
    // @ts-expect-error -- the amount is missing
    basic('e', charge, { with: {} }),
    // @ts-expect-error -- a wait has no such field
    wait('f', { signals: 'x' }),
  ];
  expect(tasks).toHaveLength(6);
});

it('accepts the inputs of every built-in action', () => {
  const { plan, problems } = planner.plan(
    workflow('x', { vars: { n: 0 } })
      .task(basic('a', 'log', { with: { level: 'warn', message: 'x', fields: { n: 1 } } }))
      .task(basic('b', 'fail', { with: { code: 'X', message: 'x', details: [1], retryable: false } }))
      .task(basic('c', 'temporal.activity', { with: { activity: 'x', args: [1] } }))
      .task(basic('d', 'workflow.run', { with: { definition: 'y', input: {}, wait: false, onCancel: 'abandon' } }))
      .toDefinition(),
  );
  expect(problems).toEqual([]);
  expect(plan?.tasks).toHaveLength(4);
});
