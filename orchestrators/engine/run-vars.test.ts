import { DeclaredVariables } from './run-vars';

const mebibyte = 1024 * 1024;

describe('the variables of a run', () => {
  it('are changed all at once', () => {
    const vars = new DeclaredVariables({ a: 1, b: 2 });
    const before = vars.values;
    vars.assign({ a: 3 });
    expect(vars.values).toEqual({ a: 3, b: 2 });
    expect(before).toEqual({ a: 1, b: 2 });
  });

  it('are only those that the definition declares', () => {
    const vars = new DeclaredVariables({ a: 1 });
    expect(() => vars.assign({ a: 2, b: 1 })).toThrow('"b" is not declared in vars');
    expect(() => vars.assign({ constructor: 1 })).toThrow('not declared');
    expect(vars.values).toEqual({ a: 1 });
  });

  it('have a mebibyte together', () => {
    const vars = new DeclaredVariables({ a: '', b: '' });
    vars.assign({ a: 'x'.repeat(mebibyte - 100) });
    expect(() => vars.assign({ b: 'x'.repeat(100) })).toThrow(expect.objectContaining({ code: 'PAYLOAD_TOO_LARGE' }));
    vars.assign({ a: '' });
    vars.assign({ b: 'x'.repeat(100) });
    expect(vars.values['b']).toHaveLength(100);
  });

  it('cannot begin larger than that', () => {
    expect(() => new DeclaredVariables({ a: 'x'.repeat(mebibyte) })).toThrow(
      expect.objectContaining({ code: 'PAYLOAD_TOO_LARGE' }),
    );
  });
});
