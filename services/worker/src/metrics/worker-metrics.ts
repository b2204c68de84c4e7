import type { AttemptEnd } from '@octavo/activities';
import { errorCatalogue } from '@octavo/orchestrators';
import { builtInTaskTypes, type TaskTypeDefinition } from '@octavo/orchestrators/definitions';
import type { CountedEnds } from '@octavo/workflows';
import { BoundedMetric, LabelValues, type MetricMeter } from './bounded-metric';

/** The number of definitions outside the worker's folder whose ids are shown. */
const MOST_DEFINITIONS = 100;
/** The number of codes outside the engine's catalogue that are shown. */
const MOST_CODES = 100;

export interface WorkerMetricsOptions {
  readonly meter: MetricMeter;
  /** Names of the actions that the worker runs. */
  readonly actions: readonly string[];
  /** Ids of the definitions of its folder. */
  readonly definitions: readonly string[];
  /** Default: the eight of the language. */
  readonly taskTypes?: readonly Pick<TaskTypeDefinition, 'type'>[];
}

/** Counts ended runs, visits and attempts, by labels with a bounded number of values. */
export class WorkerMetrics {
  readonly #definitions: LabelValues;
  readonly #types: LabelValues;
  readonly #actions: LabelValues;
  readonly #codes = new LabelValues({
    known: Object.keys(errorCatalogue),
    maxUnknown: MOST_CODES,
    pattern: /^[A-Za-z][A-Za-z0-9_.]{0,63}$/,
  });
  readonly #runs: BoundedMetric;
  readonly #visits: BoundedMetric;
  readonly #attempts: BoundedMetric;
  readonly #latency: BoundedMetric;

  constructor({ meter, actions, definitions, taskTypes = builtInTaskTypes }: WorkerMetricsOptions) {
    this.#definitions = new LabelValues({
      known: definitions,
      maxUnknown: MOST_DEFINITIONS,
      pattern: /^[a-z0-9-]{1,64}$/,
    });
    this.#types = new LabelValues({ known: taskTypes.map(({ type }) => type) });
    this.#actions = new LabelValues({ known: actions });
    this.#runs = new BoundedMetric(meter, 'octavo_runs_ended');
    this.#visits = new BoundedMetric(meter, 'octavo_task_visits');
    this.#attempts = new BoundedMetric(meter, 'octavo_action_attempts');
    this.#latency = new BoundedMetric(meter, 'octavo_action_attempt_latency');
  }

  countEnds({ definition: id, visits, run }: CountedEnds): void {
    const definition = this.#definitions.of(id);
    for (const { type, engine, status, handled, code, count } of visits) {
      const what = { definition, type: this.#types.of(type), engine };
      this.#visits.record(count, { ...what, status, handled, code: this.#codes.of(code) });
    }
    if (run !== undefined) this.#runs.record(1, { definition, status: run.status, code: this.#codes.of(run.code) });
  }

  countAttempt({ action: name, status, code, durationMs }: AttemptEnd): void {
    const action = this.#actions.of(name);
    this.#attempts.record(1, { action, status, code: this.#codes.of(code) });
    this.#latency.record(durationMs, { action, status });
  }
}
