import { readFile } from 'node:fs/promises';
import type { StartedRun } from '@octavo/client';
import { CliError } from '../../cli-error';
import type { CliIo } from '../../command';
import type { Engine } from '../../engine/engine';
import { formatJson } from '../../terminal/format';
import type { HumanReporter } from '../run/reporters';

/** The options of `octavo demo`. */
export interface DemoOptions {
  /** Who approves: a second `run` with a signal task, `me` in this terminal, or `nobody`. Default `run`. */
  readonly approve?: string;
  /** Folder for audit.json and audit.md. Default: the working directory. */
  readonly folder?: string;
  /** Keep the server running at the end, until Ctrl-C. */
  readonly keep?: boolean;
}

/** Approver to the time that the audit waits for the approval. */
const timeouts = { run: '1m', me: '15m', nobody: '5s' } as const;

export type Approver = keyof typeof timeouts;

/**
 * Reads `--approve`.
 *
 * @throws CliError USAGE_INVALID
 */
export function readApprover({ approve = 'run' }: DemoOptions): Approver {
  if (Object.hasOwn(timeouts, approve)) return approve as Approver;
  throw new CliError('USAGE_INVALID', `--approve takes run, me or nobody, not "${approve}".`);
}

/** How long the audit waits for its approval. */
export function approvalTimeout(approver: Approver): string {
  return timeouts[approver];
}

const SIGNAL = 'audit.decision';
const POLL_MS = 250;

/** The dependencies of an approval. */
interface ApprovalParts {
  readonly engine: Engine;
  readonly audit: StartedRun;
  /** The definition of the run that decides on an audit. */
  readonly decide: string;
  readonly reporter: HumanReporter;
  readonly io: CliIo;
}

/** Waits until the audit waits for its approval, and then approves it in the chosen way. */
export async function approve(approver: Approver, parts: ApprovalParts): Promise<void> {
  if (!(await isAsked(parts))) return;
  await ways[approver](parts);
}

const ways: Readonly<Record<Approver, (parts: ApprovalParts) => Promise<void>>> = {
  run: approveByRun,
  me: approveByUser,
  nobody: async ({ reporter }) => reporter.log('INFO', 'Nobody approves it: the wait will time out.'),
};

/** False if the audit ended before it waited for the approval. */
async function isAsked({ engine: { client }, audit: { workflowId, runId } }: ApprovalParts): Promise<boolean> {
  for (;;) {
    const { status, waitingFor = [] } = await client.status(workflowId, { runId });
    if (waitingFor.includes(SIGNAL)) return true;
    if (status !== 'RUNNING') return false;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

// Starts a second run. Its signal task ends the wait of the audit.
async function approveByRun({ engine: { client }, audit, decide, reporter }: ApprovalParts): Promise<void> {
  const { workflowId } = await client.start(await readFile(decide), {
    input: { workflowId: audit.workflowId },
  });
  reporter.log('INFO', `A second run approves it with a signal task: ${workflowId}.`);
}

async function approveByUser({ engine: { client }, audit, reporter, io }: ApprovalParts): Promise<void> {
  const tasks = await client.tasks(audit.workflowId, { runId: audit.runId });
  reporter.hold(`${formatJson(tasks?.['report']?.output ?? null)}\nApprove this audit? [y/N] `);
  const answer = await readLine(io.stdin);
  reporter.release();
  const approved = /^y(es)?$/i.test(answer.trim());
  await client.signal(audit.workflowId, SIGNAL, { approved, by: io.env['USER'] ?? 'you' });
}

async function readLine(stdin: CliIo['stdin']): Promise<string> {
  let line = '';
  for await (const chunk of stdin) {
    line += Buffer.from(chunk).toString('utf8');
    if (line.includes('\n')) break;
  }
  return line.split('\n', 1)[0] ?? '';
}
