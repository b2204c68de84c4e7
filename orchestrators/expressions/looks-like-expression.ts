import { childrenOf, type Node } from './ast';
import { callableNames } from './compile-call';
import { ExpressionSyntaxError } from './expression-error';
import { knownVariables } from './known-names';
import { parseExpression } from './parser';

const MAX_LENGTH = 4096;

/**
 * Whether a text without `${ }` was probably meant as an expression: it parses as CEL, and reads a member of a known
 * variable (`input.total > 3`) or calls a known function. For hints only; `example.com` and `well-known` are not
 * expressions.
 */
export function looksLikeExpression(text: string): boolean {
  if (text.length > MAX_LENGTH || text.includes('${')) return false;
  try {
    return isMeant(parseExpression(text));
  } catch (error) {
    if (error instanceof ExpressionSyntaxError) return false;
    throw error;
  }
}

function isMeant(node: Node): boolean {
  if (node.kind === 'member' || node.kind === 'index') {
    return (node.object.kind === 'name' && knownVariables.includes(node.object.name)) || isMeant(node.object);
  }
  if (node.kind === 'call' && node.receiver === undefined && callableNames.includes(node.name)) return true;
  if (node.kind === 'binary' && isKnownName(node.left)) return true;
  return childrenOf(node).some(isMeant);
}

function isKnownName(node: Node): boolean {
  return node.kind === 'name' && knownVariables.includes(node.name);
}
