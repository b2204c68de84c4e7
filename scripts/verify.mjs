import { MissingPiece, runScript } from './bootstrap/missing-piece.mjs';
import { prepareNode } from './bootstrap/prepare.mjs';
import { CHECKS, runCheck } from './checks.mjs';

// `npm run verify [-- GROUP …]`: all checks that need no server, or those of the groups.
await runScript(async () => {
  await prepareNode();
  const groups = process.argv.slice(2);
  const known = new Set(CHECKS.map(({ group }) => group));
  const unknown = groups.filter((group) => !known.has(group));
  if (unknown.length > 0)
    throw new MissingPiece(`There are no checks called ${unknown.join(', ')}; give some of ${[...known].join(', ')}.`);
  let failed = 0;
  for (const check of CHECKS) {
    if (groups.length > 0 && !groups.includes(check.group)) continue;
    if (!(await runCheck(check))) failed += 1;
  }
  return failed === 0 ? 0 : 1;
});
