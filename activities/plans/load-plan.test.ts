import type { Plan } from '@octavo/orchestrators';
import { checkInput, createPlanner } from '@octavo/planner';
import { loadPlan } from './load-plan';
import { type DefinitionSource, noDefinitions, type PlannerPort } from './planner-port';

const planner: PlannerPort = { plan: (source) => createPlanner().plan(source), checkInput };
const yaml = [
  'octavo: 1',
  'id: greet',
  'input: { type: object, required: [name], properties: { name: { type: string }, times: { type: integer, default: 2 } } }',
  'tasks: [{ id: hello, type: basic, action: transform, with: "${ input.name }" }]',
].join('\n');

describe('loadPlan', () => {
  it('plans a definition as text or object, and applies the defaults of the input', async () => {
    const text = await loadPlan({ planner, definitions: noDefinitions }, { definition: yaml, input: { name: 'Ann' } });
    expect(text).toMatchObject({ plan: { id: 'greet', octavo: 1 }, input: { name: 'Ann', times: 2 } });
    const definition = {
      octavo: 1,
      id: 'greet',
      tasks: [{ id: 'hello', type: 'basic', action: 'transform', with: 1 }],
    };
    expect(await loadPlan({ planner, definitions: noDefinitions }, { definition })).toMatchObject({
      plan: { id: 'greet' },
      input: {},
    });
  });

  it('returns all problems of a definition', async () => {
    const definition = { octavo: 1, id: 'Greet', tasks: [{ id: 'hello', type: 'basik' }] };
    const reply = await loadPlan({ planner, definitions: noDefinitions }, { definition });
    expect(reply).toMatchObject({ code: 'DEFINITION_INVALID' });
    expect('problems' in reply && reply.problems.length).toBeGreaterThan(1);
  });

  it('returns all problems of an input', async () => {
    const reply = await loadPlan({ planner, definitions: noDefinitions }, { definition: yaml, input: { times: 'x' } });
    expect(reply).toMatchObject({ code: 'INPUT_INVALID', problems: [expect.anything(), expect.anything()] });
  });

  it('finds stored definitions by id and version, and lists the known ids otherwise', async () => {
    const { plan } = planner.plan(yaml);
    const find = (id: string, version = '1.0.0'): Plan | undefined =>
      id === 'greet' && version === '1.0.0' ? plan : undefined;
    const definitions: DefinitionSource = { find, ids: () => ['greet'] };
    const input = { name: 'Ann' };
    expect(await loadPlan({ planner, definitions }, { definitionId: 'greet', input })).toMatchObject({
      plan: { id: 'greet' },
    });
    const missing = await loadPlan({ planner, definitions }, { definitionId: 'greet', version: '2.0.0', input });
    expect(missing).toMatchObject({
      code: 'DEFINITION_NOT_FOUND',
      problems: [{ message: expect.stringMatching(/"greet 2.0.0".*knows: greet.*restart the worker/) }],
    });
  });

  it('reports how to configure the folder of definitions', async () => {
    expect(await loadPlan({ planner, definitions: noDefinitions }, { definitionId: 'greet' })).toMatchObject({
      problems: [{ message: expect.stringMatching(/`definitions` .*OCTAVO_DEFINITIONS/) }],
    });
  });
});
