import { formatPath, formatProblem, formatProblems, type Problem, parsePath } from './problem';

const problem: Problem = {
  code: 'UNKNOWN_TASK',
  severity: 'error',
  path: 'tasks[3].then',
  line: 12,
  column: 5,
  message: 'no task "ship" in this list',
  expected: 'a task',
  hint: 'nearest is "shipIt"',
};

it('is one line of text: code, place, message, expected value and hint', () => {
  expect(formatProblem(problem)).toBe(
    'UNKNOWN_TASK at tasks[3].then (12:5): no task "ship" in this list; expected a task; nearest is "shipIt"',
  );
  expect(formatProblem({ code: 'NOT_JSON', severity: 'warning', path: '', message: 'it is none' })).toBe(
    'warning NOT_JSON: it is none',
  );
  expect(formatProblem({ ...problem, column: undefined } as never)).toContain('(12:1)');
});

it('lists errors before warnings', () => {
  const warning: Problem = { code: 'UNREACHABLE_TASK', severity: 'warning', path: 'tasks[0]', message: 'x' };
  expect(
    formatProblems([warning, problem])
      .split('\n')
      .map((line) => line.split(' ')[0]),
  ).toEqual(['UNKNOWN_TASK', 'warning']);
});

it.each([
  [[], ''],
  [['tasks', 2, 'routes', 0, 'then'], 'tasks[2].routes[0].then'],
  [['labels', 'a b'], 'labels["a b"]'],
  [['a-b', '"'], '["a-b"]["\\""]'],
])('writes and reads the path %j', (path, text) => {
  expect(formatPath(path)).toBe(text);
  expect(parsePath(text)).toEqual(path);
});
