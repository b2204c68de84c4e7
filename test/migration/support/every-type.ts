/** A definition with all eight types, whose output shows whether each has worked. */
export const everyType = {
  octavo: 1,
  id: 'every-type',
  input: { type: 'object', required: ['n'] },
  vars: { seen: 0 },
  tasks: [
    { id: 'first', type: 'basic', action: 'test.echo', with: '${ input.n }', execution: 'remote' },
    { id: 'keep', type: 'basic', action: 'set', with: { seen: '${ tasks.first.output }' } },
    {
      id: 'ways',
      type: 'router',
      routes: [
        { when: '${ input.n % 2 == 0 }', task: { id: 'even', type: 'basic', action: 'transform', with: 'even' } },
      ],
      otherwise: { task: { id: 'odd', type: 'basic', action: 'transform', with: 'odd' } },
    },
    {
      id: 'both',
      type: 'parallel',
      tasks: [
        { id: 'left', type: 'basic', action: 'test.echo', with: 1, execution: 'remote' },
        { id: 'right', type: 'basic', action: 'fail', with: { code: 'NO' }, onError: [{ continue: true }] },
        { id: 'after', type: 'basic', action: 'transform', with: '${ tasks.left.output + 1 }', needs: ['left'] },
      ],
    },
    {
      id: 'each',
      type: 'collection',
      items: '${ range(4) }',
      filter: '${ item != 2 }',
      task: { id: 'twice', type: 'basic', action: 'test.echo', with: '${ item * 2 }', execution: 'remote' },
    },
    { id: 'tell', type: 'signal', signal: 'go', to: { self: true }, payload: '${ vars.seen }' },
    { id: 'hear', type: 'wait', signal: 'go', timeout: '1h' },
    { id: 'nap', type: 'wait', for: '300ms' },
    {
      id: 'rounds',
      type: 'composite',
      repeat: { until: '${ tasks.rounds_step.output >= 3 }' },
      tasks: [
        {
          id: 'rounds_step',
          type: 'basic',
          action: 'transform',
          with: '${ has(tasks.rounds_step) ? tasks.rounds_step.output + 1 : 1 }',
        },
      ],
    },
    {
      id: 'sum',
      type: 'aggregate',
      operations: { total: { op: 'sum', of: '${ tasks.each.output.results }', where: '${ item != null }' } },
    },
  ],
  output: {
    n: '${ tasks.first.output }',
    way: '${ tasks.ways.output.output }',
    both: '${ tasks.both.output }',
    each: '${ tasks.each.output.results }',
    heard: '${ tasks.hear.output.signal.payload }',
    rounds: '${ tasks.rounds.output }',
    total: '${ tasks.sum.output.total }',
  },
};

/** The output of its run. */
export function expectedOutput(n: number): object {
  return {
    n,
    way: n % 2 === 0 ? 'even' : 'odd',
    both: { left: 1, right: null, after: 2 },
    each: [0, 2, null, 6],
    heard: n,
    rounds: 3,
    total: 8,
  };
}

/** The number of its states in the store: of its tasks, in all visits. */
export const STATES = 20;
