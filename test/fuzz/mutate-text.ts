import { fragments } from './hostile-values';
import type { Random } from './random';

/** Changes a text in one place, or a few: characters, lines and fragments come, go and change places. */
export function mutateText(text: string, random: Random): string {
  let changed = text;
  for (let times = random.pick([1, 1, 2, 5]); times > 0; times -= 1)
    changed = random.pick(textMutations)(changed, random);
  return changed;
}

/** Text as bytes, now and then broken. */
export function toBytes(text: string, random: Random): Uint8Array {
  const bytes = new TextEncoder().encode(text);
  if (bytes.length > 0 && random.isLucky(0.5)) bytes[random.below(bytes.length)] = random.below(256);
  return bytes;
}

const textMutations: readonly ((text: string, random: Random) => string)[] = [
  (text, random) => insert(text, random.below(text.length + 1), random.pick(fragments)),
  (text, random) => insert(text, random.below(text.length + 1), random.pick(fragments).repeat(1 + random.below(50))),
  (text, random) => remove(text, random.below(text.length + 1), 1 + random.below(20)),
  (text, random) => insert(text, random.below(text.length + 1), String.fromCodePoint(random.below(0x2_000))),
  (text, random) => {
    const start = random.below(text.length + 1);
    return insert(text, random.below(text.length + 1), text.slice(start, start + random.below(80)));
  },
  (text, random) => {
    const lines = text.split('\n');
    const [from, to] = [random.below(lines.length), random.below(lines.length)];
    lines.splice(to, 0, lines[from] ?? '');
    return lines.join('\n');
  },
  (text, random) => {
    const lines = text.split('\n');
    const at = random.below(lines.length);
    lines[at] = ' '.repeat(random.below(6)) + (lines[at] ?? '');
    return lines.join('\n');
  },
];

function insert(text: string, at: number, piece: string): string {
  return text.slice(0, at) + piece + text.slice(at);
}

function remove(text: string, at: number, length: number): string {
  return text.slice(0, at) + text.slice(at + length);
}
