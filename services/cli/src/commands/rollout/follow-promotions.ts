import type { PromotionEnd, Promotions, PromotionStepTold, StartedPromotion } from '@octavo/migration';
import type { CommandContext } from '../../command-context';
import { toLine } from '../../terminal/format';

/** How a promotion began, and how it ended. */
export type FollowedPromotion = StartedPromotion & PromotionEnd;

/**
 * Shows each step of promotions until all have ended. Ctrl-C ends the showing, not the promotions: then undefined.
 */
export async function followPromotions(
  started: readonly StartedPromotion[],
  promotions: Pick<Promotions, 'follow'>,
  { io, options }: CommandContext<{ readonly json?: boolean }>,
): Promise<readonly FollowedPromotion[] | undefined> {
  const enough = new AbortController();
  const stop = io.onInterrupt(() => enough.abort());
  const sink = options.json === true ? io.stderr : io.stdout;
  const followOne = async (one: StartedPromotion): Promise<FollowedPromotion | undefined> => {
    const onStep = (step: PromotionStepTold): void => void sink.write(describeStep(one.type, step));
    const end = await promotions.follow(one.type, { onStep, signal: enough.signal });
    return end && { ...one, ...end };
  };
  const ended = (await Promise.all(started.map(followOne)).finally(stop)).flatMap((one) => one ?? []);
  if (ended.length === started.length) return ended;
  const types = started.map(({ type }) => type).join(' ');
  io.stderr.write(`It goes on: \`octavo rollout promote ${types}\` shows it again, with --cancel it ends.\n`);
  return undefined;
}

function describeStep(type: string, { at, action, sentence }: PromotionStepTold): string {
  return `${at}  ${type.padEnd(10)}  ${action.replace('_', ' ').padEnd(9)}  ${toLine(sentence)}\n`;
}
