import type { ProblemReport } from '../contracts/task-type-definition';
import type { Json } from '../model/json';
import { maxItems } from './item-expander';

/** The maximum number of literal items in a definition. */
const MAX_LITERAL_ITEMS = 100_000;

interface ItemFields {
  readonly items?: Json | undefined;
  readonly source?: unknown;
}

/** Checks that `items` exists and is not too long. Source: definition-language, "collection" and limits. */
export function checkItems({ items, source }: ItemFields, report: ProblemReport): void {
  if (items === undefined) {
    if (source === undefined)
      report({
        at: ['items'],
        code: 'REQUIRED',
        message: '`items` is missing',
        expected: 'a list, a map or one expression',
      });
  } else {
    checkCount(countItems({ items }) ?? 0, report);
  }
}

/** The number of literal items; undefined if `items` is neither a list nor a map. */
export function countItems({ items }: ItemFields): number | undefined {
  return typeof items === 'object' && items !== null ? Object.keys(items).length : undefined;
}

function checkCount(count: number, report: ProblemReport): void {
  if (count > MAX_LITERAL_ITEMS) {
    const message = `limit "items": ${count} elements, at most ${MAX_LITERAL_ITEMS}`;
    report({ at: ['items'], code: 'LIMIT_EXCEEDED', message });
  } else if (count > maxItems) {
    const message = `${count} items; this version runs at most ${maxItems}`;
    report({ at: ['items'], code: 'COLLECTION_TOO_LARGE', message });
  }
}
