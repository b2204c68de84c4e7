import type { ConfigProblem } from './config-problem';
import { type MergeConfigOptions, mergeConfig } from './merge-config';
import type { OctavoConfig } from './octavo-config';
import { resolveConfig } from './resolve-config';

export type LoadConfigOptions = MergeConfigOptions;

export type LoadConfigResult = { readonly config: OctavoConfig } | { readonly problems: readonly ConfigProblem[] };

/**
 * Loads the configuration of a process. Each field has the value of the source with the highest precedence: the command
 * line, the environment, `octavo.config.yaml`, Temporal's own configuration file, the default. All mistakes of all
 * sources are reported at once.
 */
export async function loadConfig(options: LoadConfigOptions): Promise<LoadConfigResult> {
  const merged = await mergeConfig(options);
  return 'problems' in merged ? merged : resolveConfig(merged);
}
