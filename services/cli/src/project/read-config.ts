import { existsSync } from 'node:fs';
import { relative } from 'node:path';
import {
  configFilesFrom,
  type ConfigProblem,
  formatConfigProblem,
  loadConfig,
  type LoadConfigOptions,
  type LoadConfigResult,
  type OctavoConfig,
} from '@octavo/config';
import type { JsonObject } from '@octavo/orchestrators';
import { CliError } from '../cli-error';
import type { CommandContext } from '../command';

/**
 * Reads only the configuration.
 *
 * @throws CliError CONFIG_INVALID with every mistake
 */
export async function readConfig(context: CommandContext, definition?: string): Promise<OctavoConfig> {
  return (await readConfigWithSources(context, definition)).config;
}

/** As `readConfig`, with the source of each value. */
export async function readConfigWithSources(
  context: CommandContext,
  definition?: string,
): Promise<Extract<LoadConfigResult, { readonly config: OctavoConfig }>> {
  const loaded = await loadConfig(configOptions(context, definition));
  if ('problems' in loaded) throw configInvalid(loaded.problems);
  return loaded;
}

/** Where to search for the configuration of a command; for the standard input (`-`), the working directory. */
export function configOptions({ io, options }: CommandContext, definition?: string): LoadConfigOptions {
  return {
    ...{ cwd: io.cwd, env: io.env, commandLine: options },
    ...(options.config === undefined ? {} : { file: options.config }),
    ...(definition === undefined ? {} : { definition }),
  };
}

/** The error for a configuration with mistakes; lists all of them. */
export function configInvalid(problems: readonly ConfigProblem[]): CliError {
  const message = [
    'The configuration has mistakes:',
    ...problems.map((problem) => `  ${formatConfigProblem(problem)}`),
  ];
  return new CliError('CONFIG_INVALID', message.join('\n'), { details: { problems: problems.map(toJson) } });
}

function toJson({ source, path, line, column, message, hint }: ConfigProblem): JsonObject {
  return { source, path, line: line ?? null, column: column ?? null, message, hint: hint ?? null };
}

/**
 * Adds `--config` to the context if the configuration was found beside the definition, so that commands in messages find it
 * without a definition.
 */
export function withConfigOption<Options extends object>(
  context: CommandContext<Options>,
  { folder }: Pick<OctavoConfig, 'folder'>,
): CommandContext<Options> {
  const { io, options } = context;
  const [file = ''] = configFilesFrom(folder);
  const found = [...configFilesFrom(io.cwd)].find((path) => existsSync(path));
  if (options.config !== undefined || found === file || !existsSync(file)) return context;
  return { io, options: { ...options, config: relative(io.cwd, file) } };
}
