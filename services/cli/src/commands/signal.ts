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

/** `octavo signal WORKFLOW NAME`: sends a signal to a run, whether it waits for it already or not, and says what it met. */
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

/** A signal that was sent. */
interface SentSignal {
  readonly workflowId: string;
  readonly name: string;
}

/** What a signal met, in sentences for people; one a line. */
export function describeReport(sent: SentSignal, report: SignalReport, invoked: Invoked): string {
  const lines = [`Sent ${sent.name} to ${sent.workflowId}.`, ...linesOf(sent, report, invoked)];
  return lines.map((line) => `${toLine(line)}\n`).join('');
}

function linesOf(sent: SentSignal, report: SignalReport, invoked: Invoked): readonly string[] {
  if (!report.isAnswered) return describeNobody(report, invoked);
  if (report.isDuplicate) return ['The run has had a signal of this id and name before, so this one has no effect.'];
  return report.waits.length === 0 ? describeUnawaited(sent, report) : describeVerdicts(report);
}

function describeNobody({ taskQueue, waitingFor = [] }: MetNobody, invoked: Invoked): readonly string[] {
  const known = waitingFor.length === 0 ? '' : ` It was waiting for ${waitingFor.join(', ')}.`;
  const worker = octavoCommand('worker', invoked, { taskQueue });
  return [
    `No worker of this version has answered for the run within a second; the server keeps the signal for it.${known}`,
    `Where no worker runs, ${worker} starts one.`,
  ];
}

function describeUnawaited({ name }: SentSignal, { waitingFor, nearest }: MetWaits): readonly string[] {
  const awaited = waitingFor.length === 0 ? 'no signal' : waitingFor.join(', ');
  return [
    `No wait takes it now: the run waits for ${awaited}. It is kept for a wait for ${name} that comes.`,
    ...(nearest === undefined ? [] : [`Did you mean ${nearest}?`]),
  ];
}

const MAX_SHOWN = 5;

function describeVerdicts({ waits }: MetWaits): readonly string[] {
  const shown = waits.slice(-MAX_SHOWN).map(({ path, verdict, reason }) => sentences[verdict](path, reason ?? ''));
  const isTaken = waits.some(({ verdict }) => !['unmatched', 'invalid'].includes(verdict));
  return isTaken ? shown : [...shown, 'It is kept for a wait that accepts it.'];
}

const sentences: Readonly<Record<MetWaits['waits'][number]['verdict'], (path: string, reason: string) => string>> = {
  accepted: (path) => `The wait ${path} accepts it.`,
  held: (path) => `The wait ${path} accepts it, after the signal that it is processing.`,
  repeated: (path) => `The wait ${path} has counted one like it, by its \`distinctBy\`, so this one does not count.`,
  unmatched: (path) => `The wait ${path} does not accept it: its \`where\` is false.`,
  invalid: (path, reason) => `The wait ${path} does not accept it: ${reason}.`,
  failing: (path, reason) => `The wait ${path} fails with SIGNAL_INVALID: ${reason}.`,
  unknown: (path) => `The wait ${path} checks it now; \`tasks\` shows what comes of it.`,
};
