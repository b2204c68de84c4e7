import type { EngineMode } from '@octavo/migration';
import type { Plan, TaskNode } from '@octavo/orchestrators';
import {
  act,
  aggregate,
  failing,
  give,
  parallel,
  pause,
  planOf,
  retryWith,
} from '../../../orchestrators/simulator/plan.fixture';
import { outcomeOf } from './checks/outcome';
import { simulationBundle } from './server/bundle';
import { WorkflowCode } from './server/workflow-code';
import { allIn, type Modes } from './world/simulated-flags';
import { type SimulatedRun, simulateRun } from './world/simulated-run';
import { activityNames } from './world/simulated-worker';

let code: WorkflowCode;

beforeAll(async () => {
  code = await WorkflowCode.load(await simulationBundle(), activityNames());
});
afterAll(() => code.unload());

async function run(
  tasks: readonly TaskNode[],
  flags: EngineMode | Modes,
  rest: Partial<Plan> = {},
): Promise<SimulatedRun> {
  const modes = typeof flags === 'string' ? allIn(flags) : flags;
  return await simulateRun(code, { plan: planOf(tasks, rest) }, { flags: modes, seed: 1, longestTripMs: 5 });
}

const work = (id: string, ms: number, fields: object = {}): TaskNode =>
  act(id, 'work', {
    with: { mode: 'ok', ms, of: 0 },
    ...retryWith({ maxAttempts: 1, attemptTimeout: '20d' }),
    ...fields,
  });

/** The differences that the shadow found; undefined if it compared nothing. */
const differencesOf = ({ flags: { evidence } }: SimulatedRun): readonly unknown[] | undefined =>
  evidence.some(({ comparisons }) => comparisons.length > 0) ? evidence.flatMap((one) => one.differences) : undefined;

// Each case is a defect that runs with flipping flags have found.
describe('both engines', () => {
  it('let a task of a parallel aggregate only the tasks that it needs, not others that have ended', async () => {
    const sum = aggregate('sum', { all: { op: 'collect' } }, { needs: ['b'], delay: '1h' });
    const tasks = [parallel('p', [give('a', 1), give('b', 2), give('c', 3, { needs: ['b'] }), sum])];
    const outputs = { a: 1, b: 2, c: 3, sum: { all: [2] } };
    const mixed = { ...allIn('legacy'), aggregate: 'new' as const };
    for (const flags of ['new', 'legacy', mixed] as const)
      expect(outcomeOf(await run(tasks, flags))).toMatchObject({ status: 'SUCCESS', output: outputs });
  });

  it('report the number of skipped items if a share of failures is tolerated', async () => {
    const fields = { strategy: 'wait_all', tolerate: { percent: 50 } };
    const tasks = [parallel('p', [failing('a', 'X'), give('b', 1, { if: false }), failing('c', 'Y')], fields)];
    const message = '2 of 3 failed, where 1 were skipped, more than the 50 % that are tolerated';
    for (const flags of ['new', 'legacy'] as const)
      expect(outcomeOf(await run(tasks, flags))).toMatchObject({ error: { code: 'TOLERANCE_EXCEEDED', message } });
  });
});

describe('the shadow', () => {
  it('makes the same requests as the old engine, even if a timeout cancelled one', async () => {
    const ended = await run([work('a', 3_600_000, { timeout: '1m', onError: [{ continue: true }] })], 'shadow');
    expect(ended.states.get('a')).toMatchObject({ status: 'TIMED_OUT', handled: true, engine: 'legacy' });
    expect(differencesOf(ended)).toEqual([]);
  });

  it('runs the handler of a task that failed before its start', async () => {
    const onError = [{ do: pause('h', '1h') }];
    const ended = await run([give('a', 1, { if: '${ input.no }', onError })], 'shadow');
    expect(ended.states.get('a')).toMatchObject({ status: 'FAILED', handled: true });
    expect(differencesOf(ended)).toEqual([]);
  });
});

describe('evidence', () => {
  it('is delivered completely, even if an activity with evidence was cancelled', async () => {
    const { flags } = await run(
      [give('a', 1), work('b', 3_600_000, { timeout: '1m', onError: [{ continue: true }] })],
      'new',
    );
    const told = flags.evidence.flatMap(({ visits }) => visits).map(({ succeeded, failed }) => [succeeded, failed]);
    expect(told).toEqual([
      [1, 0],
      [0, 1],
    ]);
  });
});
