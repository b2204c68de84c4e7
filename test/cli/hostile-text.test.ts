import { toLine, toLines } from '../../services/cli/src/terminal/format';
import { gated } from '../../services/cli/src/terminal/output-gate';
import { type CliWorker, startCliWorker } from './support/cli-worker';
import { definitionOf, TestFolder } from './support/definitions';
import { invoke, type Invocation, jsonOf, TextBuffer } from './support/invoke';

// Names from others must not move the cursor, change colours, forge lines or change the direction of text in a terminal.

const HOSTILE = '\u001B[31mred\u001B]0;title\u0007\u009B2J\u202Eback\nforged-row\u2028end';
const FORBIDDEN = /[^\P{Cc}\n]|[\u202A-\u202E\u2066-\u2069]|^forged-row/mu;

const folder = new TestFolder();
const workflowId = `hostile-${process.pid}-${HOSTILE}`;
let worker: CliWorker;

beforeAll(async () => {
  worker = await startCliWorker();
  const waiting = folder.write(
    'waiting.yaml',
    definitionOf('waiting', `{ id: hold, type: wait, signal: ${JSON.stringify(HOSTILE)} }`),
  );
  expect(await octavo('start', waiting, '--workflow-id', workflowId)).toMatchObject({ code: 0 });
});
afterAll(async () => {
  await worker.stop();
  folder.remove();
});

const octavo = (...args: readonly string[]): Promise<Invocation> => invoke(args, { env: worker.env });

/** In this order: the run ends with `cancel`. */
it.each([
  ['status', [workflowId]],
  ['tasks', [workflowId]],
  ['signal', [workflowId, `no-${HOSTILE}`]],
  ['ls', ['--limit', '1000']],
  ['ls', ['--status', HOSTILE]],
  ['status', [`missing-${HOSTILE}`]],
  ['start', [`missing-${HOSTILE.replace('\n', '')}`]],
  ['cancel', [workflowId]],
  ['result', [workflowId]],
  ['signal', [workflowId, HOSTILE]],
  ['cancel', [workflowId]],
  [HOSTILE, []],
])('octavo %s writes no control character', async (command, args) => {
  const { stdout, stderr } = await octavo(command, ...args);
  expect(`${stdout}${stderr}`).not.toMatch(FORBIDDEN);
  expect(`${stdout}${stderr}`).not.toBe('');
});

it('shows the hostile names, so that the table above tests something', async () => {
  expect((await octavo('status', workflowId)).stdout).toContain(' [31mred ]0;title 2J back forged-row end');
});

it('--json keeps the value, and is safe too', async () => {
  const status = await octavo('status', workflowId, '--json');
  expect(status.stdout).not.toMatch(FORBIDDEN);
  expect(jsonOf(status)).toMatchObject({ workflowId });
});

describe('the gate of all output', () => {
  it('escapes control characters of values, and keeps colours, line ends and the sequences of a live region', () => {
    const sink = new TextBuffer();
    const own = '\u001B[31mred\u001B[39m\r\n\t\u001B[?25l\u001B[2A\r\u001B[0J';
    gated(sink).write(`${own}\u001B]0;t\u0007\u009B\u202E\r.`);
    expect(sink.text).toBe(`${own}\\u001b]0;t\\u0007\\u009b\\u202e\\u000d.`);
  });

  it('has the current size of the terminal', () => {
    const terminal = { write: () => undefined, isTTY: true, columns: 80, rows: 24 };
    const gate = gated(terminal);
    terminal.columns = 40;
    expect(gate).toMatchObject({ isTTY: true, columns: 40, rows: 24 });
  });
});

it('a line has neither colours nor line ends of a value; text keeps its line ends', () => {
  expect(toLine('a\u001B[31m\n\u202E\u2028b')).toBe('a [31m b');
  expect(toLines('a\u009B\nb')).toBe('a \nb');
});
