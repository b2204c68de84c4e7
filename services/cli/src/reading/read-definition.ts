import { resolve } from 'node:path';
import { formatConfigProblem, loadModule } from '@octavo/config';
import { CliError } from '../cli-error';
import type { CliIo } from '../cli-io';
import { prepareLoader } from '../project/prepare-loader';
import { readBytes } from './read-bytes';

const MODULE = /\.[cm]?[jt]s$/;

/**
 * Reads a definition: the bytes of a YAML or JSON file or of the standard input (`-`), or the definition that a module in
 * TypeScript or JavaScript exports, which runs the module.
 *
 * @throws CliError FILE_NOT_READABLE
 */
export async function readDefinition(path: string, io: Pick<CliIo, 'stdin' | 'cwd'>): Promise<object> {
  const bytes = await readBytes(path, io);
  if (!MODULE.test(path)) return bytes;
  const loaded = await loadModule(resolve(io.cwd, path), { prepareLoader });
  if ('problem' in loaded) throw new CliError('FILE_NOT_READABLE', formatConfigProblem(loaded.problem));
  return exportedDefinition(loaded.exported, path);
}

/** The default export, else the only export that is a definition. */
function exportedDefinition(exported: unknown, path: string): object {
  const all = isMap(exported) ? exported : {};
  const preferred = [exported, all['default']].find(isDefinition);
  const [first, ...others] = preferred === undefined ? new Set(Object.values(all).filter(isDefinition)) : [preferred];
  if (first !== undefined && others.length === 0) return first;
  const [what, advice] =
    first === undefined
      ? ['no definition', 'export what `toDefinition()` of @octavo/builder gives']
      : ['more than one definition', 'make the one to use the default export'];
  throw new CliError('FILE_NOT_READABLE', `${path} exports ${what}; ${advice}.`);
}

function isDefinition(value: unknown): value is object {
  return isMap(value) && Object.hasOwn(value, 'octavo');
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
