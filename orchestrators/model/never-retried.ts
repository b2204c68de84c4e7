/**
 * Codes of expression and schema errors: another attempt would fail in the same way. Source: definition-language,
 * "retry".
 */
const codes: readonly string[] = [
  'DEFINITION_INVALID',
  'DEFINITION_NOT_FOUND',
  'EXPRESSION_BUDGET_EXCEEDED',
  'EXPRESSION_FAILED',
  'INPUT_INVALID',
  'OUTPUT_INVALID',
];

/** True for an error that no policy retries. */
export function isNeverRetried(code: string): boolean {
  return codes.includes(code);
}
