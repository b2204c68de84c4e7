import type { Json } from '../model/json';
import { compileExpression } from './compiled-expression';
import { compileTemplate } from './template';
import { ExpressionError } from './expression-error';
import { createMeter } from './evaluation';
import { createNamespace, createVariables, type Namespace } from './variables';

export const NOW = '2026-01-31T12:30:45.678Z';

/** Variables for tests: `tasks` is a namespace in which only `done` has a state. */
export const sample: Readonly<Record<string, Json | Namespace>> = {
  input: {
    name: 'Ada',
    total: 12.5,
    count: 3,
    empty: null,
    tags: ['b', 'a', 'b'],
    'order-id': 'o-1',
    lines: [
      { sku: 'x', price: 20, qty: 2 },
      { sku: 'y', price: 10, qty: 1 },
      { sku: 'z', price: 20, qty: 5 },
    ],
    at: '2026-01-01T00:00:00Z',
  },
  vars: { attempts: 0 },
  tasks: createNamespace(
    (id) => (id === 'done' ? { status: 'SUCCESS', output: { total: 4 } } : undefined),
    () => ['done'],
  ),
};

/** Evaluates an expression over {@link sample} and more variables. */
export function evaluate(source: string, more: Readonly<Record<string, Json | Namespace>> = {}, budget?: number): Json {
  return compileExpression(source).evaluate(createVariables({ ...sample, ...more }), meterOf(budget));
}

/** Evaluates a template over {@link sample} and more variables. */
export function fill(template: Json, more: Readonly<Record<string, Json | Namespace>> = {}): Json {
  return compileTemplate(template).evaluate(createVariables({ ...sample, ...more }), meterOf());
}

/** The error of an expression that must fail. */
export function failureOf(source: string, more: Readonly<Record<string, Json | Namespace>> = {}): ExpressionError {
  try {
    evaluate(source, more);
  } catch (error) {
    if (error instanceof ExpressionError) return error;
    throw error;
  }
  throw new Error(`${source} does not fail`);
}

/** A meter whose time stands still at {@link NOW}. */
export function meterOf(budget?: number) {
  return createMeter({ now: () => NOW, ...(budget === undefined ? {} : { budget }) });
}
