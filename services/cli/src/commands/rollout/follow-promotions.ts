import type { PromotionEnd, Promotions, PromotionStepTold, StartedPromotion } from '@octavo/migration';
import type { CommandContext } from '../../command-context';
import { Departure, onAnySignal, watchInterrupts } from '../../signals/interrupts';
import { toLine } from '../../terminal/format';
import { octavoCommand } from '../../octavo-command';

/** How a promotion began, and how it ended. */
export type FollowedPromotion = StartedPromotion & PromotionEnd;

/**
 * Shows each step of promotions until all have ended. A signal ends the showing, not the promotions: then its `Departure`.
 */
export async function followPromotions(
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
    io.stderr.write(`It goes on: ${promote} shows it again, with --cancel it ends.\n`);
    return error;
  } finally {
    enough.abort();
    forgetHint();
    interrupts.stop();
  }
}

/** A worker that leads promotions makes its first step within milliseconds. */
const PATIENCE_MS = 10_000;
const NO_STEP_YET =
  'No step yet: promotions are led by workers that have `migration` in their configuration, on this task queue.\n';

/** Gives what takes the hint back. */
function hintWhenNothingComes({ stderr }: CommandContext['io']): () => void {
  const timer = setTimeout(() => stderr.write(NO_STEP_YET), PATIENCE_MS).unref();
  return () => clearTimeout(timer);
}

function describeStep(type: string, { at, action, sentence }: PromotionStepTold): string {
  return `${at}  ${type.padEnd(10)}  ${action.replace('_', ' ').padEnd(9)}  ${toLine(sentence)}\n`;
}
