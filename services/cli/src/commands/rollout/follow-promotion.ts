import type { PromotionEnd, Promotions, PromotionStepTold } from '@octavo/migration';
import type { CommandContext } from '../../command-context';
import { toLine } from '../../terminal/format';

/**
 * Shows each step of a promotion until its end. Ctrl-C ends the showing, not the promotion: then undefined.
 */
export async function followPromotion(
  type: string,
  promotions: Pick<Promotions, 'follow'>,
  { io, options }: CommandContext<{ readonly json?: boolean }>,
): Promise<PromotionEnd | undefined> {
  const enough = new AbortController();
  const stop = io.onInterrupt(() => enough.abort());
  const sink = options.json === true ? io.stderr : io.stdout;
  const onStep = (step: PromotionStepTold): void => void sink.write(describeStep(step));
  const end = await promotions.follow(type, { onStep, signal: enough.signal }).finally(stop);
  if (end === undefined)
    io.stderr.write(
      `The promotion goes on: \`octavo rollout promote ${type}\` follows it again, with --cancel it ends.\n`,
    );
  return end;
}

function describeStep({ at, action, sentence }: PromotionStepTold): string {
  return `${at}  ${action.replace('_', ' ').padEnd(9)}  ${toLine(sentence)}\n`;
}
