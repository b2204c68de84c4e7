/** Orders semantic versions: negative where `a` comes before `b`. Source: semver.org, 11. */
export function compareVersions(a: string, b: string): number {
  const [first, second] = [parse(a), parse(b)];
  return compareParts(first.numbers, second.numbers) || comparePreReleases(first.preRelease, second.preRelease);
}

type Part = string | number;

function parse(version: string): { readonly numbers: readonly Part[]; readonly preRelease: readonly Part[] } {
  const [core = '', ...rest] = (version.split('+')[0] ?? '').split('-');
  return { numbers: toParts(core), preRelease: rest.length === 0 ? [] : toParts(rest.join('-')) };
}

function toParts(text: string): readonly Part[] {
  return text.split('.').map((part) => (/^\d+$/.test(part) ? Number(part) : part));
}

/** A version comes after its pre-releases. */
function comparePreReleases(a: readonly Part[], b: readonly Part[]): number {
  if (a.length === 0 || b.length === 0) return b.length - a.length;
  return compareParts(a, b);
}

function compareParts(a: readonly Part[], b: readonly Part[]): number {
  for (let index = 0; index < Math.min(a.length, b.length); index += 1) {
    const order = comparePart(a[index] ?? 0, b[index] ?? 0);
    if (order !== 0) return order;
  }
  return a.length - b.length;
}

/** Numbers come before words. */
function comparePart(a: Part, b: Part): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  if (typeof a !== typeof b) return typeof a === 'number' ? -1 : 1;
  return a < b ? -1 : a > b ? 1 : 0;
}
