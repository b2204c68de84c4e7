import { isEgressRule } from '@octavo/activities/actions';
import { parseDurationMs } from '@octavo/orchestrators/model';
import { z } from 'zod';

const text = z.string('expected text').min(1, 'expected text that is not empty');

const duration = z
  .string('expected a duration, e.g. 7d')
  .refine((value) => parseDurationMs(value) !== undefined, 'expected a duration, e.g. 7d');

const redisUrl = z.string('expected a Redis URL').refine(isRedisUrl, 'expected redis://… or rediss://…');

/** A path; a relative one starts in the folder of the file, or in the working directory where no file says it. */
export const filePath = z.string('expected a path').min(1, 'expected a path that is not empty');

/** The path of a PEM file, or its text. */
export const pem = z.string('expected a PEM file: its path, or its text').min(1, 'expected a PEM file');

/** Never shown. */
export const secretText = z.string('expected text').min(1, 'expected text that is not empty');

/** Tells the text of a PEM file from the path of one. */
export function isPemText(value: string): boolean {
  return value.includes('-----BEGIN ');
}

const tls = z.strictObject({
  /** Default: true where anything else of this section is set, or an API key. */
  enabled: z.boolean('expected true or false').optional(),
  serverName: text.optional(),
  serverCa: pem.optional(),
  clientCert: pem.optional(),
  clientKey: pem.optional(),
});

const server = z.strictObject({
  address: z
    .string('expected host:port')
    .regex(/^(\[[^\]\s]+\]|[^:\s]+)(:\d{1,5})?$/, 'expected host:port')
    .optional(),
  namespace: text.default('default'),
  apiKey: secretText.optional(),
  tls: z
    .union([z.boolean(), tls], 'expected true, false or { serverName, serverCa, clientCert, clientKey }')
    .optional(),
  /** Headers of what is sent to the server. */
  metadata: z.record(z.string(), secretText, 'expected names and texts').optional(),
  /** Of Temporal's own configuration file. */
  profile: text.optional(),
});

const redisStore = z.strictObject({
  redis: redisUrl,
  cluster: z.boolean().default(false),
  keyPrefix: text.default('octavo'),
  /** How long an ended run is kept. */
  ttl: duration.default('7d'),
});

const store = z.union([z.literal('memory'), redisUrl, redisStore], 'expected memory, a Redis URL or { redis: URL, … }');

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
    z.strictObject({ prometheus: z.string('expected host:port').regex(/^.+:\d+$/, 'expected host:port') }),
    z.strictObject({
      otel: z.string('expected a URL').regex(/^(https?|grpcs?):\/\/./, 'expected the URL of a collector'),
    }),
  ],
  'expected { prometheus: host:port } to be asked at, or { otel: URL } of a collector',
);

const rolloutStore = z.union(
  [
    redisUrl,
    z.strictObject({ folder: filePath }),
    z.strictObject({ redis: redisUrl, cluster: z.boolean().default(false), keyPrefix: text.default('octavo') }),
  ],
  'expected a Redis URL, { redis: URL, … } or { folder: PATH }',
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
  /** Without it, runs take only the new engine. */
  migration: migration.optional(),
});

/** The file as it is checked, defaults filled in. */
export type ConfigFile = z.output<typeof configSchema>;

/** Checks a configuration. A process does so a few times, for which zod need not compile the schema to code. */
export function parseConfig(value: unknown): z.ZodSafeParseResult<ConfigFile> {
  return configSchema.safeParse(value, { jitless: true });
}

function isRedisUrl(value: string): boolean {
  return /^rediss?:$/.test(URL.canParse(value) ? new URL(value).protocol : '');
}
