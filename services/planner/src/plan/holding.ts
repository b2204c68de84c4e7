import type { JsonObject } from '@octavo/orchestrators/definitions';
import type { ListSite, TaskSite } from '../tree/sites';
import type { CheckContext } from '../checks/check-context';

/**
 * Decides whether an action may hold the workflow task, as a local activity does: only if nothing beside or around it is
 * remote, waiting or timed. Source: architecture, "Local or remote".
 */
export class HoldingRules {
  readonly #context: Pick<CheckContext, 'types' | 'problems' | 'surroundingsOf'>;
  readonly #defaults: Readonly<Record<string, JsonObject>>;
  readonly #isRunTimed: boolean;
  readonly #busy = new Map<TaskSite, boolean>();
  readonly #busyCounts = new Map<ListSite, number>();

  constructor(context: CheckContext, defaults: Readonly<Record<string, JsonObject>>) {
    this.#context = context;
    this.#defaults = defaults;
    this.#isRunTimed = context.tree.definition['timeout'] !== undefined;
  }

  mayHold(site: TaskSite): boolean {
    if (this.#isRunTimed || this.#isTimed(site)) return false;
    for (let walker: TaskSite | undefined = site; walker !== undefined; walker = walker.list.owner) {
      const { list } = walker;
      if (list.isConcurrent && this.#busyBeside(walker) > 0) return false;
      if (list.owner !== undefined && (this.#isTimed(list.owner) || this.#isWaiting(list.owner))) return false;
    }
    return true;
  }

  // The task of a fan-out runs in parallel with itself.
  #busyBeside(walker: TaskSite): number {
    const { list } = walker;
    let count = this.#busyCounts.get(list);
    if (count === undefined) {
      count = list.sites.filter((site) => this.#isBusy(site)).length;
      this.#busyCounts.set(list, count);
    }
    return list.order === 'single' || !this.#isBusy(walker) ? count : count - 1;
  }

  /** True if the task, or anything in it, is remote, waits, or is timed. */
  #isBusy(site: TaskSite): boolean {
    let isBusy = this.#busy.get(site);
    if (isBusy === undefined) {
      const traits = this.#traitsOf(site);
      const lists = [...site.children, ...site.handlers];
      isBusy = traits.isRemote || traits.isWaiting || this.#isTimed(site) || site.node.delay !== undefined;
      isBusy ||= lists.some((list) => list.sites.some((inner) => this.#isBusy(inner)));
      this.#busy.set(site, isBusy);
    }
    return isBusy;
  }

  #isTimed({ node }: TaskSite): boolean {
    return node.timeout !== undefined || this.#defaults[node.type]?.['timeout'] !== undefined;
  }

  #isWaiting(site: TaskSite): boolean {
    return this.#traitsOf(site).isWaiting;
  }

  #traitsOf(site: TaskSite): { readonly isWaiting: boolean; readonly isRemote: boolean } {
    const { types, problems, surroundingsOf } = this.#context;
    const unknown = { isWaiting: true, isRemote: true };
    return types.ask(site.at, problems, () => site.schema.definition.traits(site.node, surroundingsOf(site)), unknown);
  }
}
