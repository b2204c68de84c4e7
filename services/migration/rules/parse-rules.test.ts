import { formatRulesProblem, initialRules, parseRules, parseRulesText } from './parse-rules';
import { rulesOf } from './rules.fixture';

function problemsOf(document: object): string[] {
  const result = parseRules(document);
  return 'problems' in result ? result.problems.map(formatRulesProblem) : [];
}

describe('a document of rules', () => {
  it('may have only its revision: all types are legacy', () => {
    expect(parseRules({ revision: 0 })).toEqual({ rules: initialRules });
    expect(initialRules).toMatchObject({ killSwitch: false, stickBy: 'workflowId', types: {}, overrides: [] });
  });

  it('has the documented plan and gates as defaults', () => {
    const { stages, gates } = initialRules.plan;
    expect(stages).toEqual([1, 5, 25, 50, 100]);
    expect([gates.parity.atLeast, gates.errorRate.tolerance, gates.latency.ratio]).toEqual([0.999, 0.01, 1.2]);
  });

  it('applies a share that has only a mode to all runs', () => {
    expect(rulesOf({ types: { wait: { mode: 'new' } } }).types['wait']).toEqual({
      mode: 'new',
      percent: 100,
      otherwise: 'legacy',
    });
  });

  it('does not change when it is parsed again', () => {
    const rules = rulesOf({ types: { basic: { mode: 'new', percent: 5 } }, overrides: [{ tenant: 'a', mode: 'new' }] });
    expect(parseRules(JSON.parse(JSON.stringify(rules)))).toEqual({ rules });
  });

  it('gets all mistakes reported at once, each with its path and advice', () => {
    expect(
      problemsOf({
        revision: -1,
        stickBy: 'tenants',
        types: { basik: { mode: 'new' }, wait: { mode: 'neww', percent: 101 }, router: { mod: 'new' } },
        overrides: [
          { tenant: 'a', mode: 'new' },
          { tenant: 'a', mode: 'legacy' },
          { mode: 'new' },
          { workflowId: '', mode: 3 },
        ],
        plan: { stages: [5, 1], gates: { latency: { window: '1 fortnight' } } },
        killswitch: true,
      }).sort(),
    ).toEqual([
      'overrides[1]: selects the same as overrides[0]; leave one out',
      'overrides[2]: expected at least one of workflowId, tenant, definition; for all runs there is "types"',
      'overrides[3].mode: expected one of legacy, shadow, new',
      'overrides[3].workflowId: expected text that is not empty',
      'plan.gates.latency.window: expected a duration, e.g. 1h',
      'plan.stages: expected 100 as the last stage',
      'plan.stages: expected percentages above 0 in ascending order',
      'revision: expected at least 0',
      'stickBy: expected one of workflowId, tenant; nearest is "tenant"',
      'types.router.mode: expected one of legacy, shadow, new',
      'types.router: unknown field "mod"; nearest is "mode"',
      'types.wait.mode: expected one of legacy, shadow, new; nearest is "new"',
      'types.wait.percent: expected a number from 0 to 100',
      'types: unknown field "basik"; nearest is "basic"',
      'unknown field "killswitch"; nearest is "killSwitch"',
    ]);
  });

  it('cannot have a stopped type with the new engine', () => {
    const stopped = { at: '2026-01-02T03:04:05Z', reason: 'parity' };
    expect(problemsOf({ revision: 1, types: { basic: { mode: 'shadow', stopped } } })).toEqual([
      'types.basic.stopped: a stopped type is legacy; leave "stopped" out to have it shadow again',
    ]);
    expect(problemsOf({ revision: 1, types: { basic: { mode: 'legacy', stopped } } })).toEqual([]);
  });

  it.each(['', '{', 'null', '[]', '7', '{"revision":1,"__proto__":{}}'])('%s is refused', (text) => {
    expect(parseRulesText(text)).toHaveProperty('problems');
  });
});
