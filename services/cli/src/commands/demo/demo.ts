import { existsSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import type { RunResult } from '@octavo/client';
import { CliError, type ExitCode } from '../../cli-error';
import type { CliIo, CommandContext } from '../../command';
import type { Engine } from '../../engine/engine';
import { loadProject } from '../../project/project';
import { formatElapsed, formatTable, paletteFor } from '../../terminal/format';
import { HumanReporter } from '../run/reporters';
import { readRequest, type RunRequest } from '../run/request';
import { withRunEngine } from '../run/run';
import type { RunSession } from '../run/run-session';
import { approvalTimeout, approve, type Approver, type DemoOptions, readApprover } from './approve';

/** `octavo demo [path]`: audits the dependencies in a package-lock.json. */
export async function demo(path: string | undefined, context: CommandContext<DemoOptions>): Promise<ExitCode> {
  const approver = readApprover(context.options);
  const example = findExample();
  const withConfig = { ...context, options: { ...context.options, config: example.config } };
  const project = await loadProject(withConfig);
  const input = JSON.stringify(inputOf(path, approver, example, context));
  const request = await readRequest(example.audit, project, {
    ...withConfig,
    options: { ...withConfig.options, input },
  });
  const reporter = new HumanReporter(request, context);
  const askedAtMs = Date.now();
  return withRunEngine({ project, context, reporter, worksHere: true }, async (session) => {
    const startMs = Date.now() - askedAtMs;
    return audit({ session, request, reporter, approver, example, context, startMs });
  });
}

interface Job {
  readonly session: RunSession;
  readonly request: RunRequest;
  readonly reporter: HumanReporter;
  readonly approver: Approver;
  readonly example: AuditExample;
  readonly context: CommandContext<DemoOptions>;
  /** Time until the engine was ready. */
  readonly startMs: number;
}

async function audit(job: Job): Promise<RunResult> {
  const { session, request, reporter, approver, example, context } = job;
  const startedAtMs = Date.now();
  const run = await session.start(request.source, { input: request.input });
  const approval = approve(approver, {
    engine: session.engine,
    audit: run,
    decide: example.decide,
    reporter,
    io: context.io,
  });
  const end = session.end(run);
  const result = await Promise.race([end, approval.then(() => end)]);
  tell(job, result, Date.now() - startedAtMs);
  if (context.options.keep === true) await session.untilCtrlC();
  return result;
}

function tell({ session: { engine }, startMs, context }: Job, result: RunResult, wholeMs: number): void {
  const { io, options } = context;
  const { bold, dim } = paletteFor(io.stdout, io);
  const [head = '', ...rows] = describeParts(result, startMs, wholeMs);
  io.stdout.write(`\n${dim(head)}\n${rows.join('\n')}\n\n`);
  if (result.status === 'SUCCESS') io.stdout.write(`Read ${bold(reportOf(options, io))}.\n`);
  io.stdout.write(describeUi(engine, result.workflowId, options.keep === true));
}

function reportOf({ folder = '.' }: DemoOptions, { cwd }: CliIo): string {
  return relative(cwd, resolve(cwd, folder, 'audit.md'));
}

function inputOf(
  path: string | undefined,
  approver: Approver,
  { root }: AuditExample,
  { io: { cwd }, options: { folder = '.' } }: CommandContext<DemoOptions>,
): object {
  const given = path === undefined ? root : resolve(cwd, path);
  const isFolder = existsSync(given) && statSync(given).isDirectory();
  const lockFile = isFolder ? join(given, 'package-lock.json') : given;
  return { lockFile, folder: resolve(cwd, folder), approvalTimeout: approvalTimeout(approver) };
}

/** The tasks of the audit that get a line in the list of times, by path. */
const PARTS = {
  readLock: 'read the lock file',
  'findings/packages': 'inspect every package',
  'findings/duplicates': 'find duplicates',
  'findings/largest': 'find the largest packages',
  'findings/installScripts': 'find install scripts',
  report: 'create the report',
  approval: 'wait for the approval',
  write: 'write audit.json and audit.md',
} as const;

/** The time of each part of the demo, one per line. `startMs`: time until the server and worker were ready. */
function describeParts({ tasks }: RunResult, startMs: number, wholeMs: number): string[] {
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

/**
 * A line with the address of the run in the Temporal UI. If the server stops with the demo: the command that keeps it running;
 * empty if there is no UI.
 */
export function describeUi(
  { uiUrl, namespace, own }: Pick<Engine, 'uiUrl' | 'namespace' | 'own'>,
  workflowId: string,
  isKept: boolean,
): string {
  if (uiUrl === undefined) return '';
  const link = `${uiUrl}/namespaces/${namespace}/workflows/${workflowId}`;
  if (isKept) return `See the run in the Temporal UI, until Ctrl-C: ${link}\n`;
  if (own !== 'server') return `See the run in the Temporal UI: ${link}\n`;
  return 'The server stops now. To keep it running and see the run in the Temporal UI: `npm run demo -- --keep`\n';
}

/** The files of the dependency audit. */
interface AuditExample {
  /** The root of the checkout. */
  readonly root: string;
  readonly audit: string;
  /** The definition of the run that decides on an audit. */
  readonly decide: string;
  readonly config: string;
}

/**
 * Finds the dependency audit in the checkout that this file is part of.
 *
 * @throws CliError FILE_NOT_READABLE if Octavo was installed as a package: it has no examples
 */
function findExample(from: string = __dirname): AuditExample {
  for (let root = from; root !== dirname(root); root = dirname(root)) {
    const folder = join(root, 'examples', 'dependency-audit');
    const [audit, decide, config] = ['audit.yaml', 'decide.yaml', 'octavo.config.yaml'].map((name) =>
      join(folder, name),
    );
    if (audit !== undefined && decide !== undefined && config !== undefined && existsSync(audit))
      return { root, audit, decide, config };
  }
  throw new CliError('FILE_NOT_READABLE', "The demo is part of Octavo's repository: clone it and run `npm run demo`.");
}
