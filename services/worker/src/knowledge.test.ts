import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gatherKnowledge } from './knowledge';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'octavo-knowledge-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

it('rejects definitions with the location of every mistake, the expected value and what to do', async () => {
  const task = '  - { id: a, type: basic, action: set, with: "${ task }" }';
  writeFileSync(join(folder, 'approve.yaml'), ['id: approve', 'version: 1.0.0', 'tasks:', task].join('\n'));
  const error = await gatherKnowledge({ definitions: folder }).catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({
    problems: [
      'approve.yaml:1:1: REQUIRED at octavo: `octavo` is missing; expected 1',
      'approve.yaml:4:50: UNKNOWN_VARIABLE at tasks[0].with: there is no variable "task"; nearest is "tasks"',
    ],
  });
});
