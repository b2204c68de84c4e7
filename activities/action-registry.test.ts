import { z } from 'zod';
import { ActionRegistry } from './action-registry';
import { builtInActions } from './actions/built-in-actions';
import { defineAction, isActivityAction } from './define-action';

const action = (name: string) => defineAction({ name, input: z.any(), output: z.any(), run: () => null });

describe('ActionRegistry', () => {
  it('has the built-in actions and those of users, by name', () => {
    const registry = new ActionRegistry([...builtInActions(), action('billing.charge')]);
    expect(registry.list().map(({ name }) => name)).toEqual(['billing.charge', 'http.request', 'shell.run']);
    expect(registry.get('toString')).toBeUndefined();
  });

  it('refuses two of one name', () => {
    expect(() => new ActionRegistry([...builtInActions(), action('http.request')])).toThrow(
      /two actions "http.request"/,
    );
  });
});

describe('defineAction', () => {
  it('is neither idempotent nor short unless it says so', () => {
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

  it.each(['', 'a b', '.a', 'a..b', '1a', 'a.', 'a/b', 'x'.repeat(129)])('refuses "%s" as a name', (name) => {
    expect(() => action(name)).toThrow(TypeError);
  });

  it('makes what can be told from other exports', () => {
    expect(isActivityAction(action('a'))).toBe(true);
    expect([null, 1, {}, { kind: 'activity' }, () => 1].some(isActivityAction)).toBe(false);
  });
});
