import { runScript } from './bootstrap/missing-piece.mjs';
import { prepareNode, runProgram } from './bootstrap/prepare.mjs';

// `npm run fuzz [-- options]`: the long version of the property tests.
await runScript(async () => {
  await prepareNode();
  return runProgram('test/fuzz/main.ts', process.argv.slice(2));
});
