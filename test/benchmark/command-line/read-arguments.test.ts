import { readArguments } from './read-arguments';

it('measures the suites that are named, at length and without a profile by default', () => {
  expect(readArguments(['sequence', 'pure'])).toEqual({
    ...{ kind: 'measure', suites: ['sequence', 'pure'], isQuick: false },
  });
});

it('takes the file, the profile folder and haste as options', () => {
  expect(readArguments(['all', '--json', 'result.json', '--quick', '--profile', 'profiles'])).toEqual({
    ...{ kind: 'measure', suites: ['all'], isQuick: true, jsonFile: 'result.json', profileFolder: 'profiles' },
  });
});

it.each([[['--help']], [['sequence', '-h']]])('%j asks for help', (args) => {
  expect(readArguments(args)).toEqual({ kind: 'help' });
});

it('writes the page when nothing else is asked', () => {
  expect(readArguments(['page'])).toEqual({ kind: 'page' });
});

it.each([
  [[], 'Which suite?'],
  [['page', '--quick'], '"page" stands alone'],
  [['sequence', 'page'], '"page" stands alone'],
  [['sequence', '--fast'], "Unknown option '--fast'"],
])('%j is refused', (args, message) => {
  const refusal = { name: 'TypeError', message: expect.stringContaining(message) };
  expect(() => readArguments(args)).toThrow(expect.objectContaining(refusal));
});
