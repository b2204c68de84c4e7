import type { RunResult } from '@octavo/client';
import type { TaskStatus } from '@octavo/orchestrators';
import { formatElapsed, formatJson, type Palette, toLine, toLines } from '../terminal/format';
import {
  growTree,
  isItem,
  paintByStatus,
  statusMarks,
  type TaskBranch,
  type TaskView,
  type TaskViews,
} from './task-tree';

/** How a tree is drawn. */
interface TreeStyle {
  readonly palette: Palette;
  /** Milliseconds since the epoch, for the elapsed time of running tasks. */
  readonly nowMs: number;
  /** Maximum number of lines; the rest is shown as a count. Default: no limit. */
  readonly maxLines?: number;
  /** Characters per line. Default: no limit. */
  readonly width?: number;
  /** Titles by task id, shown in place of ids. */
  readonly titles?: ReadonlyMap<string, string>;
}

/** Maximum number of items per collection that are shown individually; only items that have not succeeded. */
const MAX_ITEMS = 5;

interface TreeLine {
  readonly branch: TaskBranch;
  readonly depth: number;
}

/**
 * Draws the tasks of a run that have begun, one per line. Of a collection's items it counts all, and shows some that have not
 * succeeded.
 */
export function renderTree(views: TaskViews, style: TreeStyle): string[] {
  const lines = growTree(views).flatMap((branch) => linesOf(branch, 0));
  const { kept, leftOut } = fit(lines, style.maxLines ?? Number.POSITIVE_INFINITY);
  const drawn = kept.map((line) => drawLine(line, style));
  return leftOut === 0 ? drawn : [...drawn, style.palette.dim(`  … and ${leftOut} more`)];
}

function linesOf(branch: TaskBranch, depth: number): TreeLine[] {
  const items = branch.children.filter(isItem);
  const others = branch.children.filter((child) => !isItem(child));
  const shown = [...others, ...items.filter(isWorthALine).slice(0, MAX_ITEMS)];
  return [{ branch, depth }, ...shown.flatMap((child) => linesOf(child, depth + 1))];
}

function isWorthALine({ view }: TaskBranch): boolean {
  return view.status !== 'SUCCESS' && view.status !== 'SKIPPED' && !view.handled;
}

/** Drops lines until the tree fits: first the deepest of ended tasks, then the deepest of all. */
function fit(
  lines: readonly TreeLine[],
  maxLines: number,
): { readonly kept: readonly TreeLine[]; readonly leftOut: number } {
  let kept = lines;
  for (const isLess of [(line: TreeLine) => line.branch.view.endedAt !== null, () => true]) {
    for (let depth = deepest(kept); depth > 0 && kept.length > maxLines; depth -= 1) {
      kept = kept.filter((line) => line.depth < depth || !isLess(line));
    }
  }
  if (kept.length > maxLines) kept = kept.slice(kept.length - maxLines + 1);
  return { kept, leftOut: lines.length - kept.length };
}

function deepest(lines: readonly TreeLine[]): number {
  return lines.reduce((most, { depth }) => Math.max(most, depth), 0);
}

function drawLine({ branch, depth }: TreeLine, style: TreeStyle): string {
  const { palette, width } = style;
  const { view } = branch;
  const mark = paintByStatus(statusMarks[view.status], view.status, palette);
  const indent = '  '.repeat(depth + 1);
  const name = nameOf(branch, style.titles);
  const notes = [elapsedOf(view, style.nowMs), itemsOf(branch), attemptsOf(view), reasonOf(view)]
    .filter(Boolean)
    .join('  ');
  const room = (width ?? Number.POSITIVE_INFINITY) - indent.length - 2;
  const shownName = toLine(name, room);
  const notesRoom = room - shownName.length - 2;
  const shownNotes = notesRoom < 1 ? '' : toLine(notes, notesRoom);
  const paintNotes = view.error === null || view.handled ? palette.dim : palette.red;
  return `${indent}${mark} ${shownName}${shownNotes === '' ? '' : `  ${paintNotes(shownNotes)}`}`;
}

/** `charge`, `charge#2`, `onError/undo`, `[12]`: the title of the task with its visit or index, or else the label. */
function nameOf(branch: TaskBranch, titles: TreeStyle['titles']): string {
  const { label, view } = branch;
  if (isItem(branch)) return view.title === undefined ? label : `${label} ${view.title}`;
  const [, id = '', visit = ''] = /([^/#]+)(#\d+)?$/.exec(label) ?? [];
  const title = view.title ?? titles?.get(id);
  return title === undefined ? label : `${title}${visit}`;
}

function elapsedOf({ status, startedAt, endedAt }: TaskView, nowMs: number): string {
  if (status === 'SKIPPED') return 'skipped';
  if (startedAt === null) return '';
  return formatElapsed((endedAt === null ? nowMs : Date.parse(endedAt)) - Date.parse(startedAt));
}

function itemsOf({ children }: TaskBranch): string {
  const counts = new Map<TaskStatus, number>();
  for (const { view } of children.filter(isItem)) counts.set(view.status, (counts.get(view.status) ?? 0) + 1);
  return [...counts].map(([status, count]) => `${count} ${statusMarks[status]}`).join(' ');
}

function attemptsOf({ attempt }: TaskView): string {
  return attempt > 1 ? `attempt ${attempt}` : '';
}

function reasonOf({ status, error, handled }: TaskView): string {
  if (status === 'WAITING') return 'waiting';
  if (status === 'CANCELED') return 'cancelled';
  if (error === null) return '';
  return `${error.code}: ${error.message}${handled ? ' (handled)' : ''}`;
}

/** The end of a run as text: its tasks, its status, and its output. */
export function describeResult(result: RunResult, style: TreeStyle): string {
  const { status, output, tasks } = result;
  const verdict = paintByStatus(`${statusMarks[status]} ${status}`, status, style.palette);
  const lines = [...renderTree(tasks, style), `${verdict}${failureOf(result)}`, ...unlistedOf(result)];
  return `${lines.join('\n')}\n${output === null ? '' : `${formatJson(output)}\n`}`;
}

function failureOf({ error, status }: RunResult): string {
  if (error === null || error.code === status) return '';
  return `  ${toLine(`${error.code}${error.task === '' ? '' : ` in ${error.task}`}`)}: ${toLines(error.message)}`;
}

function unlistedOf({ unlisted = {} }: RunResult): string[] {
  return Object.entries(unlisted).map(([path, count]) => `  ${count} items of ${toLine(path)} are not listed`);
}
