import { readArguments } from './read-arguments';

it('measures the named suites, by default in full and without a profile', () => {
  expect(readArguments(['sequence', 'pure'])).toEqual({
    ...{ kind: 'measure', suites: ['sequence', 'pure'], isQuick: false },
  });
});

it('accepts the options --json, --profile and --quick', () => {
  expect(readArguments(['all', '--json', 'result.json', '--quick', '--profile', 'profiles'])).toEqual({
    ...{ kind: 'measure', suites: ['all'], isQuick: true, jsonFile: 'result.json', profileFolder: 'profiles' },
  });
});

it.each([[['--help']], [['sequence', '-h']]])('%j asks for help', (args) => {
  expect(readArguments(args)).toEqual({ kind: 'help' });
});

it('writes the page for the argument page', () => {
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
