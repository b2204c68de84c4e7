import { reportOf, unansweredReport } from './run-messenger';

it.each([
  ['the nearest name if none is equal', 'aproval', ['stop', 'approval'], { nearest: 'approval' }],
  ['no nearest name if the run waits for the same name', 'approval', ['approval', 'approvals'], {}],
  ['no nearest name if none is similar', 'approval', ['stop'], {}],
])('the report of a signal has %s', (_what, name, waitingFor, nearest) => {
  const view = { waitingFor, isDuplicate: false, waits: [] };
  expect(reportOf(name, view)).toEqual({ isAnswered: true, ...view, ...nearest });
});

it.each([
  ['the names from visibility', ['go'], { waitingFor: ['go'] }],
  ['no names if visibility has none', undefined, {}],
])('the report of a signal without an answer has %s', (_what, known, waitingFor) => {
  expect(unansweredReport({ taskQueue: 'q' }, known)).toEqual({ isAnswered: false, taskQueue: 'q', ...waitingFor });
});
