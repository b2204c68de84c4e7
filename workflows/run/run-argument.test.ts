import { readRunArgument } from './run-argument';

const plan = { octavo: 1, id: 'x', version: '1.0.0', tasks: [], defaults: {}, hash: '' };

it('accepts a plan with its input; the default input is {}', () => {
  expect(readRunArgument({ plan, input: 1 })).toEqual({ plan, input: 1 });
  expect(readRunArgument({ plan })).toEqual({ plan, input: {} });
});

it('accepts a definition as text or as an object', () => {
  expect(readRunArgument({ definition: 'octavo: 1' })).toEqual({ definition: 'octavo: 1' });
  expect(readRunArgument({ definition: { octavo: 1 }, input: null })).toEqual({
    definition: { octavo: 1 },
    input: null,
  });
});

it('accepts the id of a stored definition', () => {
  const argument = { definitionId: 'x', version: '1.0.0', input: [], keyPrefix: 'run/call' };
  expect(readRunArgument(argument)).toEqual(argument);
  expect(readRunArgument({ definitionId: 'x' })).toEqual({ definitionId: 'x' });
});

it('accepts a checkpoint, and refuses any other value there', () => {
  const checkpoint = { states: [], vars: {}, signals: {} };
  expect(readRunArgument({ plan, input: {}, checkpoint })).toMatchObject({ checkpoint });
  for (const wrong of ['x', null, { states: [], vars: {} }])
    expect(() => readRunArgument({ plan, input: {}, checkpoint: wrong })).toThrow('not a checkpoint');
});

it.each([
  [undefined, 'got nothing'],
  [null, 'got null'],
  [[], 'got a list'],
  [7, 'got number'],
  [{ input: 1 }, 'fields input'],
  [{}, '(none)'],
  [{ plan: { octavo: 1 } }, 'not a plan'],
  [{ definitionId: 'x', version: 2 }, '`version`'],
])('rejects %j', (argument, message) => {
  expect(() => readRunArgument(argument)).toThrow(message);
});

it.each([[0.5], [-1], ['1'], [true], [{}], [null]])('rejects a plan with the patch level %j', (patchLevel) => {
  expect(() => readRunArgument({ plan: { ...plan, patchLevel } })).toThrow('not a plan');
});
