/** The types of Temporal's search attributes, as its CLI spells them. */
export type SearchAttributeType = 'Text' | 'Keyword' | 'Int' | 'Double' | 'Bool' | 'Datetime' | 'KeywordList';

/** How the embedded server is to run. */
export interface TemporalServerOptions {
  /** The file that keeps its state; without one, state is in memory and ends with the server. */
  readonly stateFile?: string;
  /** Created at the start. Default: `default`. */
  readonly namespace?: string;
  /** Whether Temporal's web UI runs too. Default: true. */
  readonly ui?: boolean;
  /** Default: any free port. */
  readonly port?: number;
  /** Default: any free port. */
  readonly uiPort?: number;
  /** Registered at the start, by name. */
  readonly searchAttributes?: Readonly<Record<string, SearchAttributeType>>;
  /** Beside, and over, those that Octavo needs. */
  readonly dynamicConfig?: Readonly<Record<string, string | number | boolean>>;
  readonly env?: NodeJS.ProcessEnv;
  readonly onProgress?: (line: string) => void;
}

/** The ports of one attempt to start. */
export interface ServerPorts {
  readonly port: number;
  readonly uiPort: number;
  readonly httpPort: number;
  readonly metricsPort: number;
}

/** What Octavo needs of a server, measured: see `docs/architecture.md`. */
const DYNAMIC_CONFIG: Readonly<Record<string, string | number | boolean>> = {
  'system.enableActivityEagerExecution': true,
  'matching.useNewMatcher': true,
  'matching.enableFairness': true,
  // One process serves everybody here: the limits that protect a shared cluster only slow it down.
  'frontend.rps': 20_000,
  'frontend.namespaceRPS': 20_000,
  'frontend.namespaceRPS.visibility': 2_000,
  'history.rps': 30_000,
  'matching.rps': 20_000,
  'matching.persistenceMaxQPS': 30_000,
};

/** A second server on the same state file does not start. It would take shards and tasks from the first. */
const SOLE_OWNER = ['--sqlite-pragma', 'locking_mode=exclusive'] as const;

/** The arguments of `temporal` that start a server so. */
export function serverArguments(options: TemporalServerOptions, ports: ServerPorts): string[] {
  const dynamicConfig = { ...DYNAMIC_CONFIG, ...options.dynamicConfig };
  return [
    ...['server', 'start-dev', '--ip', '127.0.0.1', '--log-level', 'error'],
    ...['--namespace', options.namespace ?? 'default'],
    ...['--port', `${ports.port}`, '--http-port', `${ports.httpPort}`, '--metrics-port', `${ports.metricsPort}`],
    ...(options.ui === false ? ['--headless'] : ['--ui-port', `${ports.uiPort}`]),
    ...(options.stateFile === undefined ? [] : ['--db-filename', options.stateFile, ...SOLE_OWNER]),
    ...Object.entries(options.searchAttributes ?? {}).flatMap(([name, type]) => [
      '--search-attribute',
      `${name}=${type}`,
    ]),
    ...Object.entries(dynamicConfig).flatMap(([key, value]) => [
      '--dynamic-config-value',
      `${key}=${JSON.stringify(value)}`,
    ]),
  ];
}
