import { isEgressRule } from '@octavo/activities/actions';
import { z } from 'zod';
import { duration, filePath, hostAndPort, listenAddress, secretText, text, tls } from './field-schemas';
import { redisSentinel, redisServers, redisUrl } from './redis-schema';

const server = z.strictObject({
  address: hostAndPort.optional(),
  namespace: text.default('default'),
  apiKey: secretText.optional(),
  /** On by default where there is an API key. */
  tls: tls.optional(),
  /** Headers of what is sent to the server. */
  metadata: z.record(z.string(), secretText, 'expected names and texts').optional(),
  /** Of Temporal's own configuration file. */
  profile: text.optional(),
});

/** How long an ended run is kept. */
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
  /** A prefix: what begins with it, without it. Or the names of variables. `false`: no variables. */
  env: z
    .union([z.literal(false), text, z.array(text)], 'expected a prefix, a list of names, or false')
    .default('OCTAVO_SECRET_'),
  /** A folder: one file for each secret, named as it. */
  files: filePath.optional(),
});

const count = z.int('expected a whole number').min(1, 'expected at least 1');

const limits = z.strictObject({
  /** Actions that one worker runs at the same time. */
  concurrentActions: count.default(100),
  /** Workflow tasks that one worker works on at the same time. */
  concurrentWorkflowTasks: count.default(40),
  /** Runs that one worker keeps in memory. */
  cachedRuns: count.default(600),
  /** How long running actions may go on when the worker is told to stop. */
  shutdownGrace: duration.default('10s'),
});

const log = z.strictObject({
  /** The least important level that workers write; warnings and errors they always do. */
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
  'expected { prometheus: host:port } to be asked at, or { otel: URL } of a collector',
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
    /** Where rules and evidence are. Default: the Redis of `store`, else the folder `.octavo/rollout`. */
    store: rolloutStore.optional(),
    /** What says which engine runs a task. Default: the rules in the store. */
    flags: flags.optional(),
  },
  'expected { store, flags }; {} takes the defaults',
);

/** What `octavo.config.yaml` may say. */
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
  /** Without it, workers count for nobody. */
  metrics: metrics.optional(),
  /** Where workers answer probes. Without it, nowhere. */
  health: listenAddress.optional(),
  /** Without it, runs take only the new engine. */
  migration: migration.optional(),
});

/** The file as it is checked, defaults filled in. */
export type ConfigFile = z.output<typeof configSchema>;

/** Checks a configuration. A process does so a few times, for which zod need not compile the schema to code. */
export function parseConfig(value: unknown): z.ZodSafeParseResult<ConfigFile> {
  try {
    return configSchema.safeParse(value, { jitless: true });
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return configSchema.safeParse(withPlainLengths(value), { jitless: true });
  }
}

/**
 * Where zod expects a text or a list of some length, it compares the `length` of whatever stands there, and throws where
 * no number can be made of it. No field of the configuration has that name, so another value is refused just as well.
 */
function withPlainLengths(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withPlainLengths);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, inner]) => [key, key === 'length' ? 0 : withPlainLengths(inner)]);
  return Object.fromEntries(entries) as unknown;
}
