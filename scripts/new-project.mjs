import { MissingPiece, runScript } from './bootstrap/missing-piece.mjs';
import { prepareNode } from './bootstrap/prepare.mjs';
import { runNode } from './bootstrap/run-process.mjs';

// `npm run new-project -- FOLDER`: makes a project and installs Octavo's packages from this checkout in it.
await runScript(async () => {
  const [folder, ...others] = process.argv.slice(2);
  if (folder === undefined || others.length > 0)
    throw new MissingPiece('Name one folder: `npm run new-project -- ../my-project`.');
  await prepareNode();
  const { code } = await runNode(['services/cli/bin/octavo.js', 'init', folder, '--install']);
  return code;
});
