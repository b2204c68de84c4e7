import { TaskFailure } from '@octavo/orchestrators';

/** Temporal refuses longer ids and names, by failing the workflow task for ever. */
const MAX_CHARACTERS = 1_000;

/** Throws INPUT_INVALID for a text that Temporal would not take as `what`: an id, a name, a task queue. */
export function checkTemporalName(what: string, name: unknown): asserts name is string {
  if (typeof name === 'string' && name !== '' && encodedLength(name) <= MAX_CHARACTERS && !hasControl(name)) return;
  const found =
    typeof name === 'string' ? `${JSON.stringify(name.slice(0, 80))} (${name.length} characters)` : typeof name;
  throw new TaskFailure(
    'INPUT_INVALID',
    `${what} must be text of 1 to ${MAX_CHARACTERS} bytes without control characters, got ${found}`,
  );
}

function encodedLength(text: string): number {
  let sizeBytes = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    sizeBytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return sizeBytes;
}

// Lone surrogates are no valid UTF-8 either.
function hasControl(text: string): boolean {
  return /\p{Cc}|\p{Surrogate}/u.test(text);
}
