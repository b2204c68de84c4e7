import { z } from 'zod';
import { ActionRegistry } from './action-registry';
import { builtInActions } from './actions/built-in-actions';
import { defineAction, isActivityAction } from './define-action';

const action = (name: string) => defineAction({ name, input: z.any(), output: z.any(), run: () => null });

describe('ActionRegistry', () => {
  it('has the built-in actions and custom actions, sorted by name', () => {
    const registry = new ActionRegistry([...builtInActions(), action('billing.charge')]);
    expect(registry.list().map(({ name }) => name)).toEqual(['billing.charge', 'http.request', 'shell.run']);
    expect(registry.get('toString')).toBeUndefined();
  });

  it('rejects two actions with the same name', () => {
    expect(() => new ActionRegistry([...builtInActions(), action('http.request')])).toThrow(
      /two actions "http.request"/,
    );
  });
});

describe('defineAction', () => {
  it('creates an action that is neither idempotent nor short by default', () => {
    expect(action('a')).toMatchObject({ kind: 'activity', isIdempotent: false, isShort: false });
    const both = defineAction({
      name: 'a',
      input: z.any(),
      output: z.any(),
      idempotent: true,
      short: true,
      run: () => 1,
    });
    expect(both).toMatchObject({ isIdempotent: true, isShort: true });
  });

  it.each(['', 'a b', '.a', 'a..b', '1a', 'a.', 'a/b', 'x'.repeat(129)])('rejects "%s" as a name', (name) => {
    expect(() => action(name)).toThrow(TypeError);
  });

  it('creates values that isActivityAction recognizes among other exports', () => {
    expect(isActivityAction(action('a'))).toBe(true);
    expect([null, 1, {}, { kind: 'activity' }, () => 1].some(isActivityAction)).toBe(false);
  });
});
