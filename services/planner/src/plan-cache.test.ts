import { createPlanner } from './create-planner';

const definition = (value: number): object => ({
  octavo: 1,
  id: 'cached',
  tasks: [{ id: 'a', type: 'basic', action: 'transform', with: value }],
});

describe('a planner that plans a definition again', () => {
  it('returns the cached plan, for an object as for text', () => {
    const planner = createPlanner();
    expect(planner.plan(definition(1)).plan).toBe(planner.plan(definition(1)).plan);
    expect(planner.plan(JSON.stringify(definition(1))).plan).toBe(planner.plan(JSON.stringify(definition(1))).plan);
  });

  it('sees changes in an object', () => {
    const planner = createPlanner();
    const changing = definition(1) as { tasks: { with: number }[] };
    const before = planner.plan(changing).plan;
    changing.tasks.forEach((task) => (task.with = 2));
    expect(planner.plan(changing).plan?.hash).not.toBe(before?.hash);
  });

  it('refuses a value that JSON does not have, even if the definition without it is cached', () => {
    const planner = createPlanner();
    planner.plan(definition(1));
    const { plan, problems } = planner.plan({ ...definition(1), labels: () => 1 });
    expect(plan).toBeUndefined();
    expect(problems.map(({ code }) => code)).toContain('NOT_JSON');
  });

  it('reports the problems of a definition each time', () => {
    const planner = createPlanner();
    const first = planner.plan({ octavo: 1, id: 'cached' });
    expect(planner.plan({ octavo: 1, id: 'cached' })).toEqual(first);
    expect(first.plan).toBeUndefined();
  });

  it('reports warnings at their positions, in bytes as in text, even if the same definition was formatted differently before', () => {
    const planner = createPlanner();
    const router = { id: 'r', type: 'router', routes: [{ when: '${ input.x }', then: 'end' }] };
    const warned = { octavo: 1, id: 'cached', tasks: [router] };
    const linesOf = (source: unknown) => planner.plan(source).problems.map(({ line }) => line);
    expect(linesOf(warned)).toEqual([undefined]);
    expect(linesOf(JSON.stringify(warned))).toEqual([1]);
    expect(linesOf(Buffer.from(JSON.stringify(warned, null, 2)))).toEqual([5]);
    expect(linesOf(Buffer.from(JSON.stringify(warned)))).toEqual([1]);
  });

  it('caches only the last hundred', () => {
    const planner = createPlanner();
    const first = planner.plan(definition(0)).plan;
    for (let value = 1; value <= 100; value += 1) planner.plan(definition(value));
    expect(planner.plan(definition(0)).plan).not.toBe(first);
  });
});
