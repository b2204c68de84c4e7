import { plainTitles, type TaskStatus } from '@octavo/orchestrators';
import { createPlanner } from '@octavo/planner';
import { paletteFor } from '../../services/cli/src/terminal/format';
import { LiveTree } from '../../services/cli/src/tree/live-tree';
import { renderTree } from '../../services/cli/src/tree/render-tree';
import type { TaskView, TaskViews } from '../../services/cli/src/tree/task-tree';
import { TextBuffer } from './support/invoke';

const NOW_MS = Date.parse('2026-01-01T00:00:10Z');
const palette = paletteFor({ write: () => undefined }, { env: {} });
const style = { palette, nowMs: NOW_MS };

function view(status: TaskStatus, changes: Partial<TaskView> = {}): TaskView {
  const isOpen = status === 'RUNNING' || status === 'WAITING';
  const times = { startedAt: '2026-01-01T00:00:00Z', endedAt: isOpen ? null : '2026-01-01T00:00:01.5Z' };
  return { type: 'basic', status, error: null, attempt: 1, handled: false, ...times, ...changes };
}

function failed(code: string): Partial<TaskView> {
  return { error: { code, message: 'no luck', task: 'x', details: null, attempt: 1 } };
}

it('draws each status with its mark and its time', () => {
  const views = {
    done: view('SUCCESS'),
    at: view('RUNNING'),
    still: view('WAITING'),
    left: view('SKIPPED', { startedAt: null, endedAt: null }),
    out: view('CANCELED', failed('CANCELED')),
    again: view('FAILED', { ...failed('HTTP_503'), attempt: 3 }),
    caught: view('TIMED_OUT', { ...failed('TIMED_OUT'), handled: true }),
  };
  expect(renderTree(views, style)).toEqual([
    '  ✓ done  1.50 s',
    '  ▶ at  10.0 s',
    '  ◷ still  10.0 s  waiting',
    '  ⊘ out  1.50 s  cancelled',
    '  ✗ again  1.50 s  attempt 3  HTTP_503: no luck',
    '  ✗ caught  1.50 s  TIMED_OUT: no luck (handled)',
    '  – left  skipped',
  ]);
});

it('puts children below their nearest parent that has begun', () => {
  const views = {
    group: view('SUCCESS'),
    'group/a#2': view('SUCCESS'),
    'group/onError/undo': view('SUCCESS'),
    'route/0/x': view('SUCCESS'),
  };
  expect(renderTree(views, style).map((line) => line.replace(/ {2}1\.50 s$/, ''))).toEqual([
    '  ✓ group',
    '    ✓ a#2',
    '    ✓ onError/undo',
    '  ✓ route/0/x',
  ]);
});

it('orders tasks by their start, and items by index', () => {
  const at = (second: number): Partial<TaskView> => ({ startedAt: `2026-01-01T00:00:0${second}Z`, endedAt: null });
  const views = {
    b: view('RUNNING', at(2)),
    a: view('RUNNING', at(1)),
    'b[10]': view('RUNNING', at(2)),
    'b[9]': view('RUNNING', at(3)),
  };
  expect(renderTree(views, style).map((line) => line.trim().split(/ +/)[1])).toEqual(['a', 'b', '[9]', '[10]']);
});

it('counts the items of a collection and shows at most five failed or running ones', () => {
  const items = Array.from(
    { length: 20 },
    (_, index) => [`each[${index}]`, view(index < 8 ? 'FAILED' : 'SUCCESS')] as const,
  );
  const lines = renderTree({ each: view('FAILED'), ...Object.fromEntries(items) }, style);
  expect(lines[0]).toBe('  ✗ each  1.50 s  8 ✗ 12 ✓');
  expect(lines.slice(1).map((line) => line.trim().split(/ +/)[1])).toEqual(['[0]', '[1]', '[2]', '[3]', '[4]']);
});

it('shows titles in place of ids, with the visit', () => {
  const text =
    'octavo: 1\nid: t\ntasks: [{ id: a, type: composite, title: The whole, tasks: [{ id: b, type: wait, for: 1s, title: A pause }] }]';
  const { plan } = createPlanner().plan(text);
  const titles = plainTitles(plan ?? fail());
  const lines = renderTree({ a: view('SUCCESS'), 'a/b#2': view('SUCCESS') }, { ...style, titles });
  expect(lines).toEqual(['  ✓ The whole  1.50 s', '    ✓ A pause#2  1.50 s']);
});

it('shows the evaluated title of an expression, with the index of an item', () => {
  const text =
    'octavo: 1\nid: t\ntasks: [{ id: a, type: wait, for: 1s, title: "Order ${ input.n }" }, { id: b, type: wait, for: 1s, title: "${ input.n }" }]';
  const titles = plainTitles(createPlanner().plan(text).plan ?? fail());
  const views = {
    a: view('SUCCESS', { title: 'Order 7' }),
    b: view('SKIPPED'),
    c: view('FAILED'),
    'c[0]': view('FAILED', { title: 'x' }),
  };
  const lines = renderTree(views, { ...style, titles }).map((line) => line.trim());
  expect(lines).toEqual(['✓ Order 7  1.50 s', '– b  skipped', '✗ c  1.50 s  1 ✗', '✗ [0] x  1.50 s']);
});

it('fits into a terminal: drops the deepest ended tasks first, cuts lines, and removes control characters', () => {
  const children = Object.fromEntries(Array.from({ length: 30 }, (_, index) => [`g/${index}`, view('SUCCESS')]));
  const views: TaskViews = {
    g: view('SUCCESS'),
    ...children,
    now: view('RUNNING'),
    [`bad\u001B[2J${'x'.repeat(80)}`]: view('RUNNING'),
  };
  const lines = renderTree(views, { ...style, maxLines: 5, width: 40 });
  expect(lines.slice(0, 2)).toEqual(['  ✓ g  1.50 s', '  ▶ now  10.0 s']);
  expect(lines.at(-1)).toBe('  … and 30 more');
  expect(lines.every((line) => line.length <= 40 && !line.includes('\u001B'))).toBe(true);
});

describe('LiveTree', () => {
  class Terminal extends TextBuffer {
    readonly isTTY = true;
    readonly columns = 40;
    readonly rows = 10;
  }

  it('draws in one place, erases its lines, and shows the cursor again', async () => {
    const sink = new Terminal();
    const tree = new LiveTree({ sink, palette, titles: new Map() });
    await new Promise<void>((resolve) => {
      tree.follow(() => {
        resolve();
        return Promise.resolve({ one: view('RUNNING') });
      });
    });
    await new Promise(setImmediate);
    tree.writeAbove('INFO a line that stays\n');
    tree.stop();
    expect(sink.text).toMatch(/▶ one/);
    expect(sink.text).toContain('\u001B[1A\r\u001B[0J\u001B[?25hINFO a line that stays\n');
    expect(sink.text.endsWith('\u001B[1A\r\u001B[0J\u001B[?25h')).toBe(true);
  });

  it('sends no query and draws nothing without a terminal', () => {
    const sink = new TextBuffer();
    const tree = new LiveTree({ sink, palette, titles: new Map() });
    tree.follow(() => Promise.reject(new Error('asked')));
    tree.stop();
    expect(sink.text).toBe('');
  });
});

it.each([
  [{ NO_COLOR: '1', FORCE_COLOR: '1' }, true, false],
  [{}, true, true],
  [{}, false, false],
  [{ TERM: 'dumb' }, true, false],
  [{ FORCE_COLOR: '1' }, false, true],
])('colours with %o on a terminal (%s): %s', (env, isTTY, isColoured) => {
  expect(paletteFor({ write: () => undefined, isTTY }, { env }).red('x') !== 'x').toBe(isColoured);
});

function fail(): never {
  throw new Error('the definition has a problem');
}
