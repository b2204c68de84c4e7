import type { Json } from '../model/json';
import { rootScope } from '../engine/scope';
import { TemplateEvaluator } from '../engine/template-evaluator';
import { SignalValidator } from './signal-validator';
import type { WaitTask } from './definition';

const scope = rootScope((name) => (name === 'input' ? { least: 5 } : undefined));

function verdictOn(payload: Json, fields: Partial<WaitTask>): unknown {
  const task = { id: 'a', type: 'wait', distinctBy: '${ signal.sender }', ...fields } as WaitTask;
  const validator = new SignalValidator(task, new TemplateEvaluator(() => 0), scope);
  return validator.check({ name: 'go', id: '1', payload, sender: 'me', receivedAt: '2026-01-01T00:00:00.000Z' });
}

describe('the signal validator', () => {
  it('accepts what satisfies `schema` and `where`, with what tells it apart', () => {
    const fields = { schema: { type: 'number' }, where: '${ signal.payload >= input.least }' };
    expect(verdictOn(7, fields)).toEqual({ kind: 'accepted', key: '"me"' });
    expect(verdictOn(7, { distinctBy: '${ {"b": 1, "a": signal.payload} }' })).toEqual({
      kind: 'accepted',
      key: '{"a":7,"b":1}',
    });
  });

  it('leaves to others what `where` does not want', () => {
    expect(verdictOn(1, { where: '${ signal.payload >= input.least }' })).toEqual({ kind: 'unmatched' });
  });

  it('tells every problem of what does not satisfy the schema', () => {
    const schema = { type: 'object', required: ['a'], properties: { b: { type: 'number' } } };
    expect(verdictOn({ b: 'x' }, { schema })).toEqual({
      kind: 'invalid',
      reason: expect.stringMatching(/.+: .+; .+: .+/),
      advice: expect.stringMatching(/.+: .+, expected .+; .+: .+, expected .+/),
    });
    expect(verdictOn(1, { schema })).toEqual({
      kind: 'invalid',
      reason: 'payload: is integer',
      advice: 'payload: is integer, expected object',
    });
  });

  it.each([{ where: '${ signal.payload.nope }' }, { where: '${ 1 }' }, { distinctBy: '${ signal.nope }' }])(
    'finds invalid what it cannot judge: %j',
    (fields) => {
      expect(verdictOn({}, fields)).toMatchObject({ kind: 'invalid' });
    },
  );
});
