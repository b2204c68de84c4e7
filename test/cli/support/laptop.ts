import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TestFolder } from './definitions';
import { ROOT } from './invoke';
import { type OctavoProcess, startOctavo } from './octavo-process';

const ACTION = `const { appendFileSync, existsSync } = require('node:fs');
const { setTimeout: sleep } = require('node:timers/promises');
const { defineAction, z } = require(${JSON.stringify(join(ROOT, 'activities/index.ts'))});

const mark = (workflowId) => appendFileSync(process.env.LAPTOP_MARKS, workflowId + '\\n');

exports.mark = defineAction({
  name: 'laptop.mark',
  input: z.unknown(),
  output: z.unknown(),
  run: (_input, { workflowId }) => mark(workflowId),
});

exports.hold = defineAction({
  name: 'laptop.hold',
  input: z.string(),
  output: z.unknown(),
  async run(until, { workflowId }) {
    mark(workflowId);
    while (!existsSync(until)) await sleep(20);
  },
});
`;

/**
 * A machine with its own actions, which record the runs that were executed there: `laptop.mark`, and `laptop.hold`, which
 * waits until a file exists.
 */
export interface Laptop {
  readonly env: NodeJS.ProcessEnv;
  readonly start: (...args: readonly string[]) => OctavoProcess;
  /** Workflow ids of the runs whose actions were executed on this laptop, one for each execution. */
  readonly marks: () => readonly string[];
}

/** Sets up a laptop; `env` has its server and task queue. */
export function laptop(name: string, folder: TestFolder, env: NodeJS.ProcessEnv = {}): Laptop {
  const marks = join(folder.path, `${name}.marks`);
  const OCTAVO_ACTIONS = folder.write(`${name}-actions.js`, ACTION);
  const own = { ...env, OCTAVO_ACTIONS, LAPTOP_MARKS: marks };
  return {
    env: own,
    start: (...args) => startOctavo(args, own, { cwd: folder.path }),
    marks: () => (existsSync(marks) ? readFileSync(marks, 'utf8').trim().split('\n') : []),
  };
}
