import type { CountedEnds } from '@octavo/workflows';
import type { MetricMeter } from './bounded-metric';
import { WorkerMetrics } from './worker-metrics';

type Tags = Readonly<Record<string, unknown>>;

/** A meter like the SDK's that keeps the recorded values, by metric. */
class HandMeter {
  readonly records = new Map<string, { readonly value: number; readonly tags: Tags }[]>();

  readonly meter = {
    createCounter: (name: string) => ({ add: (value: number, tags: Tags) => this.#keep(name, value, tags) }),
    createHistogram: (name: string) => ({ record: (value: number, tags: Tags) => this.#keep(name, value, tags) }),
  } as unknown as MetricMeter;

  series(name: string): number {
    return new Set((this.records.get(name) ?? []).map(({ tags }) => JSON.stringify(tags))).size;
  }

  #keep(name: string, value: number, tags: Tags): void {
    this.records.set(name, [...(this.records.get(name) ?? []), { value, tags }]);
  }
}

const meter = new HandMeter();
beforeEach(() => meter.records.clear());

function metricsOf(): WorkerMetrics {
  return new WorkerMetrics({ meter: meter.meter, actions: ['http.request'], definitions: ['settle'] });
}

const visit = { type: 'basic', engine: 'new', status: 'FAILED', handled: false, code: 'HTTP_503', count: 1 } as const;

it('shows 100 unknown definitions and codes, and no unknown type or action', () => {
  const metrics = metricsOf();
  for (let index = 0; index < 3_000; index += 1) {
    const hostile: CountedEnds = {
      definition: `definition-${index}`,
      visits: [{ ...visit, type: `type-${index}`, code: `CODE_${index}` }],
      run: { status: 'FAILED', code: `CODE_${index}` },
    };
    metrics.countEnds(hostile);
    metrics.countAttempt({ action: `action-${index}`, status: 'FAILED', code: `CODE_${index}`, durationMs: 1 });
  }
  const names = [...meter.records.keys()];
  expect(Object.fromEntries(names.map((name) => [name, meter.series(name)]))).toEqual({
    octavo_runs_ended: 101,
    octavo_task_visits: 101,
    octavo_action_attempts: 101,
    octavo_action_attempt_latency: 1,
  });
});

it('limits the combinations of values, and counts every visit', () => {
  const metrics = metricsOf();
  for (let definition = 0; definition < 100; definition += 1)
    for (let code = 0; code < 100; code += 1)
      metrics.countEnds({ definition: `d-${definition}`, visits: [{ ...visit, code: `C_${code}` }] });
  const all = meter.records.get('octavo_task_visits') ?? [];
  expect(all.length).toBe(10_000);
  expect(meter.series('octavo_task_visits')).toBe(2_001);
  expect(all.at(-1)?.tags).toEqual({ ...visitTags, definition: 'other', code: 'other' });
});

const { count: _count, ...visitTags } = visit;

it.each([
  ['CARD_DECLINED', 'CARD_DECLINED'],
  ['billing.v2', 'billing.v2'],
  [`C${'x'.repeat(63)}`, `C${'x'.repeat(63)}`],
  [`C${'x'.repeat(64)}`, 'other'],
  ['2nd', 'other'],
  ['no blank', 'other'],
  ['order-4711', 'other'],
])('shows the code %s as %s', (code, shown) => {
  metricsOf().countAttempt({ action: 'http.request', status: 'FAILED', code, durationMs: 1 });
  expect(meter.records.get('octavo_action_attempts')).toMatchObject([{ tags: { code: shown } }]);
});
