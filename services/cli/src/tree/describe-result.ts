import type { RunResult } from '@octavo/client';
import { formatJson, toLine, toLines } from '../terminal/format';
import { renderTree, type TreeStyle } from './render-tree';
import { paintByStatus, statusMarks } from './status-marks';

/** A run's end for people: its tasks, how it ended, and what it gave. */
export function describeResult(result: RunResult, style: TreeStyle): string {
  const { status, output, tasks } = result;
  const verdict = paintByStatus(`${statusMarks[status]} ${status}`, status, style.palette);
  const lines = [...renderTree(tasks, style), `${verdict}${reasonOf(result)}`, ...unlistedOf(result)];
  return `${lines.join('\n')}\n${output === null ? '' : `${formatJson(output)}\n`}`;
}

function reasonOf({ error, status }: RunResult): string {
  if (error === null || error.code === status) return '';
  return `  ${toLine(`${error.code}${error.task === '' ? '' : ` in ${error.task}`}`)}: ${toLines(error.message)}`;
}

function unlistedOf({ unlisted = {} }: RunResult): string[] {
  return Object.entries(unlisted).map(([path, count]) => `  ${count} items of ${toLine(path)} are not listed`);
}
