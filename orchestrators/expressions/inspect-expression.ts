import { childrenOf, type Node } from './ast';
import { findMistakes } from './compiler';
import { ExpressionSyntaxError } from './expression-error';
import { parseExpression } from './parser';
import { findReferences, type Reference } from './references';

/** What is known of an expression without running it. */
export interface InspectedExpression {
  readonly references: readonly Reference[];
  /**
   * Why it can never run or be meant, in source order: every unknown function, wrong number of arguments and bad
   * pattern, and every literal that stands where only true or false makes sense.
   */
  readonly mistakes: readonly ExpressionSyntaxError[];
}

/** Reads an expression (without `${ }`) as far as it goes. Throws ExpressionSyntaxError where it cannot be read. */
export function inspectExpression(source: string): InspectedExpression {
  const node = parseExpression(source);
  const mistakes = [...findMistakes(node, source), ...findNoBooleans(node)];
  return { references: findReferences(node), mistakes: mistakes.toSorted((left, right) => left.offset - right.offset) };
}

/** Literals that `&&`, `||`, `!` and `?` can do nothing with: `input.name || "World"` is no default here. */
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
