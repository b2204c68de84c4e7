import type { ListSite, TaskSite } from '../tree/sites';
import { neededBy } from './check-needs';
import type { FlowGraphs } from './flow-graph';
import type { Viewpoint } from './viewpoint';

/** The task that `tasks.<id>` refers to; undefined if there is none. */
export type FoundTask =
  | { readonly site: TaskSite; readonly obstacle?: undefined }
  /** The task exists, but cannot be read from there. `isTiming`: only because it cannot have ended by then. */
  | { readonly site: TaskSite; readonly obstacle: string; readonly isTiming: boolean }
  | undefined;

/** Searches for a task from a viewpoint outwards. Source: definition-language, "Which tasks can be read". */
export function findTask(id: string, from: Viewpoint, graphs: FlowGraphs): FoundTask {
  for (const list of from.openLists) {
    const site = list.byId.get(id);
    if (site !== undefined) return afterList(site, graphs);
  }
  if (from.site?.node.id === id && from.seesOwner) return { site: from.site };
  let walker = from.site;
  while (walker !== undefined) {
    const found = findBeside(id, walker, graphs) ?? findOwner(id, walker.list);
    if (found !== undefined) return found;
    walker = walker.list.owner;
  }
  return from.site?.node.id === id
    ? { site: from.site, obstacle: 'it has not ended while it runs', isTiming: true }
    : undefined;
}

// The list has ended, or stopped with an error: tasks that may have run can be read.
function afterList(site: TaskSite, graphs: FlowGraphs): FoundTask {
  if (site.list.order !== 'sequence' || graphs.of(site.list).isReachable(site.index)) return { site };
  return { site, obstacle: 'its list never reaches it', isTiming: true };
}

function findBeside(id: string, walker: TaskSite, graphs: FlowGraphs): FoundTask {
  const { list } = walker;
  const site = list.byId.get(id);
  if (site === undefined || list.order === 'single') return undefined;
  if (list.order === 'graph') return site === walker ? undefined : inGraph(site, walker);
  const graph = graphs.of(list);
  if (list.isRepeated === true) return { site };
  if (!graph.isReachable(walker.index)) return { site };
  const canHaveEnded = graph.isReachable(site.index) && graph.leadsTo(site.index, walker.index);
  if (canHaveEnded) return { site };
  return site === walker
    ? undefined
    : { site, obstacle: 'it runs later, and no jump leads back from it', isTiming: true };
}

function inGraph(site: TaskSite, walker: TaskSite): FoundTask {
  const seen = new Set<TaskSite>([walker]);
  const open = [walker];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    for (const need of neededBy(next)) {
      if (need === site) return { site };
      if (!seen.has(need)) open.push(need);
      seen.add(need);
    }
  }
  return {
    site,
    obstacle: `it runs at the same time; add it to the \`needs\` of "${walker.node.id}"`,
    isTiming: false,
  };
}

function findOwner(id: string, list: ListSite): FoundTask {
  const { owner } = list;
  if (owner === undefined || owner.node.id !== id) return undefined;
  if (list.isHandler) return { site: owner };
  return { site: owner, obstacle: 'it encloses this task, so it has not ended', isTiming: false };
}
