import { checkNode } from './check-node.mjs';
import { installDependencies } from './install-dependencies.mjs';
import { MissingPiece } from './missing-piece.mjs';
import { tool } from './repository.mjs';
import { runNode } from './run-process.mjs';

/** Ensures what every command needs: a supported Node and the dependencies. */
export async function prepareNode() {
  checkNode();
  await installDependencies();
}

/** Ensures what the tests need in addition: a Temporal CLI and a Redis. */
export async function prepareServers() {
  const { code } = await runNode([tool('tsx/dist/cli.mjs'), 'scripts/bootstrap/find-servers.ts']);
  if (code !== 0) throw new MissingPiece('Without these servers the tests cannot run.');
}

/** Runs a TypeScript program of this repository and returns its exit code. */
export async function runProgram(path, args) {
  const { code } = await runNode(['--import', 'tsx', path, ...args]);
  return code;
}
