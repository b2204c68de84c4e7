import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type CliWorker, startCliWorker } from '../cli/support/cli-worker';
import { invoke, type InvokeOptions } from '../cli/support/invoke';
import { until } from '../integration/support/test-worker';
import { splitShellWords } from './shell-words';
import { ROOT, snippetsOf } from './snippets';
import { drawTerminal } from './terminal-picture';
import { TypingFolder } from './typing-folder';

const EXAMPLE = join(ROOT, 'examples/order-fulfilment');
const PICTURE = join(ROOT, 'docs/pictures/run.svg');

const folder = new TypingFolder();
afterAll(() => folder.remove());

const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');
const snippets = snippetsOf('README.md');
const textOf = (language: string): string => snippets.find((snippet) => snippet.language === language)?.text ?? '';
const lineOf = (start: string): string =>
  readme.split('\n').find((line) => line.startsWith(`npx octavo ${start} `)) ?? '';

it('the first definition is that of the example, and its graph is what `octavo graph` draws', async () => {
  expect(textOf('yaml')).toBe(readFileSync(join(EXAMPLE, 'approved-order.yaml'), 'utf8'));
  expect((await invoke(['graph', 'approved-order.yaml'], { cwd: EXAMPLE })).stdout).toBe(textOf('mermaid'));
});

it('the first mistake is reported as the README says, by the command that it names', async () => {
  writeFileSync(join(folder.path, 'octavo.config.yaml'), `actions: [${join(EXAMPLE, 'actions/index.ts')}]\n`);
  const mistaken = textOf('yaml').replace('input.amount', 'input.amout');
  writeFileSync(join(folder.path, 'approved-order.yaml'), mistaken);
  const [, command = ''] = /`(npx octavo validate [^`]+)` prints\n\n```text\n/.exec(readme) ?? [];
  expect((await folder.type(command)).stdout).toContain(textOf('text'));
});

describe('with a worker', () => {
  let worker: CliWorker;
  beforeAll(async () => (worker = await startCliWorker({ OCTAVO_CONFIG: join(EXAMPLE, 'octavo.config.yaml') })));
  afterAll(() => worker.stop());

  const type = (line: string, options: InvokeOptions = {}) =>
    invoke(splitShellWords(line).slice(2), { ...options, cwd: EXAMPLE, env: { ...worker.env, FORCE_COLOR: '1' } });

  it('the run looks as in the picture, apart from times', async () => {
    let shown = '';
    const ended = type(lineOf('run'), { isTerminal: true, onStderr: (text) => (shown += text) });
    await until(() => shown.includes('waiting'));
    const waiting = shown;
    const sent = await type(lineOf('signal'));
    const { code, stdout } = await ended;
    expect(code).toBe(0);
    const picture = drawTerminal(
      ['# second terminal', `$ ${lineOf('run')}`, screenOf(waiting)].join('\n') +
        ['\n# third terminal', `$ ${lineOf('signal')}`, sent.stdout + sent.stderr].join('\n') +
        ['\n# second terminal, after the approval', stdout].join('\n'),
    );
    // Written anew by: OCTAVO_WRITE_PICTURES=1 npx jest test/docs/readme
    if (process.env['OCTAVO_WRITE_PICTURES'] !== undefined) writeFileSync(PICTURE, picture);
    expect(withoutTimes(readFileSync(PICTURE, 'utf8'))).toBe(withoutTimes(picture));
  });
});

/** What stands on a terminal: the lines that stay, and the last tree. */
function screenOf(text: string): string {
  // oxlint-disable-next-line no-control-regex -- the cursor moves by it
  const [title = '', ...trees] = text.split(/\u001B\[\?25[lh]|\u001B\[\d+A\r\u001B\[0J/);
  return `${title}${trees.filter((tree) => tree.includes('waiting')).at(-1)}`;
}

function withoutTimes(text: string): string {
  return text.replaceAll(/\d+(\.\d+)? m?s\b/g, '0 ms').replace(/viewBox="[^"]+"/, '');
}
