import { defineAction } from '@octavo/worker';
import { z } from 'zod';

/** Books a carrier. */
export const bookShipment = defineAction({
  name: 'shipment.book',
  description: 'Books a carrier for an order.',
  input: z.object({ orderId: z.string(), express: z.boolean() }),
  output: z.object({ tracking: z.string() }),
  idempotent: true,
  run: ({ orderId, express }) => ({ tracking: `${express ? 'express' : 'parcel'}-${orderId}` }),
});
