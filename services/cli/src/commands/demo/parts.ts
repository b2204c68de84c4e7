import type { RunResult } from '@octavo/client';
import { formatElapsed } from '../../terminal/format';
import { formatTable } from '../../terminal/table';

/** Tasks of the audit that are worth a line of their own, by path. */
const PARTS = {
  readLock: 'read the lock file',
  'findings/packages': 'inspect every package',
  'findings/duplicates': 'find duplicates',
  'findings/largest': 'find the largest packages',
  'findings/installScripts': 'find install scripts',
  report: 'put the report together',
  approval: 'wait for the approval',
  write: 'write audit.json and audit.md',
} as const;

/** How long each part of the demo took, one a line. `startMs` is what it took until the server and worker were there. */
export function describeParts({ tasks }: RunResult, startMs: number, wholeMs: number): string[] {
  const rows = Object.entries(PARTS).flatMap(([path, name]) => {
    const { startedAt = null, endedAt = null } = tasks[path] ?? {};
    return startedAt === null || endedAt === null
      ? []
      : [[name, formatElapsed(Date.parse(endedAt) - Date.parse(startedAt))]];
  });
  const all = [
    ['start Temporal and a worker', formatElapsed(startMs)],
    ...rows,
    ['the whole run', formatElapsed(wholeMs)],
  ];
  return formatTable(['PART', 'TOOK'], all);
}
