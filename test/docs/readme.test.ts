import { TestFolder } from '../cli/support/definitions';
import { invoke } from '../cli/support/invoke';
import { type CliWorker, startCliWorker } from '../cli/support/cli-worker';
import { snippetsOf } from './snippets';

const folder = new TestFolder();
const snippets = snippetsOf('README.md');
const [definition = ''] = snippets.filter(({ language }) => language === 'yaml').map(({ text }) => text);
const [result = '', problem = ''] = snippets.filter(({ language }) => language === 'text').map(({ text }) => text);
let worker: CliWorker;

beforeAll(async () => {
  worker = await startCliWorker();
});
afterAll(async () => {
  await worker.stop();
  folder.remove();
});

it('the first definition has no problem and gives what the README says', async () => {
  folder.write('settle-up.yaml', definition);
  const at = { cwd: folder.path, env: worker.env };
  expect((await invoke(['validate', 'settle-up.yaml', '--json'], at)).stdout).toBe('[]\n');
  const { stdout } = await invoke(['run', 'settle-up.yaml'], at);
  expect(stdout.replaceAll(/\d+(\.\d+)? m?s\b/g, '0 ms')).toBe(result);
});

it('the first mistake is told as the README says', async () => {
  folder.write('settle-up.yaml', definition.replace('tasks.share', 'tasks.shar'));
  const { stdout } = await invoke(['validate', 'settle-up.yaml'], { cwd: folder.path });
  expect(stdout).toContain(problem);
});
