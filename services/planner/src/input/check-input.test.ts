import { checkInput } from './check-input';

// Source: definition-language, "A definition".

const input = {
  type: 'object',
  properties: { id: { type: 'string', format: 'uuid' }, count: { type: 'integer', default: 3 } },
  required: ['id'],
};
const id = '123e4567-e89b-42d3-a456-426614174000';

it('applies defaults, then validates', () => {
  expect(checkInput({ input }, { id })).toEqual({ input: { id, count: 3 } });
});

it('reports all problems', () => {
  const { problems } = checkInput({ input }, { id: 'x', count: 1.5 });
  expect(problems).toMatchObject([
    { code: 'INPUT_INVALID', severity: 'error', path: 'id' },
    { code: 'INPUT_INVALID', severity: 'error', path: 'count' },
  ]);
});

it('accepts any JSON without a schema', () => {
  expect(checkInput({}, undefined)).toEqual({ input: {} });
  expect(checkInput({}, null)).toEqual({ input: null });
  expect(checkInput({}, [1])).toEqual({ input: [1] });
});

it('uses {} for a missing input', () => {
  expect(checkInput({ input }, undefined).problems).toMatchObject([{ path: 'id' }]);
  expect(checkInput({ input: { type: 'object' } }, undefined)).toEqual({ input: {} });
});
