import { tool } from './bootstrap/repository.mjs';
import { runNode, runProcess } from './bootstrap/run-process.mjs';

const tsc = (project) => [tool('typescript/bin/tsc'), '-p', project];
const SOURCES = ['orchestrators', 'workflows', 'activities', 'services', 'test', 'examples', 'scripts'];

/** What `npm run verify` checks: each has a group (the name that selects it), a title and a command for this Node. */
export const CHECKS = [
  { group: 'typecheck', title: 'types', node: tsc('.') },
  { group: 'typecheck', title: 'types of orchestrators, without Node', node: tsc('orchestrators') },
  { group: 'typecheck', title: 'types of workflows, without Node', node: tsc('workflows') },
  { group: 'lint', title: 'lint', node: [tool('oxlint/bin/oxlint'), '--tsconfig', 'tsconfig.json'] },
  { group: 'format', title: 'format', node: [tool('@biomejs/biome/bin/biome'), 'format', '--reporter=summary'] },
  {
    group: 'rules',
    title: 'dependency rules',
    node: [tool('dependency-cruiser/bin/dependency-cruise.mjs'), ...SOURCES],
  },
  { group: 'unused', title: 'unused code', node: [tool('knip/bin/knip.js'), '--no-progress'] },
  {
    group: 'workspaces',
    title: 'one version of each dependency',
    command: ['sherif', '-r', 'root-package-manager-field'],
  },
];

/** Runs checks, two at a time, and returns the number of failures. */
export async function runChecks(checks) {
  const waiting = [...checks];
  let failed = 0;
  const runWaiting = async () => {
    for (let check = waiting.shift(); check !== undefined; check = waiting.shift())
      if (!(await runCheck(check))) failed += 1;
  };
  await Promise.all([runWaiting(), runWaiting()]);
  return failed;
}

/** Runs one check; its output is shown only when it fails. */
async function runCheck({ title, node, command }) {
  const startedAtMs = Date.now();
  const run = node
    ? runNode(node, { capture: true })
    : runProcess(tool(`.bin/${command[0]}`), command.slice(1), { capture: true });
  const { code, output } = await run;
  const seconds = ((Date.now() - startedAtMs) / 1000).toFixed(1);
  process.stdout.write(`${code === 0 ? 'ok  ' : 'FAIL'}  ${title} (${seconds} s)\n`);
  if (code !== 0) process.stdout.write(`${output.trimEnd()}\n`);
  return code === 0;
}
