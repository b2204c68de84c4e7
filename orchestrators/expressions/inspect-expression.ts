import { findMistakes } from './compiler';
import type { ExpressionSyntaxError } from './expression-error';
import { parseExpression } from './parser';
import { findReferences, type Reference } from './references';

/** What is known of an expression without running it. */
export interface InspectedExpression {
  readonly references: readonly Reference[];
  /** Why it can never run: every unknown function, wrong number of arguments and bad pattern, in source order. */
  readonly mistakes: readonly ExpressionSyntaxError[];
}

/** Reads an expression (without `${ }`) as far as it goes. Throws ExpressionSyntaxError where it cannot be read. */
export function inspectExpression(source: string): InspectedExpression {
  const node = parseExpression(source);
  const mistakes = findMistakes(node, source).toSorted((left, right) => left.offset - right.offset);
  return { references: findReferences(node), mistakes };
}
