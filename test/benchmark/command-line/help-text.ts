import { RESULT } from '../page/write-page';
import { suites } from '../suites/suites';

/** What `--help` prints. */
export function helpText(): string {
  const width = Math.max(...suites.map(({ name }) => name.length));
  return [
    'Usage: npm run bench -- SUITE… [--json FILE] [--quick] [--profile DIR]',
    '       npm run bench -- page',
    '',
    'Measures Octavo against workflows written by hand, against the engine before it, or against a fixed number: both sides',
    'in one run and in turn. Fails when a budget of test/benchmark/budgets.ts is missed, and says which.',
    '',
    'Suites:',
    ...suites.map(({ name, title }) => `  ${name.padEnd(width)}  ${title}`),
    `  ${'all'.padEnd(width)}  every suite; about a quarter of an hour`,
    '',
    `page writes docs/performance.md and its charts from ${RESULT}.`,
    '',
    'Options:',
    '  --json FILE    keep the rows, and what they were measured on, as JSON',
    '  --quick        one short round: shows that a suite works, not what it is worth. Only what is counted (events,',
    '                 activities, commands) is held against its budget',
    '  --profile DIR  write CPU profiles of the workers, for `node` or the DevTools of Chrome; measured values suffer',
    '  -h, --help     this text',
    '',
    'Examples:',
    '  npm run bench -- sequence parallel',
    '  npm run bench -- legacy --quick',
    `  npm run bench -- all --json ${RESULT} && npm run bench -- page`,
    '',
    'Exit code: 0 when every budget is kept, 1 when one is missed, 2 when the command was wrong.',
  ].join('\n');
}
