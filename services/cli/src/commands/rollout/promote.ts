import { hasWorker } from '@octavo/client';
import type { OctavoRollout } from '@octavo/client/rollout';
import { checkType, flaggedTypes, type PromotionEnd, type StartedPromotion } from '@octavo/migration';
import { CliError } from '../../cli-error';
import type { CommandContext } from '../../command-context';
import { type ExitCode, exitCodes } from '../../exit-codes';
import { Departure } from '../../signals/interrupts';
import { formatJson } from '../../terminal/format';
import { followPromotions } from './follow-promotions';
import { octavoCommand } from '../../octavo-command';
import { actorOf, type OriginOptions } from './origin';
import { readDuration } from './read-duration';
import { type RolloutOnServer, withRolloutOnServer } from './with-rollout';

/** The options of `octavo rollout promote`. */
export interface PromoteOptions extends OriginOptions {
  readonly every?: string;
  readonly detach?: boolean;
  readonly cancel?: boolean;
}

type Context = CommandContext<PromoteOptions>;

/** `octavo rollout promote [TYPE…]`: starts promotions, or finds those that are under way, and follows them to their ends. */
export async function promote(named: readonly string[], context: Context): Promise<ExitCode> {
  const { detach = false, cancel: isCancel = false, every = '1m', reason } = context.options;
  if (detach && isCancel) throw new CliError('USAGE_INVALID', '--detach begins a promotion, --cancel ends one.');
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

/** One after the other, so that what is told of them is in their order. */
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
    const how = isNew ? 'is led by' : 'was under way already, in';
    stderr.write(`The promotion of ${type} ${how} the workflow ${workflowId} at ${address}, namespace ${namespace}.\n`);
  }
  if (!(await hasWorker({ connection: client.temporal.connection, namespace, taskQueue })))
    stderr.write(
      `No worker polls the task queue ${taskQueue}: it goes on when one does (${octavoCommand('worker', context)}).\n`,
    );
}

function leave(started: readonly StartedPromotion[], { io, options }: Context): ExitCode {
  const lines = started.map(({ workflowId }) => `${workflowId}\n`);
  io.stdout.write(options.json === true ? `${formatJson(oneOrAll(started))}\n` : lines.join(''));
  return exitCodes.success;
}

async function cancel(types: readonly string[], rollout: OctavoRollout, { io, options }: Context): Promise<ExitCode> {
  const asked = await inOrder(types, async (type) => ({ type, isCanceled: await rollout.promotions.cancel(type) }));
  if (options.json === true) io.stdout.write(`${formatJson(oneOrAll(asked))}\n`);
  else for (const one of asked) io.stderr.write(describeCancel(one));
  return asked.some(({ isCanceled }) => isCanceled) ? exitCodes.success : exitCodes.negative;
}

function describeCancel({ type, isCanceled }: { readonly type: string; readonly isCanceled: boolean }): string {
  return isCanceled ? `Asked it to end; ${type} stays at its stage.\n` : `No promotion of ${type} is under way.\n`;
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

/** Of one type its own object, of more a list of them. */
function oneOrAll(told: readonly object[]): object {
  const [only, ...others] = told;
  return only === undefined || others.length > 0 ? told : only;
}

const sentences: Readonly<Record<PromotionEnd['status'], (type: string) => string>> = {
  RUNNING: (type) => `The promotion of ${type} goes on.`,
  COMPLETED: (type) => `Every run takes the new engine for ${type}.`,
  ROLLED_BACK: (type) => `Rolled back: every run takes the old engine for ${type}, until it is set again.`,
  CANCELED: (type) => `The promotion was cancelled; ${type} stays at its stage.`,
};
