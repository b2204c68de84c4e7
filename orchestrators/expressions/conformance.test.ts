import * as facts from './cel-facts.fixture';
import { failures, syntaxErrors } from './cel-failures.fixture';
import * as typeFacts from './cel-type-facts.fixture';
import { compileExpression } from './compiled-expression';
import { evaluate, failureOf } from './evaluate.fixture';
import { ExpressionSyntaxError } from './expression-error';

const tables: readonly (readonly [string, readonly facts.Fact[]])[] = [
  ['literals', facts.literals],
  ['operators', facts.operators],
  ['short circuits', facts.shortCircuits],
  ['selections', facts.selections],
  ['macros', facts.macroFacts],
  ['optionals', typeFacts.optionals],
  ['conversions', typeFacts.conversions],
  ['times', typeFacts.times],
];

describe.each(tables)('%s', (_, table) => {
  it.each(table.map(([source, value, variables]) => ({ source, value, variables })))(
    '$source is $value',
    ({ source, value, variables }) => {
      expect(evaluate(source, variables)).toEqual(value);
    },
  );
});

it.each(failures.map(([source, variables]) => ({ source, variables })))(
  '$source is EXPRESSION_FAILED',
  ({ source, variables }) => {
    const failure = failureOf(source, variables);
    expect(failure.code).toBe('EXPRESSION_FAILED');
    expect(failure.message).toMatch(/, in: /);
  },
);

it.each(syntaxErrors.map((source) => ({ source })))('$source is a syntax error with a place', ({ source }) => {
  const compile = () => compileExpression(source);
  expect(compile).toThrow(ExpressionSyntaxError);
  expect(offsetOf(compile)).toBeLessThanOrEqual(source.length);
});

function offsetOf(compile: () => unknown): number {
  try {
    compile();
  } catch (error) {
    return error instanceof ExpressionSyntaxError ? error.offset : Number.NaN;
  }
  return Number.NaN;
}
