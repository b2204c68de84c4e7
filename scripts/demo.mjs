import { runScript } from './bootstrap/missing-piece.mjs';
import { prepareNode } from './bootstrap/prepare.mjs';
import { runNode } from './bootstrap/run-process.mjs';

// `npm run demo [-- path]`: installs everything that a fresh clone lacks, then runs the dependency audit.
await runScript(async () => {
  await prepareNode();
  const { code } = await runNode(['services/cli/bin/octavo.js', 'demo', ...process.argv.slice(2)]);
  return code;
});
