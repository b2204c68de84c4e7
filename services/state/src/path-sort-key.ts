// Below every character of a path, so that all that is inside a path stands together, right behind it.
const separators: Readonly<Record<string, string>> = { '/': '\u0001', '[': '\u0002', '#': '\u0003', ']': '' };
const behindAllInside = '\u0004';
const digitsOfNumber = 10;

/**
 * A text whose byte order is the order of the tree: a container before its children, `each[2]` before `each[10]`,
 * `poll`, what is inside it, then `poll#2`.
 */
export function pathSortKey(path: string): string {
  const padded = path.replace(/([[#/])(\d+)(?=[\]/#[]|$)/g, (_, mark: string, digits: string) => {
    return mark + digits.padStart(digitsOfNumber, '0');
  });
  return padded.replace(/[/[#\]]/g, (mark) => separators[mark] ?? mark);
}

/** The range `[from, to)` of sort keys of `path` and everything inside it. */
export function sortKeyRange(path: string): { readonly from: string; readonly to: string } {
  const from = pathSortKey(path);
  return { from, to: from + behindAllInside };
}
