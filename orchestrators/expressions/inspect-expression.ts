import { childrenOf, type Node } from './ast';
import { findMistakes } from './compiler';
import { ExpressionSyntaxError } from './expression-error';
import { parseExpression } from './parser';
import { findReferences, type Reference } from './references';

/** The result of analysing an expression without running it. */
export interface InspectedExpression {
  readonly references: readonly Reference[];
  /**
   * Why it can never run or is certainly a mistake, in source order: every unknown function, wrong number of arguments
   * and invalid pattern, and every literal where only a boolean makes sense.
   */
  readonly mistakes: readonly ExpressionSyntaxError[];
}

/**
 * Parses an expression (without `${ }`) and reports its problems. Throws ExpressionSyntaxError if it cannot be parsed.
 */
export function inspectExpression(source: string): InspectedExpression {
  const node = parseExpression(source);
  const mistakes = [...findMistakes(node, source), ...findNoBooleans(node)];
  return { references: findReferences(node), mistakes: mistakes.toSorted((left, right) => left.offset - right.offset) };
}

/** Literals that have no effect with `&&`, `||`, `!` and `?`: `input.name || "World"` is not a default here. */
function findNoBooleans(node: Node): readonly ExpressionSyntaxError[] {
  const wrong = logicalOperands(node).filter(isNoBoolean);
  return [...wrong.map(explainNoBoolean), ...childrenOf(node).flatMap(findNoBooleans)];
}

function logicalOperands(node: Node): readonly Node[] {
  if (node.kind === 'binary' && (node.operator === '&&' || node.operator === '||')) return [node.left, node.right];
  if (node.kind === 'conditional') return [node.condition];
  return node.kind === 'unary' && node.operator === '!' ? [node.operand] : [];
}

function isNoBoolean(node: Node): boolean {
  return (node.kind === 'literal' && typeof node.value !== 'boolean') || node.kind === 'list' || node.kind === 'map';
}

function explainNoBoolean({ start }: Node): ExpressionSyntaxError {
  const hint = 'a default is written `x.?y.orValue(0)`, a choice `a == b ? c : d`';
  return new ExpressionSyntaxError('true or false is wanted here, and there is no truthiness', start, hint);
}
