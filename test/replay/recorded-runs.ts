import type { OctavoClient } from '@octavo/client';

/** A run whose history is recorded, to test that later versions replay it. */
export interface RecordedRun {
  readonly definition: object;
  readonly input?: unknown;
  /** Called while the run is open, for example to send signals. Default: none. */
  readonly meanwhile?: (client: OctavoClient, workflowId: string) => Promise<void>;
}

const echo = (id: string, fields: object = {}): object => ({
  id,
  type: 'basic',
  action: 'test.echo',
  with: id,
  ...fields,
});
const pure = (id: string, value: unknown): object => ({ id, type: 'basic', action: 'transform', with: value });
const definition = (id: string, tasks: readonly object[], fields: object = {}): object => ({
  octavo: 1,
  id,
  ...fields,
  tasks,
});
const COUNT = Array.from({ length: 12 }, (_, index) => index);

async function untilItWaits(client: OctavoClient, workflowId: string): Promise<void> {
  for (;;) {
    const { waitingFor = [] } = await client.status(workflowId);
    if (waitingFor.length > 0) return;
  }
}

/** Resets the run to the end of its first workflow task. */
async function resetToFirstTask(client: OctavoClient, workflowId: string): Promise<void> {
  const { events } = await client.temporal.workflow.getHandle(workflowId).fetchHistory();
  const end = events?.find(({ workflowTaskCompletedEventAttributes: attributes }) => attributes);
  await client.temporal.workflowService.resetWorkflowExecution({
    ...{ namespace: 'default', workflowExecution: { workflowId }, reason: 'test' },
    ...{ workflowTaskFinishEventId: end?.eventId ?? null, requestId: crypto.randomUUID() },
  });
}

/** Parallel chains of local and remote actions, timers and pure tasks, which are the hardest to replay. */
const tangle = COUNT.map((chain) => ({
  id: `c${chain}`,
  type: 'composite',
  tasks: COUNT.slice(0, 2 + (chain % 4)).flatMap((step) => [
    echo(`c${chain}x${step}`, {
      action: 'test.quick',
      execution: (chain * 7 + step * 3) % 4 === 0 ? 'remote' : 'local',
    }),
    ...((chain + step) % 3 === 0
      ? [pure(`c${chain}t${step}`, 1), { id: `c${chain}w${step}`, type: 'wait', for: '100ms' }]
      : []),
  ]),
}));

/** The runs by the name of the file. */
export const recordedRuns: Readonly<Record<string, RecordedRun>> = {
  sequence: { definition: definition('sequence', [echo('a'), echo('b'), pure('c', '${ tasks.b.output }')]) },
  local: {
    definition: definition(
      'local',
      COUNT.map((n) => echo(`l${n}`, { action: 'test.quick' })),
    ),
  },
  tangle: { definition: definition('tangle', [{ id: 'all', type: 'parallel', tasks: tangle }]) },
  parallel: {
    definition: definition('parallel', [
      { id: 'all', type: 'parallel', concurrency: 3, tasks: COUNT.map((n) => echo(`p${n}`)) },
    ]),
  },
  race: {
    definition: definition('race', [
      {
        id: 'race',
        type: 'parallel',
        strategy: 'race',
        tasks: [echo('quick'), echo('slow', { action: 'test.nap', with: { ms: 5_000 } })],
      },
    ]),
  },
  collection: {
    definition: definition('collection', [
      {
        id: 'each',
        type: 'collection',
        items: '${ input.items }',
        filter: '${ item % 2 == 0 }',
        task: echo('one', { with: '${ item }' }),
      },
      { id: 'row', type: 'collection', mode: 'sequential', items: [1, 2], task: echo('other', { with: '${ item }' }) },
    ]),
    input: { items: COUNT },
  },
  repeat: {
    definition: definition(
      'repeat',
      [
        {
          id: 'group',
          type: 'composite',
          repeat: { while: '${ vars.n < 3 }', delay: '10ms' },
          tasks: [echo('x'), { id: 'add', type: 'basic', action: 'set', with: { n: '${ vars.n + 1 }' } }],
        },
      ],
      { vars: { n: 0 } },
    ),
  },
  router: {
    definition: definition('router', [
      {
        id: 'way',
        type: 'router',
        routes: [{ when: '${ input.n > 1 }', task: echo('big') }],
        otherwise: { then: 'end' },
      },
      { id: 'again', type: 'router', routes: [{ when: true, then: 'last' }] },
      echo('skipped'),
      echo('last'),
    ]),
    input: { n: 2 },
  },
  errors: {
    definition: definition('errors', [
      echo('flaky', {
        action: 'test.flaky',
        with: { until: 2 },
        execution: 'remote',
        retry: { initialInterval: '10ms' },
      }),
      echo('local', {
        action: 'test.flaky',
        with: { until: 3 },
        execution: 'local',
        retry: { initialInterval: '10ms' },
      }),
      {
        id: 'boom',
        type: 'basic',
        action: 'fail',
        with: { code: 'BOOM' },
        onError: [{ match: ['BOOM'], do: echo('mend') }],
      },
      echo('late', { action: 'test.nap', with: { ms: 9_000 }, timeout: '1s', onError: [{ continue: true }] }),
      { id: 'last', type: 'basic', action: 'fail', with: { code: 'THE_END' } },
    ]),
  },
  waits: {
    definition: definition('waits', [
      {
        id: 'hear',
        type: 'wait',
        signal: 'go',
        count: 2,
        distinctBy: '${ signal.id }',
        process: echo('each', { with: '${ signal.payload }' }),
      },
      { id: 'tell', type: 'signal', signal: 'self', payload: 1, to: { self: true } },
      { id: 'self', type: 'wait', signal: 'self' },
      { id: 'late', type: 'wait', signal: 'never', timeout: '1s', onTimeout: 'continue' },
    ]),
    meanwhile: async (client, workflowId) => {
      await untilItWaits(client, workflowId);
      for (const id of ['a', 'a', 'b']) await client.signal(workflowId, 'go', id, { id });
    },
  },
  canceled: {
    definition: definition('canceled', [
      {
        id: 'all',
        type: 'parallel',
        tasks: [echo('nap', { action: 'test.nap', with: { ms: 60_000 } }), { id: 'hear', type: 'wait', signal: 'go' }],
      },
    ]),
    meanwhile: async (client, workflowId) => {
      await untilItWaits(client, workflowId);
      await client.cancel(workflowId);
    },
  },
  /** The recorded history is that of the later execution. */
  reset: {
    definition: definition('reset', [
      echo('a', { execution: 'remote' }),
      { id: 'hear', type: 'wait', signal: 'go' },
      echo('b', { execution: 'remote' }),
    ]),
    meanwhile: async (client, workflowId) => {
      await untilItWaits(client, workflowId);
      await resetToFirstTask(client, workflowId);
      await untilItWaits(client, workflowId);
      await client.signal(workflowId, 'go');
    },
  },
  child: {
    definition: definition('child', [
      { id: 'call', type: 'basic', action: 'workflow.run', with: { definition: 'answers', input: { n: 20 } } },
      {
        id: 'missing',
        type: 'basic',
        action: 'workflow.run',
        with: { definition: 'nobody-knows' },
        onError: [{ continue: true }],
      },
      { id: 'nobody', type: 'signal', signal: 'x', to: { workflowId: 'nobody-is-here' }, onMissing: 'ignore' },
    ]),
  },
};

/** A definition of the worker's folder, which `child` calls. */
export const answers = definition('answers', [pure('answer', '${ input.n + 22 }')]);
