import type { TaskState, TaskStatus } from '@octavo/orchestrators';
import { CurrentDetails } from './current-details';

function show(
  title: string,
  transitions: readonly (readonly [string, TaskStatus])[],
  titles: readonly (readonly [string, string])[] = [],
): string {
  const details = new CurrentDetails(title, () => new Map(titles));
  const before = new Map<string, TaskStatus>();
  for (const [path, status] of transitions) {
    details.update(state(path, status), before.get(path));
    before.set(path, status);
  }
  return details.render();
}

function state(path: string, status: TaskStatus): TaskState {
  const error = status === 'FAILED' ? { code: 'HTTP_503', message: '', task: path, details: null, attempt: 1 } : null;
  const rest = { version: 1, visit: 1, attempt: 1, output: null, handled: false, startedAt: null, endedAt: null };
  return { path, id: path, type: 'basic', status, error, ...rest };
}

it('shows a tree for any order in which tasks began', () => {
  const text = show('Orders 1.0.0', [
    ['a', 'SUCCESS'],
    ['both', 'RUNNING'],
    ['both/left', 'RUNNING'],
    ['both/right', 'FAILED'],
    ['both/left/deep', 'WAITING'],
  ]);
  expect(text.split('\n')).toEqual([
    '**Orders 1.0.0**',
    '',
    '- ✓ `a` SUCCESS',
    '- ▶ `both` RUNNING',
    '  - ▶ `left` RUNNING',
    '    - ⏸ `deep` WAITING',
    '  - ✗ `right` FAILED (HTTP_503)',
  ]);
});

it('shows the titles of tasks', () => {
  const text = show(
    'Orders',
    [
      ['a', 'SUCCESS'],
      ['b', 'RUNNING'],
    ],
    [['a', 'Take the order']],
  );
  expect(text.split('\n').slice(2)).toEqual(['- ✓ Take the order (`a`) SUCCESS', '- ▶ `b` RUNNING']);
});

it('counts items instead of listing them', () => {
  const items = Array.from(
    { length: 500 },
    (_, index) => [`each[${index}]`, index < 499 ? 'SUCCESS' : 'FAILED'] as const,
  );
  const text = show('Many', [['each', 'RUNNING'], ['each[0]', 'RUNNING'], ...items, ['each[3]/inside', 'SUCCESS']]);
  expect(text).toContain('- ▶ `each` RUNNING: 499 SUCCESS, 1 FAILED');
  expect(text.split('\n')).toHaveLength(3);
});

it('ends after sixty lines, with the number of further tasks', () => {
  const text = show(
    'Long',
    Array.from({ length: 80 }, (_, index) => [`t${index}`, 'SUCCESS'] as const),
  );
  expect(text.split('\n')).toHaveLength(63);
  expect(text).toMatch(/- … and 20 more$/);
});
