import { isTerminal, type TaskState } from '@octavo/orchestrators';
import { type ApplicationFailure, CancelledFailure, workflowInfo } from '@temporalio/workflow';
import { type CountedEnds, type CountedVisits, countsEnds, octavoSinks } from '../adapters/octavo-sinks';
import { atEndOfActivations } from '../turns/activation';
import type { RunResult } from './run-result';

/**
 * Counts the visits that end, grouped by equal values, and the end of the run. Many items of a collection may end in one
 * activation, so it reports to the worker once for each activation. Counts nothing on replay; adds no events.
 */
export class EndCounter {
  /** Id of the definition; empty until it is known. */
  definition = '';
  #visits = new Map<string, CountedVisits>();
  #run: CountedEnds['run'];

  constructor() {
    atEndOfActivations(() => this.#report());
  }

  see({ path, type, status, handled, error, engine: oldEngine }: TaskState): void {
    if (path === '' || !isTerminal(status) || isReplaying()) return;
    const [engine, code] = [oldEngine ?? 'new', error?.code ?? ''] as const;
    const key = JSON.stringify([type, engine, status, handled, code]);
    const count = (this.#visits.get(key)?.count ?? 0) + 1;
    this.#visits.set(key, { type, engine, status, handled, code, count });
  }

  succeeded(): void {
    if (!isReplaying()) this.#run = { status: 'SUCCESS', code: '' };
  }

  /** `failure`: the error that the workflow throws. */
  failed(failure: Error): void {
    if (!isReplaying()) this.#run = endOf(failure);
  }

  #report(): void {
    const [definition, visits, run] = [this.definition, [...this.#visits.values()], this.#run];
    if (visits.length === 0 && run === undefined) return;
    this.#visits = new Map();
    this.#run = undefined;
    if (countsEnds()) octavoSinks().countEnds({ definition, visits, ...(run === undefined ? {} : { run }) });
  }
}

function isReplaying(): boolean {
  return workflowInfo().unsafe.isReplaying;
}

function endOf(failure: Error): NonNullable<CountedEnds['run']> {
  if (failure instanceof CancelledFailure) return { status: 'CANCELED', code: 'CANCELED' };
  const { type, details } = failure as ApplicationFailure;
  const { status = 'FAILED' } = (details?.[0] ?? {}) as Partial<RunResult>;
  return { status, code: type ?? 'INTERNAL' };
}
