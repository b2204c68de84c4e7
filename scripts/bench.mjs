import { runScript } from './bootstrap/missing-piece.mjs';
import { prepareNode, prepareServers, runProgram } from './bootstrap/prepare.mjs';

// `npm run bench -- SUITE [--json FILE]`
await runScript(async () => {
  await prepareNode();
  await prepareServers();
  return runProgram('test/benchmark/main.ts', process.argv.slice(2));
});
