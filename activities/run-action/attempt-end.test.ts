import { ApplicationFailure, ApplicationFailureCategory, CancelledFailure } from '@temporalio/common';
import { endOfFailure } from './attempt-end';

it.each([
  ['a failure', ApplicationFailure.create({ type: 'CARD_DECLINED' }), { status: 'FAILED', code: 'CARD_DECLINED' }],
  ['a cancellation', new CancelledFailure('cancelled'), { status: 'CANCELED', code: 'CANCELED' }],
  [
    'the end of the worker, which says nothing of the action',
    ApplicationFailure.create({ type: 'WORKER_SHUTDOWN' }),
    { status: 'CANCELED', code: 'WORKER_SHUTDOWN' },
  ],
  [
    'an output for which the attempt is made again',
    ApplicationFailure.create({ type: 'LOCAL_OUTPUT_TOO_LARGE', category: ApplicationFailureCategory.BENIGN }),
    undefined,
  ],
])('an attempt ends with %s', (_, failure, end) => {
  expect(endOfFailure(failure)).toEqual(end);
});
