import * as fc from 'fast-check';
import { initialRules } from '../rules/parse-rules';
import { engineOf } from './gates.fixture';
import { judgeErrorRate, judgeGates, judgeLatency, judgeParity } from './judge-gates';

const { parity, errorRate, latency } = initialRules.plan.gates;

describe('the gate of parity', () => {
  it.each([
    [1_000, 1_000, 'pass'],
    [1_000, 999, 'pass'],
    [10_000, 9_990, 'pass'],
    [10_000, 9_989, 'broken'],
    [1_000, 998, 'broken'],
    [999, 999, 'too_few'],
    [0, 0, 'too_few'],
    // One difference can still be one of a thousand; two cannot.
    [10, 9, 'too_few'],
    [10, 8, 'broken'],
  ])('of %d compared and %d equal is %#: %s', (compared, equal, verdict) => {
    expect(judgeParity({ compared, equal }, parity).verdict).toBe(verdict);
  });

  it('reports its numbers', () => {
    expect(judgeParity({ compared: 1_204, equal: 1_203 }, parity)).toEqual({
      gate: 'parity',
      verdict: 'pass',
      sentence: '1,203 of 1,204 compared visits were equal (99.917 %); at least 99.9 % of 1,000 or more are required',
      compared: 1_204,
      equal: 1_203,
      atLeast: 0.999,
      minimum: 1_000,
    });
    expect(judgeParity({ compared: 0, equal: 0 }, parity).sentence).toMatch(/^no visit was compared/);
  });
});

describe('the gate of the error rate', () => {
  it.each([
    [1_000, 20, 1_000, 30, 'pass'],
    [1_000, 20, 1_000, 31, 'broken'],
    [1_000, 100, 100_000, 11_000, 'pass'],
    [200, 0, 200, 2, 'pass'],
    [199, 0, 5_000, 5_000, 'too_few'],
    [200, 0, 199, 0, 'too_few'],
    [200, 0, 0, 0, 'too_few'],
    // Two of two hundred are tolerated: the third fails the gate, even with few visits.
    [200, 0, 2, 2, 'too_few'],
    [200, 0, 3, 3, 'broken'],
  ])(
    'of %d visits with %d failed before and %d with %d after is %s',
    (before, failedBefore, after, failedAfter, verdict) => {
      const engines = {
        legacy: engineOf(before, { failed: failedBefore }),
        new: engineOf(after, { failed: failedAfter }),
      };
      expect(judgeErrorRate(engines, errorRate).verdict).toBe(verdict);
    },
  );

  it('reports its numbers', () => {
    const { sentence, ...numbers } = judgeErrorRate(
      { legacy: engineOf(400, { failed: 1 }), new: engineOf(0) },
      errorRate,
    );
    expect(sentence).toBe(
      '1 of 400 visits by the old engine failed (0.25 %), no visit by the new engine; at most 1 % more is allowed, with 200 or more visits of each',
    );
    expect(numbers).toMatchObject({
      legacy: { visits: 400, failed: 1 },
      new: { visits: 0, failed: 0 },
      tolerance: 0.01,
    });
  });
});

describe('the gate of latency', () => {
  it.each([
    [200, 10, 200, 13, 'pass'],
    [200, 10, 200, 14, 'broken'],
    [200, 1, 200, 2, 'pass'],
    [200, 10, 200, 1, 'pass'],
    [199, 10, 200, 900, 'too_few'],
    [200, 10, 199, 900, 'too_few'],
    [0, 0, 0, 0, 'too_few'],
  ])('of %d visits of %d ms before and %d of %d ms after is %s', (before, beforeMs, after, afterMs, verdict) => {
    const engines = { legacy: engineOf(before, { tookMs: beforeMs }), new: engineOf(after, { tookMs: afterMs }) };
    expect(judgeLatency(engines, latency).verdict).toBe(verdict);
  });

  it('reports its numbers, also if there are none', () => {
    const { sentence } = judgeLatency({ legacy: engineOf(300), new: engineOf(200, { tookMs: 20 }) }, latency);
    expect(sentence).toBe(
      'the 95th percentile is 10 ms of 300 visits by the old engine, 20 ms of 200 visits by the new engine; at most 13 ms is allowed, with 200 or more visits of each',
    );
    expect(judgeLatency({ legacy: engineOf(0), new: engineOf(0) }, latency)).toMatchObject({
      sentence:
        'the 95th percentile is not known of the old engine, not known of the new engine, with 200 or more visits of each',
      limitMs: null,
    });
  });
});

describe('every gate', () => {
  const count = fc.nat(3_000);
  const share = fc.oneof(
    fc.constant(0),
    fc.nat(100).map((hundredths) => hundredths / 100),
  );
  const engine = fc.record({ visits: count, share, tookMs: fc.nat(5_000) });
  const engines = fc.record({ legacy: engine, new: engine }).map(({ legacy, new: ofNew }) => {
    const totals = [legacy, ofNew].map(({ visits, share, tookMs }) =>
      engineOf(visits, { failed: Math.floor(visits * share), tookMs }),
    );
    return { legacy: totals[0] ?? engineOf(0), new: totals[1] ?? engineOf(0) };
  });

  it('passes only with enough evidence', () => {
    const passed = { parity: 0, errorRate: 0, latency: 0 };
    const expectEnough = (gate: keyof typeof passed, verdict: string, found: number, minimum: number): void => {
      if (verdict !== 'pass') return;
      passed[gate] += 1;
      expect(found).toBeGreaterThanOrEqual(minimum);
    };
    fc.assert(
      fc.property(engines, count, fc.oneof(fc.constant(0), count), (figures, equal, differing) => {
        const compared = equal + differing;
        const visitsOf = ({ succeeded, failed }: { succeeded: number; failed: number }): number => succeeded + failed;
        const fewest = Math.min(visitsOf(figures.legacy), visitsOf(figures.new));
        expectEnough('parity', judgeParity({ compared, equal }, parity).verdict, compared, 1_000);
        expectEnough('errorRate', judgeErrorRate(figures, errorRate).verdict, fewest, 200);
        expectEnough('latency', judgeLatency(figures, latency).verdict, fewest, 200);
      }),
    );
    // Each gate passed at least once, else the property would be empty.
    expect(Object.entries(passed).filter(([, times]) => times === 0)).toEqual([]);
  });

  it('that is broken does not pass with worse numbers', () => {
    fc.assert(
      fc.property(engines, fc.nat(500), (figures, extraFailures) => {
        const worse = { ...figures, new: { ...figures.new, failed: figures.new.failed + extraFailures } };
        fc.pre(judgeErrorRate(figures, errorRate).verdict === 'broken');
        expect(judgeErrorRate(worse, errorRate).verdict).toBe('broken');
      }),
    );
  });

  it('is evaluated only if the new engine is in use', () => {
    const figures = {
      parity: { compared: 0, equal: 0 },
      errorRate: { legacy: engineOf(0), new: engineOf(0) },
      latency: { legacy: engineOf(0), new: engineOf(0) },
    };
    const gatesOf = (stage: 'stopped' | 'legacy' | 'shadow' | number): readonly string[] =>
      judgeGates(stage, figures, initialRules.plan.gates).map(({ gate }) => gate);
    expect(gatesOf('legacy')).toEqual([]);
    expect(gatesOf('stopped')).toEqual([]);
    expect(gatesOf('shadow')).toEqual(['parity']);
    expect(gatesOf(1)).toEqual(['parity', 'errorRate', 'latency']);
  });
});
