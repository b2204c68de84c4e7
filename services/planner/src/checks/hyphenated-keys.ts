import type { Reference } from '@octavo/orchestrators/definitions';

/** A key such as `content-type` that is written after a dot, where "-" subtracts. */
export interface HyphenatedKey {
  readonly key: string;
  /** What is written before the dot: `input.headers`. */
  readonly owner: string;
  /** Where the key stands, as an offset into the source. */
  readonly start: number;
  /** The references that the parser takes it for. */
  readonly references: readonly Reference[];
}

const LAST_KEY = /^([\s\S]*)\.\??([A-Za-z_]\w*)$/;

/** Finds the keys with "-": a member, and directly after it the "-" and names that do not exist. */
export function findHyphenatedKeys(
  source: string,
  references: readonly Reference[],
  names: readonly string[],
): readonly HyphenatedKey[] {
  return references.flatMap((first, index) => {
    const [, owner, name] = LAST_KEY.exec(source.slice(first.start, first.end)) ?? [];
    const rest = unknownAfter(first, source, references.slice(index + 1), names);
    if (owner === undefined || name === undefined || rest.length === 0) return [];
    const key = [name, ...rest.map(({ root }) => root)].join('-');
    return [{ key, owner, start: first.end - name.length, references: [first, ...rest] }];
  });
}

function unknownAfter(
  first: Reference,
  source: string,
  next: readonly Reference[],
  names: readonly string[],
): readonly Reference[] {
  const found: Reference[] = [];
  for (const reference of next) {
    const { end } = found.at(-1) ?? first;
    const isJoined = source[end] === '-' && reference.start === end + 1 && !names.includes(reference.root);
    if (!isJoined || (found.at(-1)?.path.length ?? 0) > 0) break;
    found.push(reference);
  }
  return found;
}
