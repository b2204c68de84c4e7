import { problemsOf } from './planner.fixture';

// The planning time is linear in the number of mistakes. The test counts the work and reads no clock.

const kinds: Readonly<Record<string, (index: number) => object>> = {
  'targets that do not exist': (index) => ({ then: `nowhere_${index}` }),
  'references to unknown tasks': (index) => ({ with: `\${ tasks.nowhere_${index}.output }` }),
  'names of unknown variables': (index) => ({ with: `\${ nowhere_${index} }` }),
};

const definitionWith = (count: number, mistake: (index: number) => object): object => {
  const tasks = Array.from({ length: count }, (_, index) => {
    return { id: `task_${index}`, type: 'basic', action: 'transform', ...mistake(index) };
  });
  return { octavo: 1, id: 'test', tasks };
};

type Method = (this: unknown, ...args: readonly unknown[]) => unknown;

interface Counter {
  readonly work: () => number;
  readonly stop: () => void;
}

/** Counts the work of a method of the language; `count` returns the work of one call. */
function startCounter(owner: object, name: string, count: (self: unknown) => number): Counter {
  const method = Reflect.get(owner, name) as Method;
  const define = (value: Method): void =>
    void Reflect.defineProperty(owner, name, { value, configurable: true, writable: true });
  let work = 0;
  define(function (...args) {
    work += count(this);
    return method.apply(this, [...args]);
  });
  return { work: () => work, stop: () => define(method) };
}

/** The number of compared names, and of visited tasks and ids. */
function workOf(definition: object): readonly number[] {
  const counters = [
    startCounter(String.prototype, 'toLowerCase', () => 1),
    startCounter(Array.prototype, 'some', (list) => (list as readonly unknown[]).length),
    startCounter(Map.prototype, 'keys', (map) => (map as ReadonlyMap<unknown, unknown>).size),
  ];
  try {
    problemsOf(definition);
  } finally {
    for (const { stop } of counters) stop();
  }
  return counters.map(({ work }) => work());
}

it.each(Object.entries(kinds))('%s: twice as many take at most three times the work', (_what, mistake) => {
  const once = workOf(definitionWith(200, mistake));
  const twice = workOf(definitionWith(400, mistake));
  for (const [index, work] of twice.entries()) expect(work).toBeLessThanOrEqual(3 * Math.max(once[index] ?? 0, 1_000));
});

it('the first mistakes have the nearest name, and all are reported', () => {
  const problems = problemsOf(definitionWith(300, (index) => ({ then: `tsk_${index}` })));
  const hints = problems.map(({ hint }) => hint);
  expect(problems).toHaveLength(300);
  expect(hints[0]).toBe('nearest is "task_0"');
  expect(hints.at(-1)).toBeUndefined();
});
