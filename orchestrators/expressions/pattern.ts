import type * as Engine from 're2js';
import { fail } from './expression-error';
import type { Meter } from './meter';
import { SourceCache } from './source-cache';

/** A compiled regular expression of RE2: it looks at each character of a text once, whatever the pattern. */
export interface Pattern {
  /** Instructions of its program: what it costs to keep and to run. */
  readonly size: number;
  /** Whether it matches somewhere in the text. */
  test(text: string): boolean;
}

/** Longer patterns are refused: compiling takes more than linear time. */
const MAX_LENGTH = 4096;
const SMALL_SIZE = 64;

const cache = new SourceCache<Pattern | undefined>({ mostSources: 64, longestSource: MAX_LENGTH });

/** Compiles a pattern, or gives undefined when RE2 does not take it (look-around, back references, too long). */
export function compilePattern(source: string): Pattern | undefined {
  return source.length > MAX_LENGTH ? undefined : cache.get(source, compileUncached);
}

/** Whether a pattern matches somewhere in a text; costs steps by the length of the text and the size of the pattern. */
export function matchPattern(text: string, source: string, meter: Meter): boolean {
  const pattern = compilePattern(source);
  if (pattern === undefined) return fail('the pattern is not a regular expression of RE2');
  const { size } = pattern;
  // A small one is compiled once and kept; a program of many large ones would compile them over and over.
  const compilation = Math.max(0, size - SMALL_SIZE) * 4 + Math.max(0, source.length - SMALL_SIZE) * 8;
  meter.charge(4 + compilation + text.length * (1 + (size >> 5)));
  return pattern.test(text);
}

function compileUncached(source: string): Pattern | undefined {
  const { RE2JS } = loadEngine();
  try {
    const compiled = RE2JS.compile(RE2JS.translateRegExp(source));
    return { size: compiled.programSize(), test: (text) => compiled.test(text) };
  } catch {
    return undefined;
  }
}

declare const require: (id: 're2js') => typeof Engine;

/** Loaded when first used: it is a quarter of a megabyte that most workflows never need. */
function loadEngine(): typeof Engine {
  return require('re2js');
}
