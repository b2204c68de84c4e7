import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { parseDurationMs } from '@octavo/orchestrators';
import { type ConfigFile, configSchema } from './config-schema';
import type { ConfigProblem } from './config-problem';
import { type ConfigText, readConfigText } from './config-text';
import { describeIssues } from './describe-issues';
import { blameEnvironment, type Environment, isMap, overrideByEnvironment } from './environment';
import type { OctavoConfig, StoreConfig } from './octavo-config';
import { resolveMigration } from './migration-config';
import { chooseServer, type ServerChoice } from './server-config';

export interface LoadConfigOptions {
  readonly cwd: string;
  readonly env: Environment;
  /** Default: `OCTAVO_CONFIG`, else `octavo.config.yaml` in `cwd` where it exists. */
  readonly file?: string;
}

export type LoadConfigResult = { readonly config: OctavoConfig } | { readonly problems: readonly ConfigProblem[] };

const DEFAULT_FILE = 'octavo.config.yaml';

/** Reads the configuration: the environment wins over the file. All mistakes are told at once. */
export async function loadConfig(options: LoadConfigOptions): Promise<LoadConfigResult> {
  const named = options.file ?? (options.env['OCTAVO_CONFIG'] || undefined);
  const source = resolve(options.cwd, named ?? DEFAULT_FILE);
  const text = await readText(source, named !== undefined);
  if ('problems' in text) return text;
  const checked = checkConfig(text, source, options.env);
  if ('problems' in checked) return checked;
  return resolveConfig(checked.file, dirname(source), options.env);
}

async function readText(
  source: string,
  isNamed: boolean,
): Promise<ConfigText | { readonly problems: readonly ConfigProblem[] }> {
  try {
    return readConfigText(await readFile(source, 'utf8'), source);
  } catch (error) {
    const isMissing = errorCode(error) === 'ENOENT';
    if (isMissing && !isNamed) return { value: {}, locate: () => undefined };
    return {
      problems: [
        { source, path: '', message: isMissing ? 'there is no such file' : `cannot be read: ${String(error)}` },
      ],
    };
  }
}

function checkConfig(
  text: ConfigText,
  source: string,
  env: Environment,
): { readonly file: ConfigFile } | { readonly problems: readonly ConfigProblem[] } {
  const { fields, variables } = overrideByEnvironment(isMap(text.value) ? text.value : {}, env);
  const result = configSchema.safeParse(isMap(text.value) ? fields : text.value);
  if (result.success) return { file: result.data };
  const problems = describeIssues(configSchema, result.error, text, source);
  return { problems: problems.map((problem) => blameEnvironment(problem, variables)) };
}

/** Paths are meant from where the file stands. */
function resolveConfig(file: ConfigFile, folder: string, env: Environment): LoadConfigResult {
  const chosen = tryToChooseServer(file, env, folder);
  if ('problems' in chosen) return chosen;
  const { taskQueue, definitions, egress, shell, secrets, limits, metrics, migration } = file;
  const store = storeOf(file.store);
  const config: OctavoConfig = {
    folder,
    ...chosen,
    taskQueue,
    store,
    actions: file.actions.map((path) => resolve(folder, path)),
    ...(definitions === undefined ? {} : { definitions: resolve(folder, definitions) }),
    egress,
    shell: shell.allow,
    secrets: secrets.files === undefined ? secrets : { ...secrets, files: resolve(folder, secrets.files) },
    limits: { ...limits, shutdownGraceMs: parseDurationMs(limits.shutdownGrace) ?? 0 },
    ...(metrics === undefined ? {} : { metrics }),
    ...(migration === undefined ? {} : { migration: resolveMigration(migration, store, folder) }),
  };
  return { config };
}

function tryToChooseServer(
  file: ConfigFile,
  env: Environment,
  folder: string,
): ServerChoice | { readonly problems: readonly ConfigProblem[] } {
  try {
    return chooseServer(file.server, env, folder);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { problems: [{ source: "Temporal's configuration", path: 'server', message }] };
  }
}

function storeOf(store: ConfigFile['store']): StoreConfig {
  if (store === 'memory') return { kind: 'memory' };
  const {
    redis: url,
    cluster,
    keyPrefix,
    ttl,
  } = typeof store === 'string' ? { redis: store, ...redisDefaults } : store;
  return { kind: 'redis', url, cluster, keyPrefix, ttlMs: parseDurationMs(ttl) ?? 0 };
}

const redisDefaults = { cluster: false, keyPrefix: 'octavo', ttl: '7d' };

function errorCode(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
}
