import type { Json, TaskError, TaskStatus } from '@octavo/orchestrators';
import { parentPath } from '@octavo/orchestrators/model';
import type { Palette } from '../terminal/format';

/** The state of a task for a tree, from the store, a query or a result. */
export interface TaskView {
  /** Set if an expression makes it; the plan has constant titles. */
  readonly title?: string;
  readonly type: string;
  readonly status: TaskStatus;
  readonly output?: Json;
  readonly error: TaskError | null;
  readonly attempt: number;
  readonly handled: boolean;
  /** RFC 3339; null if the task has not started. */
  readonly startedAt: string | null;
  readonly endedAt: string | null;
}

/** States by task path. */
export type TaskViews = Readonly<Record<string, TaskView>>;

/** A task that has begun, as a child of its nearest parent that has begun too. */
export interface TaskBranch {
  readonly path: string;
  /** Its path below its parent: `fetch#2`, `[12]`, `onError/undo`. */
  readonly label: string;
  readonly view: TaskView;
  readonly children: readonly TaskBranch[];
}

interface GrowingBranch extends TaskBranch {
  readonly children: GrowingBranch[];
}

/** Builds the tree of states: siblings in the order of their start, items by index. */
export function growTree(views: TaskViews): readonly TaskBranch[] {
  const roots: GrowingBranch[] = [];
  const branches = new Map(Object.entries(views).map(([path, view]) => [path, toBranch(path, view, views)]));
  for (const branch of branches.values()) {
    const owner = ownerOf(branch.path, views);
    const list = owner === undefined ? roots : branches.get(owner)?.children;
    list?.push(branch);
  }
  for (const { children } of branches.values()) children.sort(compare);
  return roots.sort(compare);
}

function compare(a: TaskBranch, b: TaskBranch): number {
  if (isItem(a) && isItem(b)) return Number.parseInt(a.label.slice(1), 10) - Number.parseInt(b.label.slice(1), 10);
  const [first, second] = [a.view.startedAt ?? NOT_STARTED, b.view.startedAt ?? NOT_STARTED];
  return first === second ? 0 : first < second ? -1 : 1;
}

/** Sorts after every timestamp. */
const NOT_STARTED = '~';

function toBranch(path: string, view: TaskView, views: TaskViews): GrowingBranch {
  return { path, label: labelOf(path, ownerOf(path, views)), view, children: [] };
}

/** Whether a branch is an item of a collection. */
export function isItem({ label }: TaskBranch): boolean {
  return label.startsWith('[');
}

function ownerOf(path: string, views: TaskViews): string | undefined {
  let owner = parentPath(path);
  while (owner !== undefined && !Object.hasOwn(views, owner)) owner = parentPath(owner);
  return owner;
}

function labelOf(path: string, owner: string | undefined): string {
  if (owner === undefined) return path;
  const rest = path.slice(owner.length);
  return rest.startsWith('/') ? rest.slice(1) : rest;
}

/** One character for each status, for all commands. */
export const statusMarks: Readonly<Record<TaskStatus, string>> = {
  PENDING: '·',
  RUNNING: '▶',
  WAITING: '◷',
  PAUSED: '‖',
  SUCCESS: '✓',
  FAILED: '✗',
  TIMED_OUT: '✗',
  CANCELED: '⊘',
  SKIPPED: '–',
};

type Colour = 'green' | 'red' | 'yellow' | 'cyan' | 'dim';

const colours: Readonly<Record<TaskStatus, Colour>> = {
  PENDING: 'dim',
  RUNNING: 'cyan',
  WAITING: 'yellow',
  PAUSED: 'yellow',
  SUCCESS: 'green',
  FAILED: 'red',
  TIMED_OUT: 'red',
  CANCELED: 'yellow',
  SKIPPED: 'dim',
};

/** Colours `text` by a status. */
export function paintByStatus(text: string, status: TaskStatus, palette: Palette): string {
  return palette[colours[status]](text);
}
