import type { RunResult } from '@octavo/client';
import { formatJson, toLine } from '../terminal/format';
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
  return `  ${error.code}${error.task === '' ? '' : ` in ${error.task}`}: ${linesOf(error.message)}`;
}

/** An error may say whatever an action was told. */
function linesOf(message: string): string {
  return message
    .split('\n')
    .map((line) => toLine(line))
    .join('\n');
}

function unlistedOf({ unlisted = {} }: RunResult): string[] {
  return Object.entries(unlisted).map(([path, count]) => `  ${count} items of ${path} are not listed`);
}
