import { valueAt } from '@octavo/planner/reading';
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type Arbitrary, assert, asyncProperty, nat, record } from 'fast-check';
import { variableFields } from './environment';
import { isMap, nest } from './fields';
import { describeConfig } from './load-config';
import { type MergedConfig, mergeConfig } from './merge-config';
import { folderWith } from './temporary-folder.fixture';

/** From the lowest precedence to the highest. */
const sources = ['temporal', 'file', 'variable', 'option'] as const;
type Source = (typeof sources)[number];

interface Specimen {
  /** Creates a value from a number; it can be written in YAML, TOML and a variable. */
  readonly value: (name: string, n: number) => unknown;
  /** The other sources that can set the field, with their names for it. */
  readonly temporal?: string;
  readonly variable?: string;
  readonly option?: string;
  readonly isPath?: true;
  readonly whenUnset?: unknown;
}

const text = (name: string, n: number): string => `${name}-${n}`;
const flag = (_name: string, n: number): boolean => n % 2 === 0;
const count = (_name: string, n: number): number => n + 1;
const list = (name: string, n: number): readonly string[] => [`${name}-${n}.example`];
const duration = (_name: string, n: number): string => `${n + 1}h`;
const redis = (name: string, n: number): string => `redis://${name}-${n}`;

const specimens: Readonly<Record<string, Specimen>> = {
  'server.address': {
    value: (name, n) => `${name}-${n}:7233`,
    ...{ temporal: 'address', variable: 'TEMPORAL_ADDRESS', option: 'address' },
  },
  'server.namespace': {
    ...{ value: text, whenUnset: 'default' },
    ...{ temporal: 'namespace', variable: 'TEMPORAL_NAMESPACE', option: 'namespace' },
  },
  'server.apiKey': { value: text, temporal: 'api_key', variable: 'TEMPORAL_API_KEY' },
  'server.tls.enabled': { value: flag, variable: 'TEMPORAL_TLS' },
  'server.tls.serverName': { value: text, temporal: 'tls.server_name', variable: 'TEMPORAL_TLS_SERVER_NAME' },
  'server.tls.serverCa': {
    ...{ value: text, isPath: true },
    ...{ temporal: 'tls.server_ca_cert_path', variable: 'TEMPORAL_TLS_SERVER_CA_CERT_PATH' },
  },
  'server.tls.clientCert': {
    ...{ value: text, isPath: true },
    ...{ temporal: 'tls.client_cert_path', variable: 'TEMPORAL_TLS_CLIENT_CERT_PATH' },
  },
  'server.tls.clientKey': {
    ...{ value: text, isPath: true },
    ...{ temporal: 'tls.client_key_path', variable: 'TEMPORAL_TLS_CLIENT_KEY_PATH' },
  },
  'server.metadata.team': { value: text, temporal: 'grpc_meta.team', variable: 'TEMPORAL_GRPC_META_TEAM' },
  'server.profile': { value: () => 'prod', variable: 'TEMPORAL_PROFILE' },
  taskQueue: { value: text, variable: 'OCTAVO_TASK_QUEUE', whenUnset: 'octavo' },
  'store.redis': { value: redis, variable: 'REDIS_URL' },
  'store.cluster': { value: flag, variable: 'OCTAVO_REDIS_CLUSTER', whenUnset: false },
  'store.dnsLookup': { value: flag, variable: 'OCTAVO_REDIS_DNS_LOOKUP', whenUnset: true },
  'store.username': { value: text, variable: 'OCTAVO_REDIS_USERNAME' },
  'store.password': { value: text, variable: 'OCTAVO_REDIS_PASSWORD' },
  'store.tls.enabled': { value: flag, variable: 'OCTAVO_REDIS_TLS' },
  'store.tls.serverName': { value: text, variable: 'OCTAVO_REDIS_TLS_SERVER_NAME' },
  'store.tls.serverCa': { value: text, variable: 'OCTAVO_REDIS_TLS_SERVER_CA', isPath: true },
  'store.tls.clientCert': { value: text, variable: 'OCTAVO_REDIS_TLS_CLIENT_CERT', isPath: true },
  'store.tls.clientKey': { value: text, variable: 'OCTAVO_REDIS_TLS_CLIENT_KEY', isPath: true },
  'store.keyPrefix': { value: text, whenUnset: 'octavo' },
  'store.ttl': { value: duration, whenUnset: '7d' },
  actions: { value: list, variable: 'OCTAVO_ACTIONS', isPath: true, whenUnset: [] },
  definitions: { value: text, variable: 'OCTAVO_DEFINITIONS', isPath: true },
  'egress.allow': { value: list, whenUnset: [] },
  'egress.deny': { value: list, whenUnset: [] },
  'shell.allow': { value: flag, whenUnset: false },
  'secrets.env': { value: text, whenUnset: 'OCTAVO_SECRET_' },
  'secrets.files': { value: text, isPath: true },
  'limits.concurrentActions': { value: count, whenUnset: 100 },
  'limits.concurrentWorkflowTasks': { value: count, whenUnset: 40 },
  'limits.cachedRuns': { value: count, whenUnset: 600 },
  'limits.shutdownGrace': { value: duration, whenUnset: '10s' },
  'log.level': { value: (_, n) => ['debug', 'warn'][n % 2], whenUnset: 'info', variable: 'OCTAVO_LOG_LEVEL' },
  'log.format': { value: (_, n) => ['pretty', 'json'][n % 2], variable: 'OCTAVO_LOG_FORMAT' },
  'metrics.prometheus': { value: (name, n) => `${name}:${n + 1}`, variable: 'OCTAVO_METRICS' },
  health: { value: (name, n) => `${name}:${n + 1}`, variable: 'OCTAVO_HEALTH' },
  'migration.store.redis': { value: redis, variable: 'OCTAVO_MIGRATION_STORE' },
  'migration.store.cluster': { value: flag, whenUnset: false },
  'migration.store.dnsLookup': { value: flag, whenUnset: true },
  'migration.store.username': { value: text },
  'migration.store.password': { value: text },
  'migration.store.keyPrefix': { value: text, whenUnset: 'octavo' },
  'migration.flags.file': {
    value: (name, n) => `${name}-${n}.json`,
    ...{ variable: 'OCTAVO_MIGRATION_FLAGS', isPath: true },
  },
};

/** Other kinds of fields; `precedence.test.ts` tests them. */
const otherKinds = [
  ...['store', 'server.metadata', 'metrics.otel', 'migration.store.folder', 'migration.flags.module'],
  ...['store', 'migration.store'].flatMap((store) => [`${store}.sentinel`, `${store}.db`]),
  // Sections whose fields have specimens, or sections with the same fields.
  ...['store.tls', 'migration.store.tls'],
];
const insideSections = Object.keys(specimens).filter((path) => path.startsWith('store.tls.'));

type Settings = Readonly<Record<string, Partial<Record<Source, number>>>>;

function sourcesOf(path: string): readonly Source[] {
  return sources.filter((source) => source === 'file' || specimens[path]?.[source] !== undefined);
}

/** For each field, the sources that set it and a number for the value of each. */
const settings: Arbitrary<Settings> = record(
  Object.fromEntries(
    Object.keys(specimens).map((path) => [
      path,
      record(Object.fromEntries(sourcesOf(path).map((source) => [source, nat(3)])), { requiredKeys: [] }),
    ]),
  ),
)
  // A Redis store without a URL is rejected, and certificates in the file turn TLS on.
  .map((chosen) => ({
    ...chosen,
    ...withLeader('store.redis', chosen),
    ...withLeader('migration.store.redis', chosen),
    ...withLeader('server.tls.enabled', chosen),
  }));

/** If a field of a section is set, the file also sets the section's `leader`. */
function withLeader(leader: string, chosen: Settings): Settings {
  const section = leader.slice(0, leader.lastIndexOf('.') + 1);
  const isSet = Object.entries(chosen).some(
    ([path, { file, variable }]) => path.startsWith(section) && (file ?? variable) !== undefined,
  );
  return isSet ? { [leader]: { file: 0, ...chosen[leader] } } : {};
}

interface Setting {
  readonly path: string;
  readonly specimen: Specimen;
  readonly value: unknown;
}

function setBy(source: Source, chosen: Settings): readonly Setting[] {
  return Object.entries(specimens).flatMap(([path, specimen]) => {
    const n = chosen[path]?.[source];
    return n === undefined ? [] : [{ path, specimen, value: specimen.value(source, n) }];
  });
}

async function load(chosen: Settings): Promise<{ readonly merged: MergedConfig; readonly cwd: string }> {
  const inFile = setBy('file', chosen).map(({ path, value }) => ({ path: path.split('.'), value }));
  const cwd = folderWith({ 'conf/octavo.config.yaml': JSON.stringify(nest(inFile)) });
  const toml = setBy('temporal', chosen).map(
    ({ specimen, value }) => `${specimen.temporal} = ${JSON.stringify(value)}\n`,
  );
  // The profile is a field too, so all profiles have the same content.
  writeFileSync(
    join(cwd, 'temporal.toml'),
    ['default', 'prod'].map((name) => `[profile.${name}]\n${toml.join('')}`).join(''),
  );
  const env = Object.fromEntries(
    setBy('variable', chosen).map(({ specimen, value }) => [specimen.variable ?? '', String(value)]),
  );
  const commandLine = Object.fromEntries(
    setBy('option', chosen).map(({ specimen, value }) => [specimen.option, value]),
  );
  const file = 'conf/octavo.config.yaml';
  const merged = await mergeConfig({ cwd, file, commandLine, env: { ...env, TEMPORAL_CONFIG_FILE: 'temporal.toml' } });
  if ('problems' in merged) throw new Error(JSON.stringify(merged.problems));
  return { merged, cwd };
}

/** The value of the source with the highest precedence, and its kind. */
function expectedAt(path: string, { value, isPath, whenUnset }: Specimen, chosen: Settings, cwd: string): unknown {
  const winner = sources.findLast((source) => chosen[path]?.[source] !== undefined);
  if (winner === undefined) return { value: whenUnset, kind: undefined };
  const folder = winner === 'file' ? join(cwd, 'conf') : cwd;
  const written = value(winner, chosen[path]?.[winner] ?? 0);
  return { value: isPath === true ? absolute(folder, written) : written, kind: winner };
}

function absolute(folder: string, value: unknown): unknown {
  return Array.isArray(value) ? value.map((item) => resolve(folder, String(item))) : resolve(folder, String(value));
}

function foundAt(path: string, { values, cells }: MergedConfig): unknown {
  const cell = cells.find((one) => one.path.join('.') === path);
  return { value: valueAt(values, path.split('.')), kind: cell?.layer.sourceOf(cell.path).kind };
}

/** Fields of a store in memory, or of a missing section, have no default. */
function withDefault(path: string, specimen: Specimen, { values }: MergedConfig): Specimen {
  const section = valueAt(values, path.split('.').slice(0, -1));
  return isMap(section) ? specimen : { ...specimen, whenUnset: undefined };
}

it('gives each field the value of the source with the highest precedence, independent of other fields', async () => {
  await assert(
    asyncProperty(settings, async (chosen) => {
      const { merged, cwd } = await load(chosen);
      const entries = Object.entries(specimens);
      expect(entries.map(([path]) => [path, foundAt(path, merged)])).toEqual(
        entries.map(([path, specimen]) => [path, expectedAt(path, withDefault(path, specimen, merged), chosen, cwd)]),
      );
    }),
    { numRuns: 150 },
  );
});

it('tests every field and every variable', async () => {
  const described = await describeConfig({
    cwd: folderWith({}),
    env: { TEMPORAL_CONFIG_FILE: '/nonexistent/temporal.toml' },
  });
  const fields = 'fields' in described ? described.fields.map(({ path }) => path) : [];
  const listed = [...fields, 'server.metadata.team', ...insideSections];
  expect(listed.sort()).toEqual([...Object.keys(specimens), ...otherKinds].sort());
  const variables = Object.values(specimens).map(({ variable }) => variable);
  const missing = variableFields.filter(({ variable }) => !variables.includes(variable));
  expect(missing.map(({ variable }) => variable)).toEqual([
    'TEMPORAL_TLS_SERVER_CA_CERT_DATA',
    'TEMPORAL_TLS_CLIENT_CERT_DATA',
    'TEMPORAL_TLS_CLIENT_KEY_DATA',
    ...['OCTAVO_REDIS_SENTINELS', 'OCTAVO_REDIS_SENTINEL_MASTER'],
    ...['OCTAVO_REDIS_SENTINEL_USERNAME', 'OCTAVO_REDIS_SENTINEL_PASSWORD'],
    'OCTAVO_STORE',
  ]);
});
