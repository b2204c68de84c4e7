import { existsSync, statSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import type { RunResult } from '@octavo/client';
import type { CliIo } from '../../cli-io';
import type { CommandContext } from '../../command-context';
import type { ExitCode } from '../../exit-codes';
import { loadProject } from '../../project/project';
import { paletteFor } from '../../terminal/palette';
import { HumanReporter } from '../run/human-reporter';
import { readRequest, type RunRequest } from '../run/read-request';
import type { RunSession } from '../run/run-session';
import { withRunEngine } from '../run/with-run-engine';
import { approve } from './approve';
import { type Approver, approvalTimeout, type DemoOptions, readApprover } from './demo-options';
import { type AuditExample, findExample } from './find-example';
import { describeParts } from './parts';
import { describeUi } from './describe-ui';

/** `octavo demo [path]`: audits the dependencies that a package-lock.json has installed. */
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
  /** What it took until the engine was there. */
  readonly startMs: number;
}

async function audit(job: Job): Promise<RunResult> {
  const { session, request, reporter, approver, example, context } = job;
  const startedAtMs = Date.now();
  const run = await session.start(request.source, { input: request.input });
  const approval = approve(approver, { engine: session.engine, audit: run, example, reporter, io: context.io });
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
