import { defineAction, z } from '@octavo/worker';

const name = await Promise.resolve('own.esModule');

export default defineAction({
  name,
  input: z.any(),
  output: z.array(z.string()),
  async run() {
    const { later } = await import('./later.cjs');
    return [later];
  },
});
