import { formatPath } from '../problem';
import type { TaskSite } from '../tree/sites';
import type { CheckContext } from './check-context';

/** Ids are unique in the whole definition, wherever they are written. */
export function checkIds({ tree, problems }: CheckContext): void {
  const first = new Map<string, TaskSite>();
  for (const site of tree.sites) {
    const { id } = site.node;
    if (typeof id !== 'string') continue;
    const other = first.get(id);
    if (other === undefined) first.set(id, site);
    else
      problems.add({
        at: [...site.at, 'id'],
        code: 'DUPLICATE_ID',
        message: `the id "${id}" is that of ${formatPath(other.at)}`,
      });
  }
}
