import { reportOf, unansweredReport } from './run-messenger';

it.each([
  ['the nearest name where none is the same', 'aproval', ['stop', 'approval'], { nearest: 'approval' }],
  ['no other name where the same is waited for', 'approval', ['approval', 'approvals'], {}],
  ['no name where none is like it', 'approval', ['stop'], {}],
])('the report of a signal has %s', (_what, name, waitingFor, nearest) => {
  const view = { waitingFor, isDuplicate: false, waits: [] };
  expect(reportOf(name, view)).toEqual({ isAnswered: true, ...view, ...nearest });
});

it.each([
  ['the names that visibility has', ['go'], { waitingFor: ['go'] }],
  ['no names where visibility has none', undefined, {}],
])('the report of a signal that nobody answered has %s', (_what, known, waitingFor) => {
  expect(unansweredReport({ taskQueue: 'q' }, known)).toEqual({ isAnswered: false, taskQueue: 'q', ...waitingFor });
});
