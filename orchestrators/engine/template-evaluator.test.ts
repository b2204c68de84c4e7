import { rootScope } from './scope';
import { stateOf } from './state.fixture';
import { TemplateEvaluator } from './template-evaluator';

const start = Date.UTC(2026, 0, 1);
const evaluator = new TemplateEvaluator(() => start);
const scope = rootScope((name) => (name === 'input' ? { n: 7, text: '30s', yes: true } : undefined));
const failed = (message: RegExp): Error =>
  expect.objectContaining({ code: 'EXPRESSION_FAILED', message: expect.stringMatching(message) });

describe('a field', () => {
  it('is evaluated with the names of its scope', () => {
    expect(evaluator.value({ a: ['${ input.n }', 'n=${ input.n }', 1] }, scope)).toEqual({ a: [7, 'n=7', 1] });
  });

  it("has the workflow's time as `now`", () => {
    expect(evaluator.value('${ now }', scope)).toBe('2026-01-01T00:00:00Z');
  });

  it('fails with EXPRESSION_FAILED', () => {
    expect(() => evaluator.value('${ input.nope }', scope)).toThrow(failed(/nope/));
  });

  it('fails with EXPRESSION_BUDGET_EXCEEDED if it needs too many steps', () => {
    expect(() => evaluator.value('${ range(1000).map(a, range(1000).map(b, a * b)) }', scope)).toThrow(
      expect.objectContaining({ code: 'EXPRESSION_BUDGET_EXCEEDED' }),
    );
  });

  it('is compiled once', () => {
    const steps = jest.fn();
    const counting = new TemplateEvaluator(() => start, steps);
    counting.value('${ input.n + 1 }', scope);
    counting.value('${ input.n + 1 }', scope);
    expect(steps.mock.calls[0]).toEqual(steps.mock.calls[1]);
  });
});

// Source: definition-language, "Expressions": boolean fields take true, false or one expression; no truthiness.
describe('a boolean field', () => {
  it('is a boolean or an expression with a boolean value', () => {
    expect([evaluator.condition(false, scope), evaluator.condition('${ input.yes }', scope)]).toEqual([false, true]);
  });

  it.each(['${ input.n }', '${ "true" }', '${ null }'])('fails with %s', (field) => {
    expect(() => evaluator.condition(field, scope)).toThrow(failed(/must give true or false/));
  });
});

describe('a duration', () => {
  it('is read in the form of the language', () => {
    expect(evaluator.durationMs('1h30m', scope)).toBe(5_400_000);
    expect(evaluator.durationMs('${ input.text }', scope)).toBe(30_000);
    expect(evaluator.durationMs('${ input.n }s', scope)).toBe(7_000);
  });

  it.each(['soon', '-1s', '${ input.n }'])('fails with %s', (field) => {
    expect(() => evaluator.durationMs(field, scope)).toThrow(failed(/a duration/));
  });
});

describe('a number', () => {
  it('is within its bounds, both included', () => {
    expect(evaluator.number('${ input.n }', scope, { least: 7, most: 7 })).toBe(7);
    expect(evaluator.wholeNumber(7, scope, { least: 1 })).toBe(7);
  });

  it.each<[number | string]>([[0.5], [8], ['${ input.text }'], ['${ input.n + 1 }']])('fails with %s', (field) => {
    expect(() => evaluator.wholeNumber(field, scope, { least: 1, most: 7 })).toThrow(
      failed(/a whole number from 1 to 7/),
    );
  });

  it('fails if it is too small, or not a number', () => {
    expect(() => evaluator.number(-1, scope, { least: 0 })).toThrow(failed(/a number of at least 0/));
    expect(() => evaluator.number('${ null }', scope, { least: 0 })).toThrow(failed(/but gave null/));
  });
});

describe('a text', () => {
  it('is text, even if it is joined from other values', () => {
    expect(evaluator.text('n${ input.n }', scope)).toBe('n7');
    expect(() => evaluator.text('${ input.n }', scope)).toThrow(failed(/text/));
  });
});

// Source: definition-language, "Expressions": `secrets` are resolved where the action runs, never in history.
describe('secrets', () => {
  it('stay out; the other values that their text needs are captured', () => {
    const list = scope.bind({ item: { id: 1 } }).openList();
    list.finish(stateOf('login', { output: { user: 'u' } }));
    list.finish(stateOf('other', { output: 'not needed' }));
    const template = {
      header: 'Bearer ${ secrets.TOKEN }-${ tasks.login.output.user }-${ item.id }',
      body: '${ input.n }',
      list: ['plain', '${ secrets.KEY + tasks.login.status }'],
    };
    const { value, deferred } = evaluator.withSecretsDeferred(template, list);
    expect(value).toEqual({ header: null, body: 7, list: ['plain', null] });
    expect(deferred.map(({ at, text }) => [at, text])).toEqual([
      [['header'], template.header],
      [['list', 1], template.list[1]],
    ]);
    expect(deferred[0]?.variables).toMatchObject({
      now: '2026-01-01T00:00:00.000Z',
      item: { id: 1 },
      tasks: { login: { output: { user: 'u' } } },
    });
    expect(deferred[0]?.variables).not.toHaveProperty('tasks.other');
    expect(deferred[0]?.variables).not.toHaveProperty('input');
  });

  it('can be used beside a missing value, which stays missing', () => {
    const { deferred } = evaluator.withSecretsDeferred(
      '${ secrets.A + tasks.?x.output.orValue("") + (nothing) }',
      scope,
    );
    expect(deferred[0]?.variables).toEqual({ now: '2026-01-01T00:00:00.000Z' });
  });

  it('are not found in texts that only contain the word', () => {
    const template = { note: 'no secrets here', value: '${ "secrets" + input.text }', n: 1, none: null };
    expect(evaluator.withSecretsDeferred(template, scope)).toEqual({
      value: { note: 'no secrets here', value: 'secrets30s', n: 1, none: null },
      deferred: [],
    });
  });

  it('give the same result for an equal template', () => {
    const first = evaluator.withSecretsDeferred({ a: '${ secrets.A }', b: ['x'] }, scope);
    const again = evaluator.withSecretsDeferred({ a: '${ secrets.A }', b: ['x'] }, scope);
    expect(again).toEqual(first);
  });
});
