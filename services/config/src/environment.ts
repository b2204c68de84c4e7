import { findNearest } from '@octavo/orchestrators/model';
import type { ConfigLayer } from './config-layer';
import { isPemText } from './field-schemas';
import { nest } from './fields';
import type { OctavoConfig } from './octavo-config';

/** Environment variables. */
export type Environment = Readonly<Record<string, string | undefined>>;

interface VariableField {
  readonly variable: string;
  /** `taskQueue`, `migration.store` */
  readonly field: string;
  /** Converts the text to the type of the schema. A text that cannot be converted stays, so that the schema rejects it. */
  readonly read?: (text: string) => unknown;
}

const asList = (text: string): readonly string[] =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
/** Splits only before a scheme, because a password may contain a comma. */
const asUrls = (text: string): unknown => {
  const urls = text.split(/,\s*(?=rediss?:\/\/)/);
  return urls.length > 1 ? urls : text;
};
const asPem = (text: string): unknown => (isPemText(text) ? text : null);
const asUrlOrFolder = (text: string): unknown => (text.includes('://') ? text : { folder: text });
const asPortOrCollector = (text: string): unknown => (text.includes('://') ? { otel: text } : { prometheus: text });
const asRulesOrModule = (text: string): unknown => (text.endsWith('.json') ? { file: text } : { module: text });

function asBoolean(text: string): unknown {
  if (/^(1|true)$/i.test(text)) return true;
  return /^(0|false)$/i.test(text) ? false : text;
}

/** The variables and their fields. If two variables set the same field, the later one in this list wins. */
export const variableFields: readonly VariableField[] = [
  { variable: 'TEMPORAL_ADDRESS', field: 'server.address' },
  { variable: 'TEMPORAL_NAMESPACE', field: 'server.namespace' },
  { variable: 'TEMPORAL_API_KEY', field: 'server.apiKey' },
  { variable: 'TEMPORAL_PROFILE', field: 'server.profile' },
  { variable: 'TEMPORAL_TLS', field: 'server.tls.enabled', read: asBoolean },
  { variable: 'TEMPORAL_TLS_SERVER_NAME', field: 'server.tls.serverName' },
  { variable: 'TEMPORAL_TLS_SERVER_CA_CERT_PATH', field: 'server.tls.serverCa' },
  { variable: 'TEMPORAL_TLS_SERVER_CA_CERT_DATA', field: 'server.tls.serverCa', read: asPem },
  { variable: 'TEMPORAL_TLS_CLIENT_CERT_PATH', field: 'server.tls.clientCert' },
  { variable: 'TEMPORAL_TLS_CLIENT_CERT_DATA', field: 'server.tls.clientCert', read: asPem },
  { variable: 'TEMPORAL_TLS_CLIENT_KEY_PATH', field: 'server.tls.clientKey' },
  { variable: 'TEMPORAL_TLS_CLIENT_KEY_DATA', field: 'server.tls.clientKey', read: asPem },
  { variable: 'OCTAVO_TASK_QUEUE', field: 'taskQueue' },
  { variable: 'OCTAVO_ACTIONS', field: 'actions', read: asList },
  { variable: 'OCTAVO_DEFINITIONS', field: 'definitions' },
  { variable: 'REDIS_URL', field: 'store.redis', read: asUrls },
  { variable: 'OCTAVO_REDIS_CLUSTER', field: 'store.cluster', read: asBoolean },
  { variable: 'OCTAVO_REDIS_DNS_LOOKUP', field: 'store.dnsLookup', read: asBoolean },
  { variable: 'OCTAVO_REDIS_SENTINELS', field: 'store.sentinel.addresses', read: asList },
  { variable: 'OCTAVO_REDIS_SENTINEL_MASTER', field: 'store.sentinel.master' },
  { variable: 'OCTAVO_REDIS_SENTINEL_USERNAME', field: 'store.sentinel.username' },
  { variable: 'OCTAVO_REDIS_SENTINEL_PASSWORD', field: 'store.sentinel.password' },
  { variable: 'OCTAVO_REDIS_USERNAME', field: 'store.username' },
  { variable: 'OCTAVO_REDIS_PASSWORD', field: 'store.password' },
  { variable: 'OCTAVO_REDIS_TLS', field: 'store.tls.enabled', read: asBoolean },
  { variable: 'OCTAVO_REDIS_TLS_SERVER_NAME', field: 'store.tls.serverName' },
  { variable: 'OCTAVO_REDIS_TLS_SERVER_CA', field: 'store.tls.serverCa' },
  { variable: 'OCTAVO_REDIS_TLS_CLIENT_CERT', field: 'store.tls.clientCert' },
  { variable: 'OCTAVO_REDIS_TLS_CLIENT_KEY', field: 'store.tls.clientKey' },
  { variable: 'OCTAVO_STORE', field: 'store' },
  { variable: 'OCTAVO_LOG_LEVEL', field: 'log.level' },
  { variable: 'OCTAVO_LOG_FORMAT', field: 'log.format' },
  { variable: 'OCTAVO_METRICS', field: 'metrics', read: asPortOrCollector },
  { variable: 'OCTAVO_HEALTH', field: 'health' },
  { variable: 'OCTAVO_MIGRATION_STORE', field: 'migration.store', read: asUrlOrFolder },
  { variable: 'OCTAVO_MIGRATION_FLAGS', field: 'migration.flags', read: asRulesOrModule },
];

/** `TEMPORAL_GRPC_META_TEAM` sets the header `team` of requests to the server. */
const METADATA_PREFIX = 'TEMPORAL_GRPC_META_';

/** The variables that are set. An empty variable counts as not set. */
export function withoutEmpty(env: Environment): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(env).filter((entry): entry is [string, string] => Boolean(entry[1])));
}

/** The layer of the environment. Relative paths start in the working directory. */
export function environmentLayer(env: Environment, cwd: string): ConfigLayer {
  const set = withoutEmpty(env);
  const fields = [...readFields(set), ...readMetadata(set)];
  return {
    value: nest(fields),
    folder: cwd,
    sourceOf: (path) => ({
      kind: 'variable',
      name: fields.findLast((one) => isRelated(one.path, path))?.variable ?? '',
    }),
  };
}

interface SetField {
  readonly variable: string;
  readonly path: readonly string[];
  readonly value: unknown;
}

function readFields(set: Readonly<Record<string, string>>): readonly SetField[] {
  return variableFields.flatMap(({ variable, field, read = (text: string): unknown => text }) => {
    const text = set[variable];
    return text === undefined ? [] : [{ variable, path: field.split('.'), value: read(text) }];
  });
}

function readMetadata(set: Readonly<Record<string, string>>): readonly SetField[] {
  const variables = Object.keys(set).filter((name) => name.startsWith(METADATA_PREFIX));
  return variables.map((variable) => {
    const header = variable.slice(METADATA_PREFIX.length).toLowerCase().replaceAll('_', '-');
    return { variable, path: ['server', 'metadata', header], value: set[variable] };
  });
}

/** True if one path is a prefix of the other. */
function isRelated(a: readonly PropertyKey[], b: readonly PropertyKey[]): boolean {
  return a.every((part, index) => index >= b.length || part === b[index]);
}

/** Known variables that set no field. Variables of Octavo's tests and build are not listed. */
const OTHERS = ['OCTAVO_ACTOR', 'OCTAVO_CACHE', 'OCTAVO_CONFIG', 'OCTAVO_TEMPORAL_CLI', 'OCTAVO_TEMPORAL_DOWNLOAD'];
const PREFIX = 'OCTAVO_';
/** Only `OCTAVO_*`: unknown `TEMPORAL_*` variables may belong to Temporal's own tools. */
const knownVariables = [...variableFields.map(({ variable }) => variable), ...OTHERS].filter((name) =>
  name.startsWith(PREFIX),
);

/**
 * A sentence for each unknown variable that begins with `OCTAVO_`, with the nearest known name. Variables of secrets are not
 * reported.
 */
export function describeUnknownVariables(
  env: Environment,
  { secrets }: Pick<OctavoConfig, 'secrets'>,
): readonly string[] {
  const unknown = Object.keys(withoutEmpty(env)).filter(
    (name) => name.startsWith(PREFIX) && !knownVariables.includes(name) && !isSecret(name, secrets.env),
  );
  return unknown.sort().map((name) => {
    const nearest = findNearest(
      name.slice(PREFIX.length),
      knownVariables.map((other) => other.slice(PREFIX.length)),
    );
    const hint = nearest === undefined ? '' : `; nearest is ${PREFIX}${nearest}`;
    return `Octavo has no variable ${name}, so it has no effect${hint}.`;
  });
}

function isSecret(name: string, rule: OctavoConfig['secrets']['env']): boolean {
  if (typeof rule === 'string') return name.startsWith(rule);
  return Array.isArray(rule) && rule.includes(name);
}
