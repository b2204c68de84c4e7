import type { CarriesAlong } from '@octavo/activities';
import type { Json } from '@octavo/orchestrators';
import type { Piggyback } from '@octavo/workflows';

/** Runs an activity with the data that the extension of the run attaches, and gives the extension the reply's data. */
export async function withPiggyback<Reply extends CarriesAlong>(
  piggyback: Piggyback | undefined,
  ask: (carried: CarriesAlong) => Promise<Reply>,
): Promise<Reply> {
  const attachment = piggyback?.attach();
  let attachedReply: Json | undefined;
  try {
    const reply = await ask(attachment === undefined ? {} : { along: attachment.attached });
    attachedReply = reply.along;
    return reply;
  } finally {
    attachment?.end(attachedReply);
  }
}
