const { defineAction, z } = require('@octavo/worker');

exports.commonjs = defineAction({
  name: 'own.commonjs',
  input: z.any(),
  output: z.array(z.string()),
  async run() {
    const { later } = await import('./later.mjs');
    return [later];
  },
});
