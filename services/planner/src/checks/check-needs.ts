import { asList } from '../limits';
import type { ListSite, TaskSite } from '../tree/sites';
import type { CheckContext } from './check-context';

/** Checks that `needs` name siblings in a graph, without cycles. */
export function checkNeeds(context: CheckContext): void {
  for (const site of context.tree.sites) {
    if (site.node.needs === undefined) continue;
    if (site.list.order === 'graph') checkNeedsOf(site, context);
    else
      context.problems.add({
        at: [...site.at, 'needs'],
        code: 'FIELD_CONFLICT',
        message: '`needs` is allowed only on the tasks of a parallel',
        hint: 'leave it out: the tasks of a list run in their order',
      });
  }
  for (const list of context.tree.lists) if (list.order === 'graph') checkCircles(list, context);
}

function checkNeedsOf(site: TaskSite, { problems }: CheckContext): void {
  const among = () => [...site.list.byId.keys()].filter((id) => id !== site.node.id);
  for (const [index, need] of asList(site.node.needs).entries()) {
    if (typeof need !== 'string' || site.list.byId.has(need)) continue;
    problems.add({
      at: [...site.at, 'needs', index],
      code: 'UNKNOWN_TASK',
      message: `no task "${need}" beside this one`,
      unknown: { name: need, among },
    });
  }
}

/** The direct `needs` of a task. */
export function neededBy(site: TaskSite): readonly TaskSite[] {
  return asList(site.node.needs).flatMap((need) => (typeof need === 'string' ? (site.list.byId.get(need) ?? []) : []));
}

function checkCircles(list: ListSite, { problems }: CheckContext): void {
  for (const circle of findCircles(stuckIn(list))) {
    const [first] = circle;
    if (first === undefined) continue;
    const ids = [...circle, first].map(({ node }) => node.id).join(' → ');
    problems.add({ at: [...first.at, 'needs'], code: 'CYCLIC_NEEDS', message: `these tasks need each other: ${ids}` });
  }
}

// Removes tasks without open needs until none is left. The remaining tasks are in a cycle, or depend on one.
function stuckIn(list: ListSite): ReadonlySet<TaskSite> {
  const open = new Map(list.sites.map((site) => [site, neededBy(site).length]));
  const dependents = new Map<TaskSite, TaskSite[]>(list.sites.map((site) => [site, []]));
  for (const site of list.sites) for (const need of neededBy(site)) dependents.get(need)?.push(site);
  const free = list.sites.filter((site) => open.get(site) === 0);
  for (let site = free.pop(); site !== undefined; site = free.pop()) {
    open.delete(site);
    for (const dependent of dependents.get(site) ?? []) {
      const left = (open.get(dependent) ?? 0) - 1;
      open.set(dependent, left);
      if (left === 0) free.push(dependent);
    }
  }
  return new Set(open.keys());
}

// Every stuck task needs a stuck task, so following the needs ends in a cycle.
function findCircles(stuck: ReadonlySet<TaskSite>): readonly (readonly TaskSite[])[] {
  const circles: (readonly TaskSite[])[] = [];
  const seen = new Map<TaskSite, TaskSite>();
  for (const start of stuck) {
    const way: TaskSite[] = [];
    let site: TaskSite | undefined = start;
    while (site !== undefined && !seen.has(site)) {
      seen.set(site, start);
      way.push(site);
      site = neededBy(site).find((need) => stuck.has(need));
    }
    if (site !== undefined && seen.get(site) === start) circles.push(way.slice(way.indexOf(site)));
  }
  return circles;
}
