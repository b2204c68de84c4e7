import { compileExpression, ExpressionSyntaxError, type Reference } from '@octavo/orchestrators/definitions';
import { limits } from '../limits';

/** What is known of the source of an expression without running it. */
export type ReadExpression =
  | { readonly references: readonly Reference[]; readonly mistake?: undefined }
  | { readonly mistake: string; readonly hint?: string | undefined; readonly isTooLong: boolean };

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
    return {
      isTooLong: true,
      mistake: `limit "expression": ${bytes} bytes, at most ${limits.expressionBytes} (4 KiB)`,
    };
  }
  try {
    return { references: compileExpression(source).references };
  } catch (error) {
    if (error instanceof ExpressionSyntaxError) return { isTooLong: false, mistake: error.reason, hint: error.hint };
    if (error instanceof RangeError) return { isTooLong: false, mistake: error.message };
    throw error;
  }
}
