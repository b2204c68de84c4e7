import { ActionError, defineAction } from '@octavo/worker';
import { z } from 'zod';

/** What is on the shelves, and what one piece costs. A real shop would ask its warehouse. */
const shelves: Readonly<Record<string, { readonly pieces: number; readonly price: number }>> = {
  tea: { pieces: 100, price: 4.5 },
  mug: { pieces: 12, price: 9 },
  samovar: { pieces: 1, price: 480 },
};

/** Sets pieces aside for an order. The idempotency key would keep a real warehouse from doing so twice. */
export const reserveStock = defineAction({
  name: 'stock.reserve',
  description: 'Sets pieces aside for an order.',
  input: z.object({ sku: z.string(), quantity: z.int().min(1) }),
  output: z.object({ reservation: z.string(), amount: z.number() }),
  idempotent: true,
  short: true,
  run: ({ sku, quantity }) => {
    const shelf = shelves[sku];
    if (shelf === undefined || shelf.pieces < quantity) {
      throw new ActionError('OUT_OF_STOCK', `there are ${shelf?.pieces ?? 0} pieces of ${sku}, not ${quantity}`, {
        retryable: false,
      });
    }
    return { reservation: `${sku}-${quantity}`, amount: shelf.price * quantity };
  },
});

/** Puts pieces back. */
export const releaseStock = defineAction({
  name: 'stock.release',
  description: 'Puts reserved pieces back.',
  input: z.object({ reservations: z.array(z.string()) }),
  output: z.object({ released: z.number() }),
  idempotent: true,
  short: true,
  run: ({ reservations }) => ({ released: reservations.length }),
});
