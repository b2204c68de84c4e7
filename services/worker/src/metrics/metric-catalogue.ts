/** The description of a metric. */
export interface MetricDescription {
  readonly kind: 'counter' | 'histogram';
  readonly unit: string;
  readonly labels: readonly string[];
  readonly meaning: string;
}

/** Every metric of a worker for its runs, besides those of Temporal's SDK. A test keeps it and the README equal. */
export const metricCatalogue = {
  octavo_runs_ended: {
    kind: 'counter',
    unit: 'runs',
    labels: ['definition', 'status', 'code'],
    meaning: 'Runs that ended.',
  },
  octavo_task_visits: {
    kind: 'counter',
    unit: 'visits',
    labels: ['definition', 'type', 'engine', 'status', 'handled', 'code'],
    meaning: 'Visits of tasks that ended.',
  },
  octavo_action_attempts: {
    kind: 'counter',
    unit: 'attempts',
    labels: ['action', 'status', 'code'],
    meaning: 'Attempts of actions that ended in this worker.',
  },
  octavo_action_attempt_latency: {
    kind: 'histogram',
    unit: 'ms',
    labels: ['action', 'status'],
    meaning: 'How long these attempts took.',
  },
} as const satisfies Readonly<Record<string, MetricDescription>>;

export type MetricName = keyof typeof metricCatalogue;
