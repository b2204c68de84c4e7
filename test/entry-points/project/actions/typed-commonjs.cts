import activities = require('@octavo/worker');
import own = require('./greeting');

const { defineAction, z } = activities;

const commonjsInTypescript = defineAction({
  name: 'own.commonjsInTypescript',
  input: z.any(),
  output: z.array(z.string()),
  async run() {
    const { later } = await import('./typed-later');
    return [own.greeting, later];
  },
});

export = [commonjsInTypescript];
