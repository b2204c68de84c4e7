import { isDeepStrictEqual } from 'node:util';
import type { Json } from '@octavo/orchestrators';
import { compileTemplate, createMeter, createVariables, ExpressionError } from '@octavo/orchestrators';
import type { CelCase, Expected } from './cel-cases';

/**
 * What an expression does otherwise than CEL says: it is `refused: …` before it runs, `fails: …` or `gives …`; or why the
 * case cannot be compared. Undefined where it does what CEL says.
 */
export function judgeCase({ source, variables, expected }: CelCase): string | undefined {
  if (variables === undefined) return 'JSON has no such variables';
  if (expected.kind === 'checked') return 'CEL says only its type';
  const outcome = evaluate(source, variables);
  return isAsExpected(outcome, expected) ? undefined : outcome.text;
}

type Outcome =
  | { readonly kind: 'value'; readonly value: Json; readonly text: string }
  | { readonly kind: 'failure' | 'refusal'; readonly text: string };

function evaluate(source: string, variables: Readonly<Record<string, Json>>): Outcome {
  const meter = createMeter({ now: () => '2026-01-01T00:00:00Z' });
  try {
    const value = compileTemplate(`\${${source}}`).evaluate(createVariables(variables), meter);
    return { kind: 'value', value, text: `gives ${JSON.stringify(value)}` };
  } catch (error) {
    if (error instanceof ExpressionError) return { kind: 'failure', text: `fails: ${error.message}` };
    if (error instanceof Error && error.name === 'ExpressionSyntaxError')
      return { kind: 'refusal', text: `refused: ${error.message}` };
    throw error;
  }
}

/** What fails because the language lacks something that a case is made of: the error that CEL wants was not reached. */
const LACKS = /the key of a map is text|there is no variable "math"|the text is not a duration/;

function isAsExpected(outcome: Outcome, expected: Expected): boolean {
  if (expected.kind === 'value')
    return outcome.kind === 'value' && isDeepStrictEqual(outcome.value, withoutMinusZero(expected.value));
  return expected.kind === 'error' && outcome.kind === 'failure' && !LACKS.test(outcome.text);
}

/** JSON has no -0, and an expression never gives one. */
function withoutMinusZero(value: Json): Json {
  return JSON.parse(JSON.stringify(value)) as Json;
}
