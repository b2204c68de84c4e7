import type { ConfigProblem } from './config-problem';
import type { ConfigSource } from './config-source';
import { nearestSource } from './merge-cells';
import { type MergeConfigOptions, type MergedConfig, mergeConfig } from './merge-config';
import type { OctavoConfig } from './octavo-config';
import { resolveConfig } from './resolve-config';

export type LoadConfigOptions = MergeConfigOptions;

export type LoadConfigResult =
  | {
      readonly config: OctavoConfig;
      /** What set the value at a path, for problems that show only when it is used. */
      readonly sourceOf: (path: readonly PropertyKey[]) => ConfigSource;
    }
  | { readonly problems: readonly ConfigProblem[] };

/**
 * Loads the configuration of a process. Each field has the value of the source with the highest precedence: the command
 * line, the environment, `octavo.config.yaml`, Temporal's own configuration file, the default. All mistakes of all
 * sources are reported at once.
 */
export async function loadConfig(options: LoadConfigOptions): Promise<LoadConfigResult> {
  const loaded = await mergeAndResolve(options);
  if ('problems' in loaded) return loaded;
  const { config, merged } = loaded;
  return { config, sourceOf: (path) => nearestSource(merged.cells, path) };
}

/** The configuration, and the fields that it was made of. */
export async function mergeAndResolve(
  options: MergeConfigOptions,
): Promise<
  { readonly config: OctavoConfig; readonly merged: MergedConfig } | { readonly problems: readonly ConfigProblem[] }
> {
  const merged = await mergeConfig(options);
  if ('problems' in merged) return merged;
  const resolved = resolveConfig(merged, options.env);
  return 'problems' in resolved ? resolved : { ...resolved, merged };
}
