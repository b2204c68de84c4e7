/** What is still to do in a new project. */
export interface RemainingWork {
  /** From here; empty where it is here. */
  readonly folder: string;
  /** The arguments of npm, where something has to be installed. */
  readonly install: readonly string[] | undefined;
  /** Whether `npm test` runs the test of the project. */
  readonly hasTestScript: boolean;
  /** False where the definitions are the user's own. */
  readonly isNew: boolean;
}

/** The commands to type next, in their order; the tests run them word for word. */
export function nextSteps({ folder, install, hasTestScript, isNew }: RemainingWork): readonly string[] {
  return [
    ...(folder === '' ? [] : [`cd ${quote(folder)}`]),
    ...(install === undefined ? [] : [`npm ${install.map(quote).join(' ')}`]),
    ...(hasTestScript ? ['npm test'] : []),
    ...(isNew && !hasTestScript ? ['node --test hello.test.mjs'] : []),
    ...(isNew ? [`npx octavo run definitions/hello.yaml --input '{"name": "Ada"}'`] : []),
    'npx octavo dev',
  ];
}

function quote(word: string): string {
  return /^[\w@./:-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
