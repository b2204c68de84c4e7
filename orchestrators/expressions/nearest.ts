const MAX_CANDIDATES = 1000;
const MAX_LENGTH = 40;

/** The candidate that is most similar to a name, if it is similar enough; for hints in messages. */
export function findNearest(name: string, candidates: readonly string[]): string | undefined {
  if (name.length > MAX_LENGTH) return undefined;
  let nearest: string | undefined;
  let best = 1 + Math.max(name.length <= 3 ? 1 : 2, Math.floor(name.length / 3));
  for (const candidate of candidates.slice(0, MAX_CANDIDATES)) {
    if (candidate.length > MAX_LENGTH || Math.abs(candidate.length - name.length) >= best) continue;
    const distance = distanceBetween(name.toLowerCase(), candidate.toLowerCase());
    if (distance < best) [best, nearest] = [distance, candidate];
  }
  return nearest;
}

/** `; nearest is "total"`, or an empty text. */
export function hintNearest(name: string, candidates: readonly string[]): string {
  const nearest = findNearest(name, candidates);
  return nearest === undefined ? '' : `; nearest is "${nearest}"`;
}

/** Levenshtein's distance, row by row. */
function distanceBetween(left: string, right: string): number {
  let previous = Array.from({ length: right.length + 1 }, (_, column) => column);
  for (let row = 1; row <= left.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= right.length; column += 1) {
      const change = (previous[column - 1] ?? 0) + (left[row - 1] === right[column - 1] ? 0 : 1);
      current.push(Math.min(change, (previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1));
    }
    previous = current;
  }
  return previous[right.length] ?? 0;
}
