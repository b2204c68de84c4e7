import { type ConfigProblem, loadModule, moduleProblem, readExports } from '@octavo/config';
import { type FlagProvider, isFlagProvider } from '@octavo/migration';
import { configInvalid } from '../project/read-config';
import { prepareLoader } from '../project/prepare-loader';

/**
 * The one provider of flags that a module of the user's exports, under any name.
 *
 * @throws CliError CONFIG_INVALID
 */
export async function loadFlagProvider(file: string): Promise<FlagProvider> {
  const loaded = await loadModule(file, { prepareLoader });
  if ('problem' in loaded) throw configInvalid([loaded.problem]);
  const read = readExports(file, () => new Set(providersIn(loaded.exported)));
  if ('problem' in read) throw configInvalid([read.problem]);
  const [provider, ...others] = read.found;
  if (provider === undefined) throw configInvalid([problemOf(file, 'exports no provider of OpenFeature')]);
  if (others.length > 0) throw configInvalid([problemOf(file, 'exports more than one provider of OpenFeature')]);
  return provider;
}

function providersIn(exported: unknown): readonly FlagProvider[] {
  if (isFlagProvider(exported)) return [exported];
  if (typeof exported !== 'object' || exported === null) return [];
  return Object.values(exported).filter(isFlagProvider);
}

function problemOf(file: string, message: string): ConfigProblem {
  return moduleProblem(file, message, 'export one, e.g. `exports.flags = new MyProvider()`');
}
