import { MissingPiece, runScript } from './bootstrap/missing-piece.mjs';
import { prepareNode } from './bootstrap/prepare.mjs';
import { CHECKS, runChecks } from './checks.mjs';

// `npm run verify [-- GROUP …]`: all checks that need no server, or those of the groups.
await runScript(async () => {
  await prepareNode();
  const groups = process.argv.slice(2);
  const known = new Set(CHECKS.map(({ group }) => group));
  const unknown = groups.filter((group) => !known.has(group));
  if (unknown.length > 0)
    throw new MissingPiece(`There are no checks called ${unknown.join(', ')}; choose from ${[...known].join(', ')}.`);
  const failed = await runChecks(CHECKS.filter(({ group }) => groups.length === 0 || groups.includes(group)));
  return failed === 0 ? 0 : 1;
});
