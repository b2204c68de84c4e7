import type { FieldPath } from '@octavo/orchestrators/definitions';
import type { Finding } from '../problem-collector';

/** What is said of an expression in a key, which nothing evaluates. `at` ends with the key. */
export function describeExpressionKey(at: FieldPath): Finding {
  return {
    at,
    code: 'EXPRESSION_NOT_ALLOWED',
    message: 'the key holds an expression, and keys are never evaluated',
    hint: 'write the whole map as one expression: ${ { input.name: 1 } }',
  };
}
