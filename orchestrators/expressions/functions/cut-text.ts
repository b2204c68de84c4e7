import type { Meter } from '../meter';

/** Cuts a text at a separator, at most so many times; an empty separator cuts between code points. */
export function cut(text: string, separator: string, maxCuts: number, meter: Meter): string[] {
  const parts: string[] = [];
  let start = 0;
  while (parts.length < maxCuts) {
    const end = findCut(text, separator, start);
    if (end === undefined) break;
    meter.charge(1);
    parts.push(text.slice(start, end));
    start = end + separator.length;
  }
  return [...parts, text.slice(start)];
}

/** Cuts before every code point and at the end, as CEL's `replace` finds the empty text. */
export function cutAround(text: string, empty: string, maxCuts: number, meter: Meter): string[] {
  if (maxCuts < 1) return [text];
  const parts = text === '' ? [''] : ['', ...cut(text, empty, maxCuts - 1, meter)];
  return parts.length > maxCuts ? parts : [...parts, ''];
}

function findCut(text: string, separator: string, start: number): number | undefined {
  if (separator !== '') {
    const end = text.indexOf(separator, start);
    return end < 0 ? undefined : end;
  }
  const end = start + (/^[\ud800-\udbff][\udc00-\udfff]/.test(text.slice(start, start + 2)) ? 2 : 1);
  return end < text.length ? end : undefined;
}
