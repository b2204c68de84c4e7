import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { builtInActions } from '@octavo/activities/actions';
import { createPlanner, type Problem } from '@octavo/planner';
import { parse } from 'yaml';

// What people write who come from another workflow system or language, and what they are told. Each answer lets them
// go on without the documentation: what it says to write is in `fixed`, which has no problem left.

interface Mistake {
  readonly mistake: string;
  readonly text: string;
  /** All that is told, in the order of the text. */
  readonly told: readonly Partial<Problem>[];
  readonly fixed: string;
}

const folder = join(__dirname, 'newcomers');
const files = readdirSync(folder).map(
  (name) => [name, parse(readFileSync(join(folder, name), 'utf8')) as readonly Mistake[]] as const,
);
const planner = createPlanner({ actions: builtInActions() });

describe.each(files)('%s', (_file, mistakes) => {
  it.each(mistakes.map((mistake) => [mistake.mistake, mistake] as const))('%s', (_mistake, { text, told, fixed }) => {
    const { problems } = planner.plan(text);
    expect(problems.map(whatMatters)).toEqual(told.map((problem) => ({ severity: 'error', ...problem })));
    expect(planner.plan(fixed).problems).toEqual([]);
  });

  it('has ten mistakes or more', () => {
    expect(mistakes.length).toBeGreaterThanOrEqual(10);
  });
});

function whatMatters({ code, severity, line, column, hint }: Problem): Partial<Problem> {
  return { code, severity, line, column, ...(hint === undefined ? {} : { hint }) } as Partial<Problem>;
}
