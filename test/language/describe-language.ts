import type { Json } from '@octavo/orchestrators';
import { type LanguageCase, readLanguageCases } from './language-cases';

/** How a run ended, and the states of its tasks by path. */
export interface EndedRun {
  readonly status: string;
  readonly output: unknown;
  readonly error: unknown;
  readonly tasks: Readonly<Record<string, unknown>>;
}

export interface LanguageOptions {
  /** Why facts are left out, by fact. */
  readonly without?: Readonly<Record<string, string>>;
  /** Facts are seen one at a time, default: as many as there is room for. */
  readonly oneByOne?: boolean;
  /** How many facts of each file are seen, from its first one. Default: all. */
  readonly perFile?: number;
}

/** Describes every fact about the language, `where` they are seen: each definition is run by `run`. */
export function describeLanguage(
  where: string,
  run: (one: LanguageCase & { readonly input: Json }) => Promise<EndedRun>,
  { without = {}, oneByOne = false, perFile }: LanguageOptions = {},
): void {
  const each = oneByOne ? it.each : it.concurrent.each;
  describe.each(readLanguageCases())(`%s, ${where}`, (_file, cases) => {
    const told = cases.filter(({ fact }) => !Object.hasOwn(without, fact)).slice(0, perFile);
    each(told.map((one) => [one.fact, one] as const))('%s', async (_fact, one) => {
      expectEnd(await run({ ...one, input: one.input ?? {} }), one.expect);
    });
  });
}

function expectEnd(ended: EndedRun, expected: LanguageCase['expect']): void {
  const { tasks = {}, notTasks = [], ...end } = expected;
  expect(ended).toMatchObject(end);
  expect(ended.tasks).toMatchObject(tasks);
  for (const path of notTasks) expect(Object.keys(ended.tasks)).not.toContain(path);
}
