import { toLoggable, toLogText } from './loggable';

const broken = {
  get(): never {
    throw { toString: () => JSON.parse('no JSON') as string } as unknown as Error;
  },
};

it('converts any value to JSON, also one that throws when it is read', () => {
  const fields = Object.defineProperty({}, 'a', { ...broken, enumerable: true });
  expect(toLoggable(fields)).toEqual({ omitted: expect.any(String) });
  expect(toLogText(fields)).toEqual(expect.stringMatching(/omitted/));
  const error = Object.defineProperty(new Error('x'), 'message', broken);
  expect(toLoggable({ error })).toEqual({ error: { name: 'Error', message: 'Error' } });
});
