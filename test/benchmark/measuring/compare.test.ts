import type { Metrics } from '../report/bench-row';
import { compare, type Side } from './compare';

const progress = { tell: () => undefined, clear: () => undefined };

interface ScriptedSide {
  readonly throughputs: readonly number[];
  readonly counted?: Metrics;
}

/** A side with these numbers, one per round; it records its calls. */
function createSide(name: string, asked: string[], { throughputs, counted }: ScriptedSide): Side {
  let round = 0;
  return {
    warmUp: async () => asked.push(`${name} warms up`),
    measure: async () => {
      asked.push(name);
      return { throughput: throughputs[round++] ?? 0 };
    },
    ...(counted === undefined ? {} : { count: async () => counted }),
  };
}

async function compareThese(subject: ScriptedSide, baseline: ScriptedSide) {
  const asked: string[] = [];
  const sides = { subject: createSide('subject', asked, subject), baseline: createSide('baseline', asked, baseline) };
  const rounds = subject.throughputs.length;
  const rows = await compare({ suite: 'a suite', case: 'a case', rounds, ...sides }, progress);
  return { rows, asked };
}

it('measures both sides in each round, alternately in both orders', async () => {
  const { asked } = await compareThese({ throughputs: [1, 1, 1] }, { throughputs: [1, 1, 1] });
  expect(asked).toEqual([
    ...['subject warms up', 'baseline warms up'],
    ...['baseline', 'subject', 'subject', 'baseline', 'baseline', 'subject'],
  ]);
});

it('returns the medians of the rounds, and the spread of their ratios', async () => {
  const { rows } = await compareThese({ throughputs: [10, 12, 90] }, { throughputs: [10, 10, 10] });
  expect(rows).toEqual([
    {
      ...{ suite: 'a suite', case: 'a case', metric: 'throughput', better: 'higher' },
      ...{ subject: 12, baseline: 10, ratio: 1.2, spread: [1.1, 5.1] },
    },
  ]);
});

it('counts constant metrics once, if both sides have them', async () => {
  const { rows } = await compareThese(
    { throughputs: [1], counted: { events: 6, activities: 1 } },
    { throughputs: [1], counted: { events: 5, activities: 0 } },
  );
  expect(rows.slice(1)).toEqual([
    {
      ...{ suite: 'a suite', case: 'a case', metric: 'events', better: 'lower' },
      ...{ subject: 6, baseline: 5, ratio: 1.2 },
    },
  ]);
});
