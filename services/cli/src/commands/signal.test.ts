import type { MetWaits, SignalReport } from '@octavo/client';
import { describeReport } from './signal';

type Wait = MetWaits['waits'][number];

const waits = (...verdicts: readonly Wait['verdict'][]): readonly Wait[] =>
  verdicts.map((verdict, index) => ({ path: `w${index + 1}`, verdict, reason: 'is string' }));

const met = (report: Partial<MetWaits>): MetWaits => ({
  ...{ isAnswered: true, isDuplicate: false, waitingFor: ['go'], waits: [] },
  ...report,
});

/** The lines after the one that says that the signal was sent. */
function saidOf(report: SignalReport): readonly string[] {
  const invoked = { io: { env: { npm_lifecycle_event: 'octavo' } }, options: {} };
  const [sent, ...said] = describeReport({ workflowId: 'order-1', name: 'go' }, report, invoked).split('\n');
  expect([sent, said.pop()]).toEqual(['Sent go to order-1.', '']);
  return said;
}

const KEPT = 'The run keeps it for a wait that accepts it.';

describe('the report on a signal', () => {
  it.each<[Wait['verdict'], readonly string[]]>([
    ['accepted', ['The wait w1 accepts it.']],
    ['held', ['The wait w1 accepts it, after the signal that it is processing.']],
    [
      'repeated',
      ['The wait w1 has already counted a signal with the same `distinctBy` value, so this one does not count.'],
    ],
    ['unmatched', ['The wait w1 does not accept it: its `where` is false.', KEPT]],
    ['invalid', ['The wait w1 does not accept it: is string.', KEPT]],
    ['failing', ['The wait w1 fails with SIGNAL_INVALID: is string.']],
    ['unknown', ['The wait w1 checks it now; `tasks` shows the result.']],
  ])('for a wait with the verdict %s', (verdict, said) => {
    expect(saidOf(met({ waits: waits(verdict) }))).toEqual(said);
  });

  it('for the last five waits: the last one accepts it', () => {
    const said = saidOf(met({ waits: waits(...Array.from({ length: 6 }, () => 'unmatched' as const), 'held') }));
    expect(said.map((line) => / w\d /.exec(line)?.[0].trim())).toEqual(['w3', 'w4', 'w5', 'w6', 'w7']);
  });

  it.each<[string, Partial<MetWaits>, readonly string[]]>([
    ['no signal', { waitingFor: [] }, []],
    ['stop, went', { waitingFor: ['stop', 'went'], nearest: 'went' }, ['Did you mean went?']],
  ])('for no wait with its name while the run waits for %s', (awaited, report, advice) => {
    const first = `No wait accepts it now: the run waits for ${awaited}. The run keeps it for a later wait for go.`;
    expect(saidOf(met(report))).toEqual([first, ...advice]);
  });

  it('for an id that was delivered before, without the waits', () => {
    expect(saidOf(met({ isDuplicate: true, waits: waits('accepted') }))).toEqual([
      'The run has already received a signal with this id, so this one has no effect.',
    ]);
  });

  it.each<[string, readonly string[] | undefined, string]>([
    ['that has set no search attribute', undefined, ''],
    ['that waited for nothing', [], ''],
    ['that waited for signals', ['go', 'stop'], ' It was waiting for go, stop.'],
  ])('for a run without a worker %s', (_which, waitingFor, lastWaits) => {
    const report = { isAnswered: false, taskQueue: 'q', ...(waitingFor === undefined ? {} : { waitingFor }) } as const;
    expect(saidOf(report)).toEqual([
      `No worker of this version answered for the run within a second; the server keeps the signal for the run.${lastWaits}`,
      'If no worker runs, `OCTAVO_TASK_QUEUE=q npm run octavo -- worker` starts one.',
    ]);
  });
});
