import { hasWorker } from '@octavo/client';
import type { OctavoRollout } from '@octavo/client/rollout';
import {
  checkType,
  flaggedTypes,
  type PromotionEnd,
  type Promotions,
  type PromotionStepTold,
  type StartedPromotion,
} from '@octavo/migration';
import { CliError, type ExitCode, exitCodes } from '../../cli-error';
import type { CommandContext } from '../../command';
import { octavoCommand } from '../../octavo-command';
import { readDuration } from '../../reading/arguments';
import { Departure, onAnySignal, watchInterrupts } from '../../signals';
import { formatJson, toLine } from '../../terminal/format';
import { actorOf, type OriginOptions } from './change';
import { type RolloutOnServer, withRolloutOnServer } from './with-rollout';

/** The options of `octavo rollout promote`. */
interface PromoteOptions extends OriginOptions {
  readonly every?: string;
  readonly detach?: boolean;
  readonly cancel?: boolean;
}

type Context = CommandContext<PromoteOptions>;

/** `octavo rollout promote [TYPE…]`: starts promotions, or finds running ones, and follows them to their ends. */
export async function promote(named: readonly string[], context: Context): Promise<ExitCode> {
  const { detach = false, cancel: isCancel = false, every = '1m', reason } = context.options;
  if (detach && isCancel)
    throw new CliError('USAGE_INVALID', '--detach starts a promotion, but --cancel ends one. Leave out one.');
  const everyMs = readDuration('--every', every);
  const types = named.length === 0 ? flaggedTypes : [...new Set(named)];
  for (const type of types) checkType(type);
  const request = { actor: actorOf(context), everyMs, ...(reason === undefined ? {} : { reason }) };
  return withRolloutOnServer(context, async (at) => {
    const { rollout } = at;
    if (isCancel) return cancel(types, rollout, context);
    const started = await inOrder(types, (type) => rollout.promote(type, request));
    await tellStart(started, at, context);
    return detach ? leave(started, context) : follow(started, rollout, context);
  });
}

/** One after the other, so that the output is in the order of the types. */
async function inOrder<T>(types: readonly string[], work: (type: string) => Promise<T>): Promise<readonly T[]> {
  const results: T[] = [];
  for (const type of types) results.push(await work(type));
  return results;
}

async function tellStart(
  started: readonly StartedPromotion[],
  { engine }: RolloutOnServer,
  context: Context,
): Promise<void> {
  const { stderr } = context.io;
  const { address, namespace, client, taskQueue } = engine;
  for (const { type, workflowId, isNew } of started) {
    const how = isNew ? 'runs in' : 'already runs in';
    stderr.write(`The promotion of ${type} ${how} the workflow ${workflowId} at ${address}, namespace ${namespace}.\n`);
  }
  if (!(await hasWorker({ connection: client.temporal.connection, namespace, taskQueue })))
    stderr.write(
      `No worker polls the task queue ${taskQueue}: the promotion continues when one does (${octavoCommand('worker', context)}).\n`,
    );
}

function leave(started: readonly StartedPromotion[], { io, options }: Context): ExitCode {
  const lines = started.map(({ workflowId }) => `${workflowId}\n`);
  io.stdout.write(options.json === true ? `${formatJson(oneOrAll(started))}\n` : lines.join(''));
  return exitCodes.success;
}

async function cancel(types: readonly string[], rollout: OctavoRollout, { io, options }: Context): Promise<ExitCode> {
  const cancellations = await inOrder(types, async (type) => ({
    type,
    isCanceled: await rollout.promotions.cancel(type),
  }));
  if (options.json === true) io.stdout.write(`${formatJson(oneOrAll(cancellations))}\n`);
  else for (const one of cancellations) io.stderr.write(describeCancel(one));
  return cancellations.some(({ isCanceled }) => isCanceled) ? exitCodes.success : exitCodes.negative;
}

function describeCancel({ type, isCanceled }: { readonly type: string; readonly isCanceled: boolean }): string {
  return isCanceled
    ? `Requested the cancellation of the promotion; ${type} stays at its stage.\n`
    : `No promotion of ${type} is running.\n`;
}

async function follow(
  started: readonly StartedPromotion[],
  { promotions }: OctavoRollout,
  context: Context,
): Promise<ExitCode> {
  const ended = await followPromotions(started, promotions, context);
  if (ended instanceof Departure) return ended.exitCode;
  const { io, options } = context;
  if (options.json === true) io.stdout.write(`${formatJson(oneOrAll(ended))}\n`);
  else for (const { type, status } of ended) io.stdout.write(`${sentences[status](type)}\n`);
  return ended.every(({ status }) => status === 'COMPLETED') ? exitCodes.success : exitCodes.negative;
}

/** The object itself if there is only one, else the list of objects. */
function oneOrAll(objects: readonly object[]): object {
  const [only, ...others] = objects;
  return only === undefined || others.length > 0 ? objects : only;
}

const sentences: Readonly<Record<PromotionEnd['status'], (type: string) => string>> = {
  RUNNING: (type) => `The promotion of ${type} continues.`,
  COMPLETED: (type) => `Every run uses the new engine for ${type}.`,
  ROLLED_BACK: (type) => `Rolled back: every run uses the old engine for ${type}, until the type is set again.`,
  CANCELED: (type) => `The promotion was cancelled; ${type} stays at its stage.`,
};

/** How a promotion began, and how it ended. */
export type FollowedPromotion = StartedPromotion & PromotionEnd;

/**
 * Shows each step of promotions until all have ended. A signal ends only the display: the `Departure` is returned, and the
 * promotions continue.
 */
async function followPromotions(
  started: readonly StartedPromotion[],
  promotions: Pick<Promotions, 'follow'>,
  context: CommandContext<{ readonly json?: boolean }>,
): Promise<readonly FollowedPromotion[] | Departure> {
  const { io, options } = context;
  const enough = new AbortController();
  const interrupts = watchInterrupts(io, onAnySignal);
  const forgetHint = hintWhenNothingComes(io);
  const sink = options.json === true ? io.stderr : io.stdout;
  const followOne = async (one: StartedPromotion): Promise<readonly FollowedPromotion[]> => {
    const onStep = (step: PromotionStepTold): void => {
      forgetHint();
      sink.write(describeStep(one.type, step));
    };
    const end = await promotions.follow(one.type, { onStep, signal: enough.signal });
    return end === undefined ? [] : [{ ...one, ...end }];
  };
  try {
    return (await Promise.race([Promise.all(started.map(followOne)), interrupts.leave()])).flat();
  } catch (error) {
    if (!(error instanceof Departure)) throw error;
    const promote = octavoCommand(['rollout promote', ...started.map(({ type }) => type)].join(' '), context);
    io.stderr.write(`The promotion continues: ${promote} shows its steps again. Add --cancel to cancel it.\n`);
    return error;
  } finally {
    enough.abort();
    forgetHint();
    interrupts.stop();
  }
}

/** A worker that runs promotions takes the first step within milliseconds. */
const PATIENCE_MS = 10_000;
const NO_STEP_YET =
  'No step yet: promotions need a worker on this task queue that has `migration` in its configuration.\n';

/** Shows a hint if no step comes. Returns a function that cancels the hint. */
function hintWhenNothingComes({ stderr }: CommandContext['io']): () => void {
  const timer = setTimeout(() => stderr.write(NO_STEP_YET), PATIENCE_MS).unref();
  return () => clearTimeout(timer);
}

function describeStep(type: string, { at, action, sentence }: PromotionStepTold): string {
  return `${at}  ${type.padEnd(10)}  ${action.replace('_', ' ').padEnd(9)}  ${toLine(sentence)}\n`;
}
