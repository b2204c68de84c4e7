import { isTerminal, type TaskState } from '@octavo/orchestrators';
import { metricMeter } from '@temporalio/workflow';

/** Counts ended visits by the engine that ran them, in Temporal's metrics of the worker; not on replay. */
export class VisitMetrics {
  readonly #visits = metricMeter.createCounter('octavo_task_visits', 'visits', 'Ended task visits, by engine.');

  see({ path, type, status, engine }: TaskState): void {
    if (path === '' || !isTerminal(status)) return;
    this.#visits.add(1, { type, status, engine: engine ?? 'new' });
  }
}
