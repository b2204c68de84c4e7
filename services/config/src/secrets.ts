import { readdirSync, readFileSync, realpathSync } from 'node:fs';
import { join, sep } from 'node:path';
import type { SecretSource } from '@octavo/activities';
import type { ConfigFile } from './config-schema';
import type { Environment } from './environment';

/** Names that are possible in `secrets.<NAME>`, and cannot lead out of the folder. */
const namePattern = /^[A-Za-z_]\w*$/;

/**
 * The secrets that a worker may read. Variables are read once. Files are read each time, so that a rotated secret is used at
 * once. Every value that was read stays masked.
 */
export function createSecrets(config: ConfigFile['secrets'], env: Environment): SecretSource {
  const fromEnvironment = readEnvironment(config.env, env);
  const folder = config.files;
  const seen = new Set(Object.values(fromEnvironment));
  const fromFile = (name: string): string | undefined => {
    const value = folder === undefined ? undefined : readSecretFile(folder, name);
    if (value !== undefined) seen.add(value);
    return value;
  };
  for (const name of folder === undefined ? [] : listSecretFiles(folder)) fromFile(name);
  return {
    resolve: (name) => (Object.hasOwn(fromEnvironment, name) ? fromEnvironment[name] : fromFile(name)),
    values: () => [...seen],
    advise: (name) => adviseOn(name, config),
  };
}

function adviseOn(name: string, { env, files }: ConfigFile['secrets']): string {
  const variable = typeof env === 'string' ? `${env}${name}` : name;
  const isRead = typeof env === 'string' || (env !== false && env.includes(name));
  const byVariable = `set the variable ${variable} in the environment of the worker and restart the worker`;
  const ways = [
    ...(isRead ? [byVariable] : []),
    ...(files !== undefined && namePattern.test(name) ? [`write it into the file ${join(files, name)}`] : []),
  ];
  const field = env === false ? 'allow it by `secrets`' : 'list it in `secrets.env`';
  return ways.length > 0 ? ways.join(', or ') : `${field} in octavo.config.yaml and restart the worker`;
}

function readEnvironment(rule: ConfigFile['secrets']['env'], env: Environment): Record<string, string> {
  const names =
    typeof rule === 'string' ? namesWithPrefix(rule, env) : (rule || []).map((name) => [name, name] as const);
  const found = names.map(([name, variable]) => [name, env[variable]] as const);
  return Object.fromEntries(
    found.filter((entry): entry is [string, string] => entry[1] !== undefined && entry[1] !== ''),
  );
}

function namesWithPrefix(prefix: string, env: Environment): readonly (readonly [string, string])[] {
  return Object.keys(env)
    .filter((variable) => variable.startsWith(prefix) && variable.length > prefix.length)
    .map((variable) => [variable.slice(prefix.length), variable] as const);
}

function listSecretFiles(folder: string): readonly string[] {
  try {
    return readdirSync(folder).filter((name) => namePattern.test(name));
  } catch {
    return [];
  }
}

/** Reads a file without its last line break. Does not follow links that lead out of the folder. */
function readSecretFile(folder: string, name: string): string | undefined {
  if (!namePattern.test(name)) return undefined;
  try {
    const path = realpathSync(join(folder, name));
    if (!path.startsWith(realpathSync(folder) + sep)) return undefined;
    return readFileSync(path, 'utf8').replace(/\r?\n$/, '');
  } catch {
    return undefined;
  }
}
