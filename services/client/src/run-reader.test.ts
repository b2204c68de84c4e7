import { waitingForAttribute } from '@octavo/orchestrators/model';
import type { TaskStatus } from '@octavo/orchestrators';
import { TypedSearchAttributes } from '@temporalio/common';
import { refineStatus, statusOfInfo } from './run-reader';

const typedSearchAttributes = new TypedSearchAttributes([{ key: waitingForAttribute, value: ['go'] }]);
const open = {
  ...{ workflowId: 'order-1', runId: 'r', startTime: new Date(0), typedSearchAttributes },
  status: { name: 'RUNNING' },
} as const;

it('has the awaited signals of an open run, and none of an ended run, though visibility keeps them', () => {
  expect(statusOfInfo(open)).toMatchObject({ status: 'RUNNING', waitingFor: ['go'] });
  const ended = statusOfInfo({ ...open, status: { name: 'CANCELLED' }, closeTime: new Date(1) });
  expect(ended).toEqual({
    ...{ workflowId: 'order-1', runId: 'r', status: 'CANCELED' },
    ...{ startedAt: '1970-01-01T00:00:00.000Z', endedAt: '1970-01-01T00:00:00.001Z' },
  });
});

it.each<[TaskStatus, TaskStatus | undefined, TaskStatus]>([
  ['RUNNING', 'WAITING', 'WAITING'],
  ['RUNNING', undefined, 'RUNNING'],
  ['FAILED', 'TIMED_OUT', 'TIMED_OUT'],
  ['FAILED', 'SUCCESS', 'FAILED'],
  ['FAILED', undefined, 'FAILED'],
  ['CANCELED', 'TIMED_OUT', 'CANCELED'],
  ['SUCCESS', 'RUNNING', 'SUCCESS'],
  ['PAUSED', 'RUNNING', 'PAUSED'],
])('combines %s from the server and %s from the run to %s', (ofServer, ofRun, expected) => {
  expect(refineStatus(ofServer, ofRun)).toBe(expected);
});
