import { asIfReceived } from './as-if-received';

const receivedAt = '2026-01-01T00:00:00.000Z';

it.each([
  ['nothing', undefined, { name: '', id: '', payload: null, sender: '' }],
  ['a name', { name: 'go' }, { name: 'go', id: '', payload: null, sender: '' }],
  ['an id, which is the sender too', { name: 'go', id: '1' }, { name: 'go', id: '1', payload: null, sender: '1' }],
  ['all', { name: 'go', id: '1', payload: 2, sender: 'ada' }, { name: 'go', id: '1', payload: 2, sender: 'ada' }],
])('a query may be told of a signal: %s', (_what, envelope, expected) => {
  expect(asIfReceived(envelope, receivedAt)).toEqual({ ...expected, receivedAt });
});
