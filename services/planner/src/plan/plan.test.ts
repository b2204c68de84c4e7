import { builtInTaskTypes, type TaskTypeDefinition } from '@octavo/orchestrators/definitions';
import { withDefaults } from '@octavo/orchestrators';
import { z } from 'zod';
import { readDefinitionId } from '../create-planner';
import { codesOf, definitionOf, planOf, taskOf } from '../planner.fixture';

const T = 'type: basic, action: transform, with: 1';
const retry = { maxAttempts: 3, initialInterval: '1s', backoff: 2, maxInterval: '1m', jitter: 0 };

describe('defaults', () => {
  it('are in the plan once, for the types that it uses', () => {
    const plan = planOf(definitionOf(`  - { id: a, type: basic, action: slow }\n  - { id: w, type: wait, for: 5s }`));
    expect(plan.defaults).toEqual({
      task: { maxVisits: 1000 },
      basic: { with: {}, retry },
      wait: { count: 1, distinctBy: '${ signal.sender }', onInvalid: 'ignore', onTimeout: 'fail' },
    });
    expect(plan.tasks).toEqual([
      { id: 'a', type: 'basic', action: 'slow', execution: 'remote' },
      { id: 'w', type: 'wait', for: '5s' },
    ]);
    expect(plan.version).toBe('1.0.0');
  });

  it('are left out of a task that repeats them', () => {
    const plan = planOf(
      definitionOf('  - { id: a, type: basic, action: slow, maxVisits: 1000, with: {}, retry: { backoff: 2 } }'),
    );
    expect(plan.tasks).toEqual([{ id: 'a', type: 'basic', action: 'slow', execution: 'remote' }]);
  });

  it('in the definition are merged field by field', () => {
    const plan = planOf(
      definitionOf(
        '  - { id: a, type: basic, action: slow }\n  - { id: b, type: basic, action: slow, retry: { backoff: 3 }, timeout: 5s }',
        'defaults: { retry: { maxAttempts: 5 }, timeout: 30s }',
      ),
    );
    expect(plan.defaults['basic']).toEqual({ with: {}, retry: { ...retry, maxAttempts: 5 }, timeout: '30s' });
    expect(taskOf(plan, 'a')).toEqual({ id: 'a', type: 'basic', action: 'slow', execution: 'remote' });
    expect(taskOf(plan, 'b')).toMatchObject({ timeout: '5s', retry: { backoff: 3 } });
    expect(withDefaults(taskOf(plan, 'b'), plan)).toMatchObject({ retry: { ...retry, maxAttempts: 5, backoff: 3 } });
  });

  it('give pure actions and workflow.run one attempt, unless the task says otherwise', () => {
    const plan = planOf(
      definitionOf(
        [
          `  - { id: a, ${T} }`,
          `  - { id: b, ${T}, retry: { maxAttempts: 4 } }`,
          `  - { id: c, ${T}, retry: { backoff: 5 } }`,
          '  - { id: d, type: basic, action: workflow.run, with: { definition: x } }',
          '  - { id: e, type: basic, action: temporal.activity, with: { activity: x } }',
        ].join('\n'),
        'defaults: { retry: { maxAttempts: 9, jitter: 0.5 } }',
      ),
    );
    const attempts = ['a', 'b', 'c', 'd', 'e'].map(
      (id) => (taskOf(plan, id)['retry'] as typeof retry | undefined)?.maxAttempts,
    );
    expect(attempts).toEqual([1, 4, 1, 1, undefined]);
    expect(taskOf(plan, 'c')['retry']).toEqual({ maxAttempts: 1, backoff: 5 });
  });

  it('keep the rules of a retry policy', () => {
    const plan = planOf(
      definitionOf(
        '  - { id: a, type: basic, action: slow, retry: { rules: [{ match: [HTTP_5*], maxAttempts: 9 }] } }',
      ),
    );
    expect(taskOf(plan, 'a')['retry']).toEqual({ rules: [{ match: ['HTTP_5*'], maxAttempts: 9 }] });
  });

  it('let a sequential collection stop at its first failure', () => {
    const each = (extraFields: string) =>
      taskOf(
        planOf(definitionOf(`  - { id: c, type: collection, items: [1], ${extraFields} task: { id: a, ${T} } }`)),
        'c',
      )['strategy'];
    expect(each('')).toBeUndefined();
    expect(each('mode: sequential,')).toBe('fail_fast');
    expect(each('mode: sequential, strategy: wait_all,')).toBeUndefined();
  });

  it('apply inside of fields without a default', () => {
    const plan = planOf(
      definitionOf(`  - { id: g, type: composite, tasks: [{ id: a, ${T} }], repeat: { while: true } }`),
    );
    expect(taskOf(plan, 'g')['repeat']).toEqual({ while: true, max: 1000 });
  });
});

describe('the plan', () => {
  it('has the completed children of every container in place', () => {
    const slow = (id: string) => `{ id: ${id}, type: basic, action: slow }`;
    const plan = planOf(
      definitionOf(
        [
          `  - { id: r, type: router, routes: [{ when: true, task: ${slow('r0')} }], otherwise: { task: ${slow('ro')} } }`,
          `  - { id: p, type: parallel, tasks: [${slow('p0')}, { id: p1, type: basic, action: slow, needs: [p0] }] }`,
          `  - { id: c, type: collection, items: [1], task: ${slow('c0')}, onError: [{ match: [X], continue: true }, { do: ${slow('h')} }] }`,
          `  - { id: w, type: wait, signal: go, process: ${slow('w0')} }`,
        ].join('\n'),
        `onError: [{ do: ${slow('u')} }]`,
      ),
    );
    for (const id of ['r0', 'ro', 'p0', 'p1', 'c0', 'h', 'w0', 'u'])
      expect(taskOf(plan, id)['execution']).toBe('remote');
    expect(taskOf(plan, 'p1').needs).toEqual(['p0']);
    expect(plan.onError).toEqual([{ do: { id: 'u', type: 'basic', action: 'slow', execution: 'remote' } }]);
  });

  it('has the values of the definition without its defaults', () => {
    const head = [
      'version: 2.1.0-rc.1+build',
      'title: A title',
      'labels: { team: a }',
      'input: { type: object }',
      'vars: { n: "${ input.n }" }',
      'timeout: 2d',
      'output: { x: 1 }',
      'defaults: { timeout: 3s }',
    ].join('\n');
    expect(planOf(definitionOf(`  - { id: a, ${T} }`, head))).toMatchObject({
      ...{ octavo: 1, id: 'test', version: '2.1.0-rc.1+build', title: 'A title', labels: { team: 'a' } },
      ...{ input: { type: 'object' }, vars: { n: '${ input.n }' }, timeout: '2d', output: { x: 1 } },
    });
  });

  it('has a hash of its content that does not depend on the order of fields', () => {
    const a = planOf({
      octavo: 1,
      id: 'x',
      tasks: [{ id: 'a', type: 'basic', action: 'transform', with: { b: 1, a: 2 } }],
    });
    const b = planOf({
      tasks: [{ with: { a: 2, b: 1 }, action: 'transform', type: 'basic', id: 'a' }],
      id: 'x',
      octavo: 1,
    });
    const c = planOf({
      octavo: 1,
      id: 'x',
      tasks: [{ id: 'a', type: 'basic', action: 'transform', with: { b: 1, a: 3 } }],
    });
    expect(a.hash).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(b.hash).toBe(a.hash);
    expect(c.hash).not.toBe(a.hash);
  });

  it('is JSON, and does not change the definition', () => {
    const definition = {
      octavo: 1,
      id: 'x',
      tasks: [{ id: 'g', type: 'composite', tasks: [{ id: 'a', type: 'basic', action: 'slow' }] }],
    };
    const before = JSON.stringify(definition);
    const plan = planOf(definition);
    expect(JSON.parse(JSON.stringify(plan))).toEqual(plan);
    expect(JSON.stringify(definition)).toBe(before);
  });

  it('is small for ten thousand tasks', () => {
    const tasks = Array.from({ length: 10_000 }, (_, n) => ({
      id: `t${n}`,
      type: 'basic',
      action: 'transform',
      with: n,
    }));
    expect(JSON.stringify(planOf({ octavo: 1, id: 'x', tasks })).length).toBeLessThan(1_600_000);
  });
});

describe('execution of short, idempotent actions', () => {
  const light = (extraFields = '') => `{ id: a, type: basic, action: look-up${extraFields} }`;
  const executionOf = (tasks: string, head = '') => taskOf(planOf(definitionOf(tasks, head)), 'a')['execution'];

  it.each([
    ['local on its own', `  - ${light()}`, 'local'],
    ['local after a remote one', `  - { id: b, type: basic, action: slow }\n  - ${light()}`, 'local'],
    ['remote under a timeout of its own', `  - ${light(', timeout: 5s')}`, 'remote'],
    [
      'remote under the timeout of a container',
      `  - { id: g, type: composite, timeout: 5s, tasks: [${light()}] }`,
      'remote',
    ],
    ['remote with a task queue', `  - ${light(', taskQueue: q')}`, 'remote'],
    ['as set by the task', `  - ${light(', timeout: 5s, execution: local')}`, 'local'],
    ['remote if the task sets it', `  - ${light(', execution: remote')}`, 'remote'],
    [
      'remote beside a remote one',
      `  - { id: p, type: parallel, tasks: [${light()}, { id: b, type: basic, action: slow }] }`,
      'remote',
    ],
    [
      'remote beside a wait',
      `  - { id: p, type: parallel, tasks: [${light()}, { id: b, type: wait, for: 5s }] }`,
      'remote',
    ],
    [
      'remote beside a timeout',
      `  - { id: p, type: parallel, tasks: [${light()}, { id: b, ${T}, timeout: 5s }] }`,
      'remote',
    ],
    [
      'remote beside a delay',
      `  - { id: p, type: parallel, tasks: [${light()}, { id: b, ${T}, delay: 5s }] }`,
      'remote',
    ],
    [
      'remote beside a container with something remote',
      `  - { id: p, type: parallel, tasks: [${light()}, { id: g, type: composite, tasks: [{ id: b, type: basic, action: slow }] }] }`,
      'remote',
    ],
    [
      'remote beside a handler with something remote',
      `  - { id: p, type: parallel, tasks: [${light()}, { id: g, ${T}, onError: [{ do: { id: b, type: basic, action: slow } }] }] }`,
      'remote',
    ],
    [
      'local beside pure and local ones',
      `  - { id: p, type: parallel, tasks: [${light()}, { id: b, ${T} }, { id: c, type: basic, action: look-up }] }`,
      'local',
    ],
    ['local as the task of a collection', `  - { id: c, type: collection, items: [1], task: ${light()} }`, 'local'],
    [
      'remote in a collection with something remote',
      `  - { id: c, type: collection, items: [1], task: { id: g, type: composite, tasks: [${light()}, { id: b, type: basic, action: slow }] } }`,
      'remote',
    ],
    [
      'local in a sequential collection with something remote',
      `  - { id: c, type: collection, mode: sequential, items: [1], task: { id: g, type: composite, tasks: [${light()}, { id: b, type: basic, action: slow }] } }`,
      'local',
    ],
    ['remote while a wait is open', `  - { id: w, type: wait, signal: go, process: ${light()} }`, 'remote'],
  ])('are %s', (_fact, tasks, execution) => {
    expect(executionOf(tasks)).toBe(execution);
  });

  it('are remote under the timeout of the run, or a default timeout', () => {
    expect(executionOf(`  - ${light()}`, 'timeout: 1h')).toBe('remote');
    expect(executionOf(`  - ${light()}`, 'defaults: { timeout: 1m }')).toBe('remote');
  });

  it('is not decided for pure actions and commands', () => {
    const plan = planOf(
      definitionOf(`  - { id: a, ${T} }\n  - { id: b, type: basic, action: temporal.activity, with: { activity: x } }`),
    );
    for (const id of ['a', 'b']) expect(taskOf(plan, id)).not.toHaveProperty('execution');
  });
});

describe('a ninth type', () => {
  const echo: TaskTypeDefinition = {
    type: 'echo',
    description: 'Says it again.',
    shape: (schemas) => ({ say: schemas.text, times: z.int().default(2) }),
    children: () => [],
    expressions: () => [{ at: ['say'], kind: 'text' }],
    traits: () => ({ isWaiting: false, isRemote: false }),
  };
  const taskTypes = [...builtInTaskTypes, echo];

  it('is available after its registration', () => {
    const plan = planOf(definitionOf('  - { id: a, type: echo, say: "${ input.x }" }'), { taskTypes });
    expect(plan.tasks).toEqual([{ id: 'a', type: 'echo', say: '${ input.x }' }]);
    expect(plan.defaults['echo']).toEqual({ times: 2 });
    expect(codesOf(definitionOf('  - { id: a, type: echo, say: "${ y }", sy: 1 }'), { taskTypes })).toEqual([
      'UNKNOWN_VARIABLE tasks[0].say',
      'UNKNOWN_FIELD tasks[0].sy',
    ]);
  });

  it('cannot have the name of another', () => {
    expect(() => planOf('', { taskTypes: [...builtInTaskTypes, { ...echo, type: 'wait' }] })).toThrow(
      'two task types "wait"',
    );
  });

  it('that fails is reported as a defect, and other tasks are still checked', () => {
    const broken: TaskTypeDefinition = { ...echo, check: () => [].map.call(null as never, () => 1) };
    expect(
      codesOf(definitionOf('  - { id: a, type: echo, say: x }'), { taskTypes: [...builtInTaskTypes, broken] }),
    ).toEqual(['PLANNER_FAILED tasks[0]']);
  });
});

describe('definitions that a definition names', () => {
  const options = { definitions: ['billing', 'shipping'] };
  it('are checked if the planner knows the ids', () => {
    const run = (definition: string) =>
      definitionOf(`  - { id: a, type: basic, action: workflow.run, with: { definition: "${definition}" } }`);
    expect(codesOf(run('biling'), options)).toEqual(['UNKNOWN_DEFINITION tasks[0].with.definition']);
    expect(codesOf(run('billing'), options)).toEqual([]);
    expect(codesOf(run('${ input.d }'), options)).toEqual([]);
    expect(codesOf(run('biling'))).toEqual([]);
    const start = definitionOf(
      '  - { id: a, type: signal, signal: go, to: { start: { definition: biling, workflowId: w } } }',
    );
    expect(codesOf(start, options)).toEqual(['UNKNOWN_DEFINITION tasks[0].to.start.definition']);
  });

  it('are not checked if the run does not need them, or if they are on another task queue', () => {
    const start =
      '{ id: a, type: signal, signal: go, to: { start: { definition: x, workflowId: w } }, onMissing: ignore }';
    const run = '{ id: b, type: basic, action: workflow.run, taskQueue: other, with: { definition: x } }';
    expect(codesOf(definitionOf(`  - ${start}\n  - ${run}`), options)).toEqual([]);
  });

  it('have a readable id, even if they are invalid', () => {
    expect(readDefinitionId('id: order\nx: 1')).toBe('order');
    expect(readDefinitionId('{"id":"order"}')).toBe('order');
    expect([readDefinitionId('id: 1'), readDefinitionId('tasks: ['), readDefinitionId(null)]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });
});
