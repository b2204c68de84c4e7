import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { BenchReport } from '../report/bench-report';
import { drawCharts } from './performance-charts';
import { writePerformancePage } from './performance-page';

const ROOT = join(__dirname, '../../..');
/** The written notes about the result. */
const NOTES = join(__dirname, 'notes.md');
const PAGE = 'docs/performance.md';
const CHARTS = 'docs/performance';
/** Path of the result, relative to the root of the repository. */
export const RESULT = 'docs/performance/result.json';

/** Files by their path from the root of the repository. */
export type PageFiles = Readonly<Record<string, string>>;

/** Writes docs/performance.md and its charts from the stored result; prints the written files. */
export async function writePage(): Promise<string> {
  const files = await createPage();
  for (const path of await findCharts()) await rm(join(ROOT, path));
  for (const [path, content] of Object.entries(files)) await writeFile(join(ROOT, path), content);
  return Object.keys(files).join('\n');
}

/** What `writePage` would write. */
export async function createPage(): Promise<PageFiles> {
  const report = JSON.parse(await readFile(join(ROOT, RESULT), 'utf8')) as BenchReport;
  const charts = drawCharts(report);
  const page = writePerformancePage({ report, source: RESULT, charts, notes: await readFile(NOTES, 'utf8') });
  return { [PAGE]: page, ...Object.fromEntries(charts.map(({ file, svg }) => [`${CHARTS}/${file}`, svg])) };
}

/** What `writePage` wrote last. */
export async function readPage(): Promise<PageFiles> {
  const paths = [PAGE, ...(await findCharts())];
  return Object.fromEntries(
    await Promise.all(paths.map(async (path) => [path, await readFile(join(ROOT, path), 'utf8')])),
  );
}

async function findCharts(): Promise<readonly string[]> {
  const names = await readdir(join(ROOT, CHARTS));
  return names.filter((name) => name.endsWith('.svg')).map((name) => `${CHARTS}/${name}`);
}
