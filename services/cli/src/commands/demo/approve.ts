import { readFile } from 'node:fs/promises';
import type { StartedRun } from '@octavo/client';
import type { CliIo } from '../../cli-io';
import type { Engine } from '../../engine/engine';
import { formatJson } from '../../terminal/format';
import type { HumanReporter } from '../run/human-reporter';
import type { Approver } from './demo-options';
import type { AuditExample } from './find-example';

const SIGNAL = 'audit.decision';
const POLL_MS = 250;

/** What an approval needs to know. */
export interface ApprovalParts {
  readonly engine: Engine;
  readonly audit: StartedRun;
  readonly example: AuditExample;
  readonly reporter: HumanReporter;
  readonly io: CliIo;
}

/** Waits until the audit asks for its approval, and has it given by whom it was asked to be. */
export async function approve(approver: Approver, parts: ApprovalParts): Promise<void> {
  if (!(await isAsked(parts))) return;
  await ways[approver](parts);
}

const ways: Readonly<Record<Approver, (parts: ApprovalParts) => Promise<void>>> = {
  run: approveByRun,
  me: approveByUser,
  nobody: async ({ reporter }) => reporter.log('INFO', 'Nobody is going to approve it: the wait will time out.'),
};

/** False where the audit ended before it came to that. */
async function isAsked({ engine: { client }, audit: { workflowId, runId } }: ApprovalParts): Promise<boolean> {
  for (;;) {
    const { status, waitingFor = [] } = await client.status(workflowId, { runId });
    if (waitingFor.includes(SIGNAL)) return true;
    if (status !== 'RUNNING') return false;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

// A run of its own, whose signal task wakes the wait of the audit.
async function approveByRun({ engine: { client }, audit, example, reporter }: ApprovalParts): Promise<void> {
  const { workflowId } = await client.start(await readFile(example.decide), {
    input: { workflowId: audit.workflowId },
  });
  reporter.log('INFO', `A second run approves it, by a signal task: ${workflowId}.`);
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
