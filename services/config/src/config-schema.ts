import { isEgressRule } from '@octavo/activities/actions';
import { z } from 'zod';
import { duration, filePath, hostAndPort, listenAddress, secretText, text, tls } from './field-schemas';
import { redisSentinel, redisServers, redisUrl } from './redis-schema';

const server = z.strictObject({
  address: hostAndPort.optional(),
  namespace: text.default('default'),
  apiKey: secretText.optional(),
  /** On by default if there is an API key. */
  tls: tls.optional(),
  /** Headers of requests to the server. */
  metadata: z.record(z.string(), secretText, 'expected names and texts').optional(),
  /** The profile of Temporal's own configuration file. */
  profile: text.optional(),
});

/** The time for which an ended run is kept. */
export const DEFAULT_TTL = '7d';
const ttl = duration.default(DEFAULT_TTL);

const store = z.union(
  [z.literal('memory'), redisUrl, z.strictObject({ ...redisServers, ttl }), z.strictObject({ ...redisSentinel, ttl })],
  'expected memory, a Redis URL, { redis: URL, … } or { sentinel: { … }, … }',
);

const egressRule = z
  .string('expected text')
  .refine(isEgressRule, 'expected an address, a CIDR range, a host name or *.domain');

const egress = z.strictObject({ allow: z.array(egressRule).default([]), deny: z.array(egressRule).default([]) });

const shell = z.strictObject({
  allow: z.union([z.boolean(), z.array(text)], 'expected true, false or a list of executables').default(false),
});

const secrets = z.strictObject({
  /** A prefix of variables, which is removed to get the name of a secret; or a list of variables; `false`: no variables. */
  env: z
    .union([z.literal(false), text, z.array(text)], 'expected a prefix, a list of names, or false')
    .default('OCTAVO_SECRET_'),
  /** A folder with one file for each secret, named like the secret. */
  files: filePath.optional(),
});

const count = z.int('expected a whole number').min(1, 'expected at least 1');

const limits = z.strictObject({
  /** Maximum number of concurrent actions of a worker. */
  concurrentActions: count.default(100),
  /** Maximum number of concurrent workflow tasks of a worker. */
  concurrentWorkflowTasks: count.default(40),
  /** Maximum number of runs in a worker's memory. */
  cachedRuns: count.default(600),
  /** The time for running actions after the worker is stopped. */
  shutdownGrace: duration.default('10s'),
});

const log = z.strictObject({
  /** The minimum level of lines; warnings and errors are always written. */
  level: z.enum(['trace', 'debug', 'info', 'warn'], 'expected trace, debug, info or warn').default('info'),
  /** Default: pretty on a terminal, else json. */
  format: z.enum(['pretty', 'json'], 'expected pretty or json').optional(),
});

const metrics = z.union(
  [
    z.strictObject({ prometheus: listenAddress }),
    z.strictObject({
      otel: z.string('expected a URL').regex(/^(https?|grpcs?):\/\/./, 'expected the URL of a collector'),
    }),
  ],
  'expected { prometheus: host:port } to listen at, or { otel: URL } of a collector',
);

const rolloutStore = z.union(
  [redisUrl, z.strictObject({ folder: filePath }), z.strictObject(redisServers), z.strictObject(redisSentinel)],
  'expected a Redis URL, { redis: URL, … }, { sentinel: { … }, … } or { folder: PATH }',
);

const flags = z.union(
  [z.strictObject({ file: filePath }), z.strictObject({ module: filePath })],
  'expected { file: PATH } with rules, or { module: PATH } of a provider',
);

const migration = z.strictObject(
  {
    /** The store of rules and evidence. Default: the Redis of `store`, else the folder `.octavo/rollout`. */
    store: rolloutStore.optional(),
    /** The source of the rules that choose the engine of a task. Default: the rules in the store. */
    flags: flags.optional(),
  },
  'expected { store, flags }; {} uses the defaults',
);

/** The schema of `octavo.config.yaml`. */
export const configSchema = z.strictObject({
  server: server.prefault({}),
  taskQueue: text.default('octavo'),
  store: store.default('memory'),
  actions: z.array(filePath).default([]),
  definitions: filePath.optional(),
  egress: egress.prefault({}),
  shell: shell.prefault({}),
  secrets: secrets.prefault({}),
  limits: limits.prefault({}),
  log: log.prefault({}),
  /** Default: workers export no metrics. */
  metrics: metrics.optional(),
  /** The address where workers answer probes. Default: none. */
  health: listenAddress.optional(),
  /** Default: runs use only the new engine. */
  migration: migration.optional(),
});

/** The validated configuration, with defaults. */
export type ConfigFile = z.output<typeof configSchema>;

/** Validates a configuration. A process does this only a few times, so zod does not compile the schema to code. */
export function parseConfig(value: unknown): z.ZodSafeParseResult<ConfigFile> {
  try {
    return configSchema.safeParse(value, { jitless: true });
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return configSchema.safeParse(withPlainLengths(value), { jitless: true });
  }
}

/**
 * For a text or list with a minimum length, zod compares the `length` of any value, and throws if that cannot be converted
 * to a number. This replaces such a `length` by 0. No field of the configuration has that name, so the value is still rejected.
 */
function withPlainLengths(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withPlainLengths);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, inner]) => [key, key === 'length' ? 0 : withPlainLengths(inner)]);
  return Object.fromEntries(entries) as unknown;
}
