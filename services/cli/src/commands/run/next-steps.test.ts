import type { Engine } from '../../engine/engine';
import { describeLeftRuns } from './next-steps';

const invoked = { io: { env: { npm_lifecycle_event: 'octavo' } }, options: {} };

it.each([
  [1, 'w1.'],
  [5, 'w1, w2, w3, w4, w5.'],
  [6, 'w1, w2, w3, w4, w5 and 1 more.'],
])('names at most five open runs: of %d', (count, named) => {
  const ids = Array.from({ length: count }, (_, index) => `w${index + 1}`);
  expect(describeLeftRuns(ids, { taskQueue: 'q' } as Engine, invoked)).toBe(
    `Runs that this one started are open, and no worker polls their task queue any more: ${named} \`OCTAVO_TASK_QUEUE=q npm run octavo -- worker\` continues them.`,
  );
});
