import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { builtInActions } from '@octavo/activities/actions';
import { createPlanner } from '@octavo/planner';
import { parse } from 'yaml';

/** A text that is refused (or worth a warning), and what is told about it. */
interface RefusedCase {
  readonly fact: string;
  readonly text: string;
  readonly problems: readonly { readonly severity: string; readonly hint?: string }[];
  /** Other problems may be told beside these. */
  readonly more?: boolean;
}

const folder = join(__dirname, 'refused');
const files = readdirSync(folder).map((name) => [name, readCases(join(folder, name))] as const);
const planner = createPlanner({ actions: builtInActions() });

describe.each(files)('%s', (_file, cases) => {
  it.each(cases.map((one) => [one.fact, one] as const))('%s', (_fact, { text, problems: expected, more = false }) => {
    const { problems } = planner.plan(text);
    const wanted = expected.map(({ hint, ...rest }) => ({
      ...rest,
      ...(hint === undefined ? {} : { hint: expect.stringContaining(hint) as string }),
    }));
    expect(problems).toEqual(expect.arrayContaining(wanted.map((one) => expect.objectContaining(one) as object)));
    if (!more) expect(problems).toHaveLength(expected.length);
  });
});

function readCases(path: string): readonly RefusedCase[] {
  return parse(readFileSync(path, 'utf8')) as RefusedCase[];
}
