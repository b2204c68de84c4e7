/** A small definition with all eight task types. */
export const soakedTasks: readonly object[] = [
  { id: 'first', type: 'basic', action: 'bench.echo', execution: 'remote', with: { value: '${ input.value }' } },
  {
    ...{ id: 'checks', type: 'parallel' },
    tasks: ['left', 'right'].map((id) => ({ id, type: 'basic', action: 'bench.echo', with: { value: 2 } })),
  },
  {
    ...{ id: 'large', type: 'router', routes: [{ when: '${ tasks.first.output.value > 9 }', then: 'end' }] },
    otherwise: { then: 'lines' },
  },
  {
    ...{ id: 'lines', type: 'collection', items: '${ range(4) }' },
    task: { id: 'line', type: 'basic', action: 'bench.echo', with: { value: '${ item + 1 }' } },
  },
  {
    ...{ id: 'total', type: 'aggregate', from: '${ tasks.lines.output.results }' },
    operations: { sum: { op: 'sum', by: '${ item.value }' } },
  },
  {
    ...{ id: 'group', type: 'composite' },
    tasks: [
      { id: 'tell', type: 'signal', signal: 'go', payload: '${ tasks.total.output.sum }', to: { self: true } },
      { id: 'hear', type: 'wait', signal: 'go', timeout: '1m' },
    ],
  },
];
