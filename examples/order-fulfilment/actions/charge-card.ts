import { ActionError, defineAction } from '@octavo/worker';
import { z } from 'zod';

const LIMIT = 1_000;

/** Charges a card. The first attempt finds the bank busy, so that the retry policy has something to do. */
export const chargeCard = defineAction({
  name: 'card.charge',
  description: 'Charges a card.',
  input: z.object({ orderId: z.string(), amount: z.number().positive() }),
  output: z.object({ receipt: z.string() }),
  run: ({ orderId, amount }, { attempt }) => {
    if (amount > LIMIT)
      throw new ActionError('CARD_DECLINED', `${amount} is over the limit of ${LIMIT}`, { retryable: false });
    if (attempt === 1) throw new ActionError('BANK_BUSY', 'the bank asks to try again');
    return { receipt: `receipt-${orderId}` };
  },
});
