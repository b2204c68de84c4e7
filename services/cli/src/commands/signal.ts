import type { MetNobody, MetWaits, SignalReport } from '@octavo/client';
import { type ExitCode, exitCodes } from '../cli-error';
import type { CommandContext } from '../command';
import { withEngine } from '../engine/engine';
import { type Invoked, octavoCommand } from '../octavo-command';
import { requireName } from '../reading/arguments';
import { readInput } from '../reading/input';
import { toLine } from '../terminal/format';
import { onOpenRun, type RunNameOptions, toRunName } from './run-on-server';

/** The options of `octavo signal`. */
interface SignalOptions extends RunNameOptions {
  /** JSON, `@file`, or `-`. Default null. */
  readonly payload?: string;
  readonly id?: string;
  readonly sender?: string;
}

/**
 * `octavo signal WORKFLOW NAME`: sends a signal to a run, whether or not the run waits for it yet, and reports the waits of
 * the run.
 */
export async function signal(
  workflowId: string,
  name: string,
  context: CommandContext<SignalOptions>,
): Promise<ExitCode> {
  const { io, options } = context;
  const { payload: written, id, sender } = options;
  requireName('The name of the signal', name);
  const payload = written === undefined ? null : await readInput('--payload', written, io);
  const identity = { ...(id === undefined ? {} : { id }), ...(sender === undefined ? {} : { sender }) };
  const report = await withEngine(context, ({ client }) =>
    onOpenRun(workflowId, context, () =>
      client.signalWithReport(workflowId, name, payload, { ...identity, ...toRunName(options) }),
    ),
  );
  io.stderr.write(describeReport({ workflowId, name }, report, context));
  return exitCodes.success;
}

interface SentSignal {
  readonly workflowId: string;
  readonly name: string;
}

/** The report on a signal as text, one sentence per line. */
export function describeReport(sent: SentSignal, report: SignalReport, invoked: Invoked): string {
  const lines = [`Sent ${sent.name} to ${sent.workflowId}.`, ...linesOf(sent, report, invoked)];
  return lines.map((line) => `${toLine(line)}\n`).join('');
}

function linesOf(sent: SentSignal, report: SignalReport, invoked: Invoked): readonly string[] {
  if (!report.isAnswered) return describeNobody(report, invoked);
  if (report.isDuplicate) return ['The run has already received a signal with this id, so this one has no effect.'];
  return report.waits.length === 0 ? describeUnawaited(sent, report) : describeVerdicts(report);
}

function describeNobody({ taskQueue, waitingFor = [] }: MetNobody, invoked: Invoked): readonly string[] {
  const lastWaits = waitingFor.length === 0 ? '' : ` It was waiting for ${waitingFor.join(', ')}.`;
  const worker = octavoCommand('worker', invoked, { taskQueue });
  return [
    `No worker of this version answered for the run within a second; the server keeps the signal for the run.${lastWaits}`,
    `If no worker runs, ${worker} starts one.`,
  ];
}

function describeUnawaited({ name }: SentSignal, { waitingFor, nearest }: MetWaits): readonly string[] {
  const awaited = waitingFor.length === 0 ? 'no signal' : waitingFor.join(', ');
  return [
    `No wait accepts it now: the run waits for ${awaited}. The run keeps it for a later wait for ${name}.`,
    ...(nearest === undefined ? [] : [`Did you mean ${nearest}?`]),
  ];
}

const MAX_SHOWN = 5;

function describeVerdicts({ waits }: MetWaits): readonly string[] {
  const shown = waits.slice(-MAX_SHOWN).map(({ path, verdict, reason }) => sentences[verdict](path, reason ?? ''));
  const isTaken = waits.some(({ verdict }) => !['unmatched', 'invalid'].includes(verdict));
  return isTaken ? shown : [...shown, 'The run keeps it for a wait that accepts it.'];
}

const sentences: Readonly<Record<MetWaits['waits'][number]['verdict'], (path: string, reason: string) => string>> = {
  accepted: (path) => `The wait ${path} accepts it.`,
  held: (path) => `The wait ${path} accepts it, after the signal that it is processing.`,
  repeated: (path) =>
    `The wait ${path} has already counted a signal with the same \`distinctBy\` value, so this one does not count.`,
  unmatched: (path) => `The wait ${path} does not accept it: its \`where\` is false.`,
  invalid: (path, reason) => `The wait ${path} does not accept it: ${reason}.`,
  failing: (path, reason) => `The wait ${path} fails with SIGNAL_INVALID: ${reason}.`,
  unknown: (path) => `The wait ${path} checks it now; \`tasks\` shows the result.`,
};
