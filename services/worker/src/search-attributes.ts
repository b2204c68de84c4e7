import { setTimeout as sleep } from 'node:timers/promises';
import type { NativeConnection } from '@temporalio/worker';

/** Numbers of Temporal's `IndexedValueType`. */
const KEYWORD = 2;
const KEYWORD_LIST = 7;

/** The fixed set of search attributes, with their types; workflow code sets no others. */
const attributes: Readonly<Record<string, number>> = {
  OctavoDefinition: KEYWORD,
  OctavoVersion: KEYWORD,
  OctavoWaitingFor: KEYWORD_LIST,
  OctavoEngine: KEYWORD,
};

/** The server's own caches learn of new attributes within this time. */
const PROPAGATION_MS = 3_000;

type Operator = Pick<NativeConnection, 'operatorService'>;

/**
 * Registers Octavo's search attributes where they are missing. False where that is not permitted or not possible: runs
 * then work as well, but visibility does not know what they wait for, and `to: { waiting: true }` finds none.
 */
export async function ensureSearchAttributes({ operatorService }: Operator, namespace: string): Promise<boolean> {
  try {
    const { customAttributes } = await operatorService.listSearchAttributes({ namespace });
    const missing = Object.entries(attributes).filter(([name]) => customAttributes?.[name] === undefined);
    if (missing.length === 0) return true;
    await operatorService.addSearchAttributes({ namespace, searchAttributes: Object.fromEntries(missing) });
    await sleep(PROPAGATION_MS);
    return true;
  } catch {
    return false;
  }
}
