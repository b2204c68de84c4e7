import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import type { BenchReport } from '../report/bench-report';
import { drawCharts } from './performance-charts';
import { writePerformancePage } from './performance-page';

const ROOT = join(__dirname, '../../..');
const RESULTS = join(__dirname, '../results');
/** What people have written about the result. */
const NOTES = join(__dirname, 'notes.md');
const CHARTS = 'docs/performance';

/** Files of the page by their path from the root of the repository. */
export type PageFiles = ReadonlyMap<string, string>;

/**
 * Writes docs/performance.md and its charts; tells what was written.
 *
 * @param file - a result; default: the latest that is kept
 */
export async function writePage(file?: string): Promise<string> {
  const files = await createPage(file);
  await rm(join(ROOT, CHARTS), { recursive: true, force: true });
  await mkdir(join(ROOT, CHARTS), { recursive: true });
  for (const [path, content] of files) await writeFile(join(ROOT, path), content);
  return [...files.keys()].join('\n');
}

/** What `writePage` would write. */
export async function createPage(file?: string): Promise<PageFiles> {
  const { report, path } = file === undefined ? await readLatest() : await readResult(resolve(file));
  const charts = drawCharts(report);
  const source = relative(ROOT, path);
  const page = writePerformancePage({ report, source, charts, notes: await readFile(NOTES, 'utf8') });
  return new Map([
    ['docs/performance.md', page],
    ...charts.map((chart) => [`${CHARTS}/${chart.file}`, chart.svg] as const),
  ]);
}

interface Result {
  readonly path: string;
  readonly report: BenchReport;
}

async function readResult(path: string): Promise<Result> {
  return { path, report: JSON.parse(await readFile(path, 'utf8')) as BenchReport };
}

async function readLatest(): Promise<Result> {
  const names = (await readdir(RESULTS)).filter((name) => name.endsWith('.json'));
  const results = await Promise.all(names.map((name) => readResult(join(RESULTS, name))));
  const [latest] = results.sort((a, b) => b.report.measuredAt.localeCompare(a.report.measuredAt));
  if (latest !== undefined) return latest;
  throw new TypeError(
    `There is no result in ${relative(ROOT, RESULTS)}; \`npm run bench -- all --json FILE\` makes one.`,
  );
}
