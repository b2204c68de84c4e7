import type { CheckContext } from './check-context';
import { targetsOf } from './check-targets';
import { isTarget, type ListSite, type TaskSite } from '../tree/sites';

/** Warns about tasks that cannot be reached, and about route targets that fall through to each other. */
export function checkFlow(context: CheckContext): void {
  for (const list of context.tree.lists) {
    // With an invalid target, the control flow is unknown.
    if (list.order !== 'sequence' || !hasGoodTargets(list, context)) continue;
    for (const site of list.sites) warnOf(site, context);
  }
}

function hasGoodTargets(list: ListSite, context: CheckContext): boolean {
  return list.sites.every(
    (site) => site.isSound && targetsOf(site, context).every(({ target }) => isTarget(list, target)),
  );
}

function warnOf(site: TaskSite, context: CheckContext): void {
  const { problems } = context;
  if (!context.graphs.of(site.list).isReachable(site.index)) {
    problems.add({
      at: site.at,
      code: 'UNREACHABLE_TASK',
      severity: 'warning',
      message: `"${site.node.id}" cannot be reached in this list`,
    });
  }
  const targets = routeTargets(site, context);
  if (targets.size < 2) return;
  for (const target of targets) {
    const shared = findFallThrough(target, targets, context);
    if (shared === undefined) continue;
    const message = `"${target.node.id}", the target of a route, falls through to "${shared.node.id}", the target of another`;
    const hint = `give the last task before "${shared.node.id}" a \`then\``;
    problems.add({ at: target.at, code: 'SHARED_FALL_THROUGH', severity: 'warning', message, hint });
  }
}

function routeTargets(site: TaskSite, { types, problems }: CheckContext): ReadonlySet<TaskSite> {
  const jumps = types.ask(site.at, problems, () => site.schema.definition.jumps?.(site.node) ?? [], []);
  return new Set(jumps.flatMap(({ target }) => site.list.byId.get(target) ?? []));
}

// Only falling through counts: a `then` is intended.
function findFallThrough(
  target: TaskSite,
  targets: ReadonlySet<TaskSite>,
  context: CheckContext,
): TaskSite | undefined {
  const { list } = target;
  const graph = context.graphs.of(list);
  for (let index = target.index; index + 1 < list.sites.length; index += 1) {
    if (list.sites[index]?.node.then !== undefined || !graph.leadsTo(index, index + 1)) return undefined;
    const next = list.sites[index + 1];
    if (next !== undefined && targets.has(next)) return next;
  }
  return undefined;
}
