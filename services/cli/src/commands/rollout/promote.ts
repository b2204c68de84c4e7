import type { OctavoRollout } from '@octavo/client/rollout';
import type { PromotionEnd, StartedPromotion } from '@octavo/migration';
import { CliError } from '../../cli-error';
import type { CommandContext } from '../../command-context';
import { hasWorker } from '../../engine/has-worker';
import { type ExitCode, exitCodes } from '../../exit-codes';
import { formatJson } from '../../terminal/format';
import { followPromotion } from './follow-promotion';
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

/** `octavo rollout promote TYPE`: starts a promotion, or finds the one that is under way, and follows it to its end. */
export async function promote(type: string, context: Context): Promise<ExitCode> {
  const { detach = false, cancel: isCancel = false, every = '1m', reason } = context.options;
  if (detach && isCancel) throw new CliError('USAGE_INVALID', '--detach begins a promotion, --cancel ends one.');
  const everyMs = readDuration('--every', every);
  const request = { actor: actorOf(context), everyMs, ...(reason === undefined ? {} : { reason }) };
  return withRolloutOnServer(context, async (at, { config }) => {
    if (isCancel) return cancel(type, at.rollout, context);
    const started = await at.rollout.promote(type, request);
    await tellStart(started, at, { context, taskQueue: config.taskQueue });
    return detach ? leave(started, context) : follow(started, at.rollout, context);
  });
}

interface Start {
  readonly context: Context;
  readonly taskQueue: string;
}

async function tellStart({ type, workflowId, isNew }: StartedPromotion, at: RolloutOnServer, start: Start) {
  const { context, taskQueue } = start;
  const { stderr } = context.io;
  const { address, namespace, client } = at.engine;
  const how = isNew ? 'is led by' : 'was under way already, in';
  stderr.write(`The promotion of ${type} ${how} the workflow ${workflowId} at ${address}, namespace ${namespace}.\n`);
  if (!(await hasWorker(client, taskQueue)))
    stderr.write(`No worker is at work on the task queue ${taskQueue}: it goes on when one is (\`octavo worker\`).\n`);
}

function leave(started: StartedPromotion, { io, options }: Context): ExitCode {
  io.stdout.write(options.json === true ? `${formatJson(started)}\n` : `${started.workflowId}\n`);
  return exitCodes.success;
}

async function cancel(type: string, { promotions }: OctavoRollout, { io, options }: Context): Promise<ExitCode> {
  const isCanceled = await promotions.cancel(type);
  if (options.json === true) io.stdout.write(`${formatJson({ type, isCanceled })}\n`);
  else io.stderr.write(isCanceled ? `Asked it to end; ${type} stays at its stage.\n` : 'No promotion is under way.\n');
  return isCanceled ? exitCodes.success : exitCodes.negative;
}

async function follow(started: StartedPromotion, { promotions }: OctavoRollout, context: Context): Promise<ExitCode> {
  const end = await followPromotion(started.type, promotions, context);
  if (end === undefined) return exitCodes.interrupted;
  if (context.options.json === true) context.io.stdout.write(`${formatJson({ ...started, ...end })}\n`);
  else context.io.stdout.write(`${sentences[end.status](started.type)}\n`);
  return end.status === 'COMPLETED' ? exitCodes.success : exitCodes.negative;
}

const sentences: Readonly<Record<PromotionEnd['status'], (type: string) => string>> = {
  RUNNING: (type) => `The promotion of ${type} goes on.`,
  COMPLETED: (type) => `Every run takes the new engine for ${type}.`,
  ROLLED_BACK: (type) => `Rolled back: every run takes the old engine for ${type}, until it is set again.`,
  CANCELED: (type) => `The promotion was cancelled; ${type} stays at its stage.`,
};
