import { runScript } from './bootstrap/missing-piece.mjs';
import { prepareNode, runProgram } from './bootstrap/prepare.mjs';

// `npm run demo [-- path]`: everything that a fresh clone lacks, then the dependency audit.
await runScript(async () => {
  await prepareNode();
  return runProgram('services/cli/src/main.ts', ['demo', ...process.argv.slice(2)]);
});
