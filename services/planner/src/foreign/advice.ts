/** What to write in place of a form of another language or workflow system. */
export interface Advice {
  /** Expressions that say the same, the likeliest first. */
  readonly write: readonly string[];
  /** What no expression shows. */
  readonly note?: string;
}

/** ``write `a && b` ``: the text of a hint. */
export function formatAdvice({ write, note }: Advice): string {
  const forms = write.map((form) => `\`${form}\``).join(' or ');
  return [...(forms === '' ? [] : [`write ${forms}`]), ...(note === undefined ? [] : [note])].join('; ');
}
