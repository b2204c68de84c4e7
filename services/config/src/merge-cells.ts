import { configSchema } from './config-schema';
import type { ConfigCell } from './config-layer';
import type { ConfigSource } from './config-source';
import { isMap } from './fields';
import { fieldSetsAt } from './schema-fields';

/** The fields of all sources, those with precedence last: a field takes the place of those that cannot stand beside it. */
export function mergeCells(cells: readonly ConfigCell[]): readonly ConfigCell[] {
  return cells.reduce<readonly ConfigCell[]>((merged, cell) => {
    const adds = !isEmptyMap(cell) || !merged.some(({ path }) => startsWith(path, cell.path));
    return adds ? [...merged.filter((other) => !isReplaced(other, cell)), cell] : merged;
  }, []);
}

function isReplaced({ path: old }: ConfigCell, { path }: ConfigCell): boolean {
  if (startsWith(old, path) || startsWith(path, old)) return true;
  const shared = sharedLength(old, path);
  return areAlternatives(path.slice(0, shared), [old[shared] ?? '', path[shared] ?? '']);
}

/** True for `folder` and `redis` of `migration.store`: no kind of map has both. */
function areAlternatives(parent: readonly string[], names: readonly string[]): boolean {
  const kinds = fieldSetsAt(configSchema, parent);
  return kinds.length > 1 && !kinds.some((kind) => names.every((name) => kind.includes(name)));
}

function isEmptyMap({ value }: ConfigCell): boolean {
  return isMap(value) && Object.keys(value).length === 0;
}

function startsWith(path: readonly string[], start: readonly string[]): boolean {
  return start.every((part, index) => path[index] === part);
}

/** The cell that sets exactly this field. */
export function cellAt(cells: readonly ConfigCell[], path: readonly string[]): ConfigCell | undefined {
  return cells.find((cell) => cell.path.length === path.length && startsWith(cell.path, path));
}

/** What to name as the source of a field, or of a mistake in it: the default only where nothing near it is set. */
export function nearestSource(cells: readonly ConfigCell[], path: readonly PropertyKey[]): ConfigSource {
  const [nearest] = cells
    .map(({ path: set, layer }) => ({ layer, shared: sharedLength(set, path) }))
    .filter(({ shared }) => shared > 0)
    .sort((a, b) => b.shared - a.shared);
  return nearest?.layer.sourceOf(path) ?? { kind: 'default' };
}

function sharedLength(a: readonly PropertyKey[], b: readonly PropertyKey[]): number {
  const end = a.findIndex((part, index) => part !== b[index]);
  return end === -1 ? a.length : end;
}
