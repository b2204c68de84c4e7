import { RESULT } from '../page/write-page';
import { suites } from '../suites/suites';

/** The output of `--help`. */
export function helpText(): string {
  const width = Math.max(...suites.map(({ name }) => name.length));
  return [
    'Usage: npm run bench -- SUITE… [--json FILE] [--quick] [--profile DIR]',
    '       npm run bench -- page',
    '',
    'Compares Octavo with hand-written workflows, with the old engine, or with a fixed number: both sides',
    'alternately in one run. Fails if a budget of test/benchmark/budgets.ts is missed, and prints which.',
    '',
    'Suites:',
    ...suites.map(({ name, title }) => `  ${name.padEnd(width)}  ${title}`),
    `  ${'all'.padEnd(width)}  every suite; about a quarter of an hour`,
    '',
    `page writes docs/performance.md and its charts from ${RESULT}.`,
    '',
    'Options:',
    '  --json FILE    write the rows, the machine and the servers as JSON',
    '  --quick        one short round: shows that a suite works, without reliable timings. Only counts (events,',
    '                 activities, commands) are compared with their budgets',
    '  --profile DIR  write CPU profiles of the workers, for `node` or Chrome DevTools; the measured values get worse',
    '  -h, --help     this text',
    '',
    'Examples:',
    '  npm run bench -- sequence parallel',
    '  npm run bench -- legacy --quick',
    `  npm run bench -- all --json ${RESULT} && npm run bench -- page`,
    '',
    'Exit code: 0 if every budget is met, 1 if one is missed, 2 for an invalid command line.',
  ].join('\n');
}
