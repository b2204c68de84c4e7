import type { ProblemReport } from '../contracts/task-type-definition';
import { ExpressionSyntaxError, findWholeExpression, looksLikeExpression, parseTemplate } from '../expressions';
import type { Json } from '../model/json';

/** More literal items than a definition may have. */
const MAX_LITERAL_ITEMS = 100_000;
/** More items than this version runs. */
const MAX_ITEMS = 5_000;

const EXPECTED = 'a list, a map or one expression';

interface ItemFields {
  readonly items?: Json | undefined;
  readonly source?: unknown;
}

/** `items` is a list, a map or one expression, and not too long. Source: definition-language, "collection" and limits. */
export function checkItems({ items, source }: ItemFields, report: ProblemReport): void {
  if (items === undefined) {
    if (source === undefined)
      report({ at: ['items'], code: 'REQUIRED', message: '`items` is missing', expected: EXPECTED });
  } else if (typeof items === 'string') {
    checkText(items, report);
  } else if (typeof items !== 'object' || items === null) {
    report({ at: ['items'], code: 'TYPE_INVALID', message: '`items` is no list and no map', expected: EXPECTED });
  } else {
    checkCount(Array.isArray(items) ? items.length : Object.keys(items).length, report);
  }
}

function checkText(text: string, report: ProblemReport): void {
  if (isOneExpression(text)) return;
  const hint = looksLikeExpression(text) ? { hint: `write \${ ${text.trim()} } for an expression` } : {};
  report({ at: ['items'], code: 'TYPE_INVALID', message: '`items` is text', expected: EXPECTED, ...hint });
}

function isOneExpression(text: string): boolean {
  try {
    return findWholeExpression(parseTemplate(text)) !== undefined;
  } catch (error) {
    // One that never ends is told with the other expressions.
    if (error instanceof ExpressionSyntaxError) return true;
    throw error;
  }
}

function checkCount(count: number, report: ProblemReport): void {
  if (count > MAX_LITERAL_ITEMS) {
    const message = `limit "items": ${count} elements, at most ${MAX_LITERAL_ITEMS}`;
    report({ at: ['items'], code: 'LIMIT_EXCEEDED', message });
  } else if (count > MAX_ITEMS) {
    const message = `${count} items; this version runs at most ${MAX_ITEMS}`;
    report({ at: ['items'], code: 'COLLECTION_TOO_LARGE', message });
  }
}
