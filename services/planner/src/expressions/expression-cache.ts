import { ExpressionSyntaxError, inspectExpression, type Reference } from '@octavo/orchestrators/definitions';
import { limits } from '../limits';
import { foreignObjects, formatAdvice } from '../foreign/names';
import { adviseCall } from '../foreign/functions';
import { findForeignSyntax } from '../foreign/syntax';
import type { ExpressionMistake } from './expression-mistake';

/** The result of parsing an expression. */
export interface ReadExpression {
  /** Empty if it cannot be parsed. */
  readonly references: readonly Reference[];
  readonly mistakes: readonly ExpressionMistake[];
  /** False if the parser failed; then the content is unknown. */
  readonly isReadable: boolean;
}

/** Parses each expression of a definition once. */
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

/** Reads one expression; `ExpressionCache` does it once for each. */
export function readExpression(source: string): ReadExpression {
  const bytes = Buffer.byteLength(source);
  if (bytes > limits.expressionBytes) {
    const message = `limit "expression": ${bytes} bytes, at most ${limits.expressionBytes} (4 KiB)`;
    return unreadable({ code: 'LIMIT_EXCEEDED', message, offset: 0 });
  }
  try {
    const { references, mistakes } = inspectExpression(source);
    // `JSON.parse(x)` is one mistake, the unknown `JSON`, so its method is not reported.
    const methods = references.filter(({ root }) => foreignObjects.has(root)).map(({ end }) => end + 1);
    const own = mistakes.filter(({ offset }) => !methods.includes(offset));
    return { references, mistakes: own.map((mistake) => toMistake(mistake, source)), isReadable: true };
  } catch (error) {
    if (error instanceof ExpressionSyntaxError) {
      return unreadable(findForeignSyntax(source, error.offset) ?? toMistake(error, source));
    }
    if (!(error instanceof RangeError)) throw error;
    return unreadable({ code: 'EXPRESSION_INVALID', message: error.message, offset: 0 });
  }
}

function unreadable(mistake: ExpressionMistake): ReadExpression {
  return { references: [], mistakes: [mistake], isReadable: false };
}

function toMistake({ reason, hint, offset }: ExpressionSyntaxError, source: string): ExpressionMistake {
  const advice = adviseCall(source, offset);
  return {
    code: 'EXPRESSION_INVALID',
    message: reason,
    hint: advice === undefined ? hint : formatAdvice(advice),
    offset,
  };
}
