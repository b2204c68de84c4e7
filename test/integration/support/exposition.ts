/** One sample of Prometheus' text format. */
export interface Sample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/** A metric. */
export interface Family {
  readonly name: string;
  readonly kind: string;
  readonly help: string;
  /** Sorted, without the labels that Temporal's SDK adds. */
  readonly labels: readonly string[];
}

export interface Exposition {
  readonly families: readonly Family[];
  readonly samples: readonly Sample[];
}

const ADDED = new Set(['namespace', 'task_queue', 'taskQueue', 'activityType', 'service_name', 'le']);

/** Reads Prometheus' text format. */
export function readExposition(text: string): Exposition {
  const lines = [...text.matchAll(/^(\w+)(?:\{(.*)\})? (\S+)$/gm)];
  const samples = lines.map(([, name = '', labels = '', value]) => ({
    name,
    labels: readLabels(labels),
    value: Number(value),
  }));
  const types = [...text.matchAll(/^# TYPE (\w+) (\w+)$/gm)];
  const families = types.map(([, name = '', kind = '']) => {
    const [, help = ''] = new RegExp(`^# HELP ${name} (.*)$`, 'm').exec(text) ?? [];
    return { name, kind, help, labels: labelsOf(name, samples) };
  });
  return { families, samples };
}

/** The metrics whose names match, sorted by name. */
export function familiesOf({ families }: Exposition, names: RegExp): readonly Family[] {
  return families.filter(({ name }) => names.test(name)).toSorted((a, b) => a.name.localeCompare(b.name));
}

function readLabels(text: string): Readonly<Record<string, string>> {
  const pairs = text.matchAll(/(\w+)="((?:[^"\\]|\\.)*)"/g);
  return Object.fromEntries([...pairs].map(([, label = '', value = '']) => [label, value]));
}

function labelsOf(name: string, samples: readonly Sample[]): readonly string[] {
  const own = samples.filter((sample) => sample.name.replace(/_(bucket|sum|count)$/, '') === name);
  const labels = own.flatMap((sample) => Object.keys(sample.labels));
  return [...new Set(labels)].filter((label) => !ADDED.has(label)).toSorted();
}
