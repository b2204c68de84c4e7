/** The types of Temporal's search attributes, in the spelling of its CLI. */
export type SearchAttributeType = 'Text' | 'Keyword' | 'Int' | 'Double' | 'Bool' | 'Datetime' | 'KeywordList';

/** Options of the embedded server. */
export interface TemporalServerOptions {
  /** The file for its state. Default: state is in memory and is lost when the server ends. */
  readonly stateFile?: string;
  /** The namespace, created at the start. Default: `default`. */
  readonly namespace?: string;
  /** True to run Temporal's web UI too. Default: true. */
  readonly ui?: boolean;
  /** Default: any free port. */
  readonly port?: number;
  /** Default: any free port. */
  readonly uiPort?: number;
  /** Types of search attributes to register at the start, by name. */
  readonly searchAttributes?: Readonly<Record<string, SearchAttributeType>>;
  /** Additional values; they override those that Octavo needs. */
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

/** The values that Octavo needs. */
const DYNAMIC_CONFIG: Readonly<Record<string, string | number | boolean>> = {
  'system.enableActivityEagerExecution': true,
  'matching.useNewMatcher': true,
  'matching.enableFairness': true,
  // A dev server has one user, and limits that protect a shared cluster would only slow it down.
  'frontend.rps': 20_000,
  'frontend.namespaceRPS': 20_000,
  'frontend.namespaceRPS.visibility': 2_000,
  'history.rps': 30_000,
  'matching.rps': 20_000,
  'matching.persistenceMaxQPS': 30_000,
};

/** Keeps a second server from starting on the same state file: it would take shards and tasks from the first. */
const SOLE_OWNER = ['--sqlite-pragma', 'locking_mode=exclusive'] as const;

/** Returns the arguments of `temporal` for a server with these options. */
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
