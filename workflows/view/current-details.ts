import type { TaskState, TaskStatus } from '@octavo/orchestrators';

/** Maximum number of lines; the Temporal UI shows them in a small box. */
const MAX_LINES = 60;
/** Deeper tasks are not shown. Of items of collections, only the number by status is shown. */
const MAX_DEPTH = 3;

const marks: Readonly<Record<TaskStatus, string>> = {
  PENDING: '·',
  RUNNING: '▶',
  WAITING: '⏸',
  PAUSED: '⏸',
  SUCCESS: '✓',
  FAILED: '✗',
  TIMED_OUT: '✗',
  CANCELED: '⊘',
  SKIPPED: '–',
};

/** Shows the run as a small tree in Markdown. The cost of a transition does not depend on the number of tasks. */
export class CurrentDetails {
  readonly #title: string;
  readonly #lines = new Map<string, TaskState>();
  readonly #items = new Map<string, Map<TaskStatus, number>>();
  readonly #titles: () => ReadonlyMap<string, string>;
  #hidden = 0;

  /** `titles`: the titles of tasks by id; called when the tree is rendered. */
  constructor(title: string, titles: () => ReadonlyMap<string, string> = () => new Map()) {
    this.#title = title;
    this.#titles = titles;
  }

  /** `before`: the previous status of the task; undefined for a new task. */
  update(state: TaskState, before: TaskStatus | undefined): void {
    const { path } = state;
    const bracket = path.indexOf('[');
    if (bracket >= 0 && path.endsWith(']') && path.indexOf('[', bracket + 1) < 0)
      this.#countItem(path.slice(0, bracket), state.status, before);
    if (bracket >= 0 || depthOf(path) > MAX_DEPTH) return;
    if (this.#lines.has(path) || this.#lines.size < MAX_LINES) this.#lines.set(path, state);
    else if (before === undefined) this.#hidden += 1;
  }

  render(): string {
    const titles = this.#titles();
    const lines = inTreeOrder([...this.#lines.values()]).map((state) =>
      this.#lineOf(state, state.title ?? titles.get(state.id)),
    );
    const rest = this.#hidden === 0 ? [] : [`- … and ${this.#hidden} more`];
    return [`**${this.#title}**`, '', ...lines, ...rest].join('\n');
  }

  #countItem(owner: string, status: TaskStatus, before: TaskStatus | undefined): void {
    const counts = this.#items.get(owner) ?? new Map<TaskStatus, number>();
    if (before !== undefined) counts.set(before, (counts.get(before) ?? 1) - 1);
    this.#items.set(owner, counts.set(status, (counts.get(status) ?? 0) + 1));
  }

  #lineOf({ path, status, error, handled, engine }: TaskState, title: string | undefined): string {
    const id = `\`${path.slice(path.lastIndexOf('/') + 1)}\``;
    const name = title === undefined ? id : `${title} (${id})`;
    const reason = error === null ? '' : ` (${error.code}${handled ? ', handled' : ''})`;
    const by = engine === undefined ? '' : ' · old engine';
    return `${'  '.repeat(depthOf(path) - 1)}- ${marks[status]} ${name} ${status}${reason}${this.#itemsOf(path)}${by}`;
  }

  #itemsOf(path: string): string {
    const counts = [...(this.#items.get(path) ?? [])].filter(([, count]) => count > 0);
    return counts.length === 0 ? '' : `: ${counts.map(([status, count]) => `${count} ${status}`).join(', ')}`;
  }
}

// `states` are in the order in which tasks were reached; the result has each task below its container.
function inTreeOrder(states: readonly TaskState[]): readonly TaskState[] {
  const paths = new Set(states.map(({ path }) => path));
  const children = new Map<string | undefined, TaskState[]>();
  for (const state of states) {
    const owner = ownerOf(state.path, paths);
    children.set(owner, [...(children.get(owner) ?? []), state]);
  }
  const below = (owner: string | undefined): readonly TaskState[] =>
    (children.get(owner) ?? []).flatMap((state) => [state, ...below(state.path)]);
  return below(undefined);
}

// The path of the nearest container that has a line. Not every level of a path is a task.
function ownerOf(path: string, paths: ReadonlySet<string>): string | undefined {
  for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) {
    if (paths.has(path.slice(0, end))) return path.slice(0, end);
  }
  return undefined;
}

function depthOf(path: string): number {
  return path.split('/').length;
}
