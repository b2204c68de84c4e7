import { join } from 'node:path';
import { TestFolder } from './support/definitions';
import { invoke, ROOT } from './support/invoke';

const folder = new TestFolder();
afterAll(() => folder.remove());

async function linesOf(text: string): Promise<readonly string[]> {
  const { stdout } = await invoke(['graph', folder.write('graph.yaml', text)]);
  return stdout
    .trimEnd()
    .split('\n')
    .map((line) => line.trim());
}

it('draws jumps with their condition, and the task after inline tasks', async () => {
  const lines = await linesOf(`octavo: 1
id: g
tasks:
  - id: choose
    type: router
    routes:
      - { when: "\${ input.n > 1 }", then: big }
      - { when: "\${ input.n == \\"one\\" }", task: { id: one, type: wait, for: 1s } }
    otherwise: { then: end }
  - { id: big, type: wait, for: 1s, then: end }
`);
  expect(lines).toEqual(
    expect.arrayContaining([
      't_choose{"choose<br/>router"}',
      't_choose -->|"input.n #gt; 1"| t_big',
      't_choose -->|"input.n == #quot;one#quot;"| t_one',
      't_choose -->|"otherwise"| finish',
      't_one --> t_big',
      't_big --> finish',
    ]),
  );
});

it('draws containers as boxes, needs as arrows, and handlers dotted', async () => {
  const lines = await linesOf(`octavo: 1
id: g
tasks:
  - id: both
    type: parallel
    title: At once
    tasks: [{ id: a, type: wait, for: 1s }, { id: b, type: wait, for: 1s, needs: [a] }]
    onError: [{ match: [TIMED_OUT], do: { id: tell, type: wait, for: 1s } }, { then: last }]
  - { id: last, type: wait, for: 1s }
onError: [{ do: { id: undo, type: wait, for: 1s } }]
`);
  expect(lines).toEqual(
    expect.arrayContaining([
      'subgraph t_both["At once<br/>parallel"]',
      't_a --> t_b',
      't_both -.->|"TIMED_OUT"| t_tell',
      't_both -.->|"any error"| t_last',
      'begin -.->|"any error"| t_undo',
      't_both --> t_last',
    ]),
  );
});

it('draws every example', async () => {
  const folders = ['approval/approval.yaml', 'types/router.yaml', 'types/collection.yaml', 'types/composite.yaml'];
  for (const name of folders) expect((await invoke(['graph', join(ROOT, 'examples', name)])).code).toBe(0);
});

it('refuses a definition with problems, and lists them', async () => {
  const invocation = await invoke(['graph', folder.write('bad.yaml', 'octavo: 1\nid: g\ntasks: []\n')]);
  expect(invocation).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining('DEFINITION_INVALID') });
});
