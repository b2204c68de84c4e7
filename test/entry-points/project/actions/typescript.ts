import { defineAction, z } from '@octavo/worker';
import { greeting } from './greeting';

export const typescript = defineAction({
  name: 'own.typescript',
  input: z.any(),
  output: z.array(z.string()),
  async run() {
    const { later } = await import('./typed-later');
    return [greeting, later];
  },
});
