import { ExpressionSyntaxError, inspectExpression, type Reference } from '@octavo/orchestrators/definitions';
import { limits } from '../limits';
import type { ProblemCode } from '../problem-catalogue';

/** What is known of the source of an expression without running it. */
export interface ReadExpression {
  /** None where it cannot be read. */
  readonly references: readonly Reference[];
  readonly mistakes: readonly ExpressionMistake[];
}

/** Why an expression can never run. */
export interface ExpressionMistake {
  readonly code: ProblemCode;
  readonly message: string;
  readonly hint?: string | undefined;
  /** Where it is, in UTF-16 units from the start of the source. */
  readonly offset: number;
}

/** Reads each expression of a definition once. */
export class ExpressionCache {
  readonly #known = new Map<string, ReadExpression>();

  read(source: string): ReadExpression {
    let expression = this.#known.get(source);
    if (expression === undefined) {
      expression = readExpression(source);
      this.#known.set(source, expression);
    }
    return expression;
  }
}

function readExpression(source: string): ReadExpression {
  const bytes = Buffer.byteLength(source);
  if (bytes > limits.expressionBytes) {
    const message = `limit "expression": ${bytes} bytes, at most ${limits.expressionBytes} (4 KiB)`;
    return { references: [], mistakes: [{ code: 'LIMIT_EXCEEDED', message, offset: 0 }] };
  }
  try {
    const { references, mistakes } = inspectExpression(source);
    return { references, mistakes: mistakes.map(toMistake) };
  } catch (error) {
    if (error instanceof ExpressionSyntaxError) return { references: [], mistakes: [toMistake(error)] };
    if (!(error instanceof RangeError)) throw error;
    return { references: [], mistakes: [{ code: 'EXPRESSION_INVALID', message: error.message, offset: 0 }] };
  }
}

function toMistake({ reason, hint, offset }: ExpressionSyntaxError): ExpressionMistake {
  return { code: 'EXPRESSION_INVALID', message: reason, hint, offset };
}
