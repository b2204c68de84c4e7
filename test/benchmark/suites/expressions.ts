import { compileTemplate, createMeter, createVariables, type Json } from '@octavo/orchestrators';
import { rateOf } from '../measuring/rate-of';
import { type BenchRow, toRow } from '../report/bench-row';
import type { Bench, Suite } from './suite';

/** The promised evaluations per second of CPU time, for expressions of the size of conditions. */
const PROMISED = 1_000_000;

interface ExpressionCase {
  readonly name: string;
  readonly template: Json;
  readonly expected: Json;
}

const variables = createVariables({
  input: { amount: 250, status: 'ok', lines: Array.from({ length: 1_000 }, (_, index) => ({ price: index })) },
  tasks: { price: { output: { total: 12.5 } } },
});

const cases: readonly ExpressionCase[] = [
  { name: 'condition', template: '${ input.amount > 100 && input.status == "ok" }', expected: true },
  { name: 'arithmetic', template: '${ input.amount * 2 + tasks.price.output.total }', expected: 512.5 },
  { name: 'text', template: 'order of ${ input.amount } is ${ input.status }', expected: 'order of 250 is ok' },
];

/** Compiled templates, evaluated as in the engine: each with its own meter for the expression budget. */
export const expressions: Suite = {
  name: 'expressions',
  title: 'evaluations per second against the promised million',
  run: async (bench) => cases.map((one) => measureCase(one, bench)),
};

function measureCase(
  { name, template, expected }: ExpressionCase,
  { progress, close: { rounds, roundMs } }: Bench,
): BenchRow {
  progress.tell(`expressions: ${name}`);
  const compiled = compileTemplate(template);
  const evaluate = (): Json => compiled.evaluate(variables, createMeter({ now: () => '2026-01-01T00:00:00Z' }));
  if (evaluate() !== expected) throw new Error(`${JSON.stringify(template)} gives ${JSON.stringify(evaluate())}`);
  const rate = rateOf(() => void evaluate(), { rounds, stretchMs: roundMs / 10 });
  return toRow({ suite: 'expressions', case: name, metric: 'throughput' }, rate, PROMISED);
}
