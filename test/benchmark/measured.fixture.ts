import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { RESULT } from './page/write-page';
import type { BenchReport } from './report/bench-report';

/** The last complete measurement, which docs/performance.md shows. */
export function readMeasured(): BenchReport {
  return JSON.parse(readFileSync(join(__dirname, '../..', RESULT), 'utf8')) as BenchReport;
}
