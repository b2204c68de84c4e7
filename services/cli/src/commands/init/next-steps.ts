/** What is still to do in a new project. */
export interface RemainingWork {
  /** From here; empty where it is here. */
  readonly folder: string;
  /** The arguments of npm, where something has to be installed. */
  readonly install: readonly string[] | undefined;
  /** Whether its package.json is ours, with scripts. */
  readonly hasScripts: boolean;
}

/** The commands to type next, in their order; the tests run them word for word. */
export function nextSteps({ folder, install, hasScripts }: RemainingWork): readonly string[] {
  return [
    ...(folder === '' ? [] : [`cd ${quote(folder)}`]),
    ...(install === undefined ? [] : [`npm ${install.map(quote).join(' ')}`]),
    hasScripts ? 'npm test' : 'node --test hello.test.mjs',
    `npx octavo run hello.yaml --input '{"name": "Ada"}'`,
    'npx octavo dev',
  ];
}

function quote(word: string): string {
  return /^[\w@./:-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
