enum Language {
  English = 'Hello',
}

/** TypeScript that has to be compiled, not only stripped of its types. */
export const greeting: string = Language.English;
