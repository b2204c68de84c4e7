/** The style of a text in its source. JSON strings are `double` too. */
export type TextStyle = 'plain' | 'single' | 'double' | 'block';

/**
 * A text and its offsets in the source: from the first quote, the first character, or the `|` or `>` of a block, to the
 * last character, including the last quote.
 */
export interface WrittenText {
  readonly value: string;
  readonly source: string;
  readonly start: number;
  readonly end: number;
  readonly style: TextStyle;
}

/** A part of a text that is one piece in its source. `at` is its offset in the text, `start` its offset in the source. */
export interface TextPart {
  readonly text: string;
  readonly at: number;
  readonly start: number;
  readonly isEscape: boolean;
}

/**
 * The parts of a text in their order. Indentation and the folding of lines change only blanks, so all other characters
 * and the escapes of the source are in the value, in the same order.
 */
export function partsOf({ value, source, start, end, style }: WrittenText): readonly TextPart[] {
  const quote = style === 'single' || style === 'double' ? 1 : 0;
  const bodyStart = style === 'block' ? source.indexOf('\n', start) + 1 || end : start + quote;
  const parts: TextPart[] = [];
  let next = 0;
  for (const match of source.slice(bodyStart, end - quote).matchAll(PARTS[style])) {
    const [written] = match;
    const text = decode(written, style);
    const at = value.indexOf(text, next);
    if (at < 0) break;
    parts.push({ text, at, start: bodyStart + match.index, isEscape: text !== written });
    next = at + text.length;
  }
  return parts;
}

/** The offset in the source of the character at `offset` of a text; for a blank, that of the next other character. */
export function findOffset(parts: readonly TextPart[], offset: number): number | undefined {
  const part = parts[findPart(parts, offset)] ?? parts.at(-1);
  if (part === undefined) return undefined;
  return part.start + (part.isEscape ? 0 : Math.max(offset - part.at, 0));
}

/** The index of the first part that ends after `offset`. A text of a MiB has hundreds of thousands of parts. */
function findPart(parts: readonly TextPart[], offset: number): number {
  let [from, until] = [0, parts.length];
  while (from < until) {
    const middle = Math.floor((from + until) / 2);
    const part = parts[middle];
    if (part !== undefined && part.at + part.text.length > offset) until = middle;
    else from = middle + 1;
  }
  return from;
}

/** Blanks of YAML only: others, such as a no-break space, are never folded. */
const PARTS: Readonly<Record<TextStyle, RegExp>> = {
  plain: /[^ \t\r\n]+/g,
  block: /[^ \t\r\n]+/g,
  single: /''|[^' \t\r\n]+/g,
  double: /\\(?:x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|\r?\n|[^])|[^\\ \t\r\n]+/g,
};

function decode(written: string, style: TextStyle): string {
  if (style === 'single' && written === "''") return "'";
  if (style !== 'double' || !written.startsWith('\\')) return written;
  const letter = written.charAt(1);
  if (written.length > 3) return String.fromCodePoint(Number.parseInt(written.slice(2), 16));
  return ESCAPES[letter] ?? letter;
}

const ESCAPES: Readonly<Record<string, string>> = {
  '0': '\0',
  a: '\x07',
  b: '\b',
  t: '\t',
  n: '\n',
  v: '\v',
  f: '\f',
  r: '\r',
  e: '\x1b',
  N: '\x85',
  _: '\xa0',
  L: '\u2028',
  P: '\u2029',
  '\n': '',
  '\r': '',
};
