import { suites } from '../suites/suites';

/** What `--help` prints. */
export function helpText(): string {
  const width = Math.max(...suites.map(({ name }) => name.length));
  return [
    'Usage: npm run bench -- SUITE… [--json FILE]',
    '',
    'Measures Octavo against workflows written by hand (or against a fixed number), both in one run and in turn, and',
    'fails when a budget of test/benchmark/budgets.ts is missed.',
    '',
    'Suites:',
    ...suites.map(({ name, title }) => `  ${name.padEnd(width)}  ${title}`),
    `  ${'all'.padEnd(width)}  every suite`,
    '',
    'Options:',
    '  --json FILE    write the rows as JSON',
    '  --page         write docs/performance.md and its charts from this result',
    '  --quick        few and short rounds: shows that a suite works, not what it is worth',
    '  --profile DIR  write CPU profiles of the workers',
    '  -h, --help     this text',
    '',
    'Exit code: 0 when every budget is kept, 1 when one is missed, 2 when the command was wrong.',
  ].join('\n');
}
