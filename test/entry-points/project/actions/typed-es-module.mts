import { defineAction, z } from '@octavo/worker';
import { greeting } from './greeting';

const name: string = await Promise.resolve('own.esModuleInTypescript');

export const esModuleInTypescript = defineAction({
  name,
  input: z.any(),
  output: z.array(z.string()),
  async run() {
    const { later } = await import('./typed-later');
    return [greeting, later];
  },
});
