import type * as Engine from 're2js';
import { fail } from './expression-error';
import type { Meter } from './evaluation';
import { SourceCache } from './source-cache';

/** A compiled RE2 regular expression: it reads each character of a text once, whatever the pattern. */
export interface Pattern {
  /** The number of instructions of its program: its cost in memory and in time. */
  readonly size: number;
  /** Whether it matches anywhere in the text. */
  test(text: string): boolean;
}

/** Longer patterns are refused, because compiling takes more than linear time. */
const MAX_LENGTH = 4096;
const SMALL_SIZE = 64;

const cache = new SourceCache<Pattern | undefined>({ mostSources: 64, longestSource: MAX_LENGTH });

/** Compiles a pattern; undefined if RE2 refuses it (look-around, back references, too long). */
export function compilePattern(source: string): Pattern | undefined {
  return source.length > MAX_LENGTH ? undefined : cache.get(source, compileUncached);
}

/**
 * Whether a pattern matches anywhere in a text; the cost depends on the length of the text and the size of the pattern.
 */
export function matchPattern(text: string, source: string, meter: Meter): boolean {
  const pattern = compilePattern(source);
  if (pattern === undefined) return fail('the pattern is not a regular expression of RE2');
  const { size } = pattern;
  // A small pattern is compiled once and cached; many large ones would be compiled again and again.
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

/** Loaded on first use: it has a quarter of a megabyte, and most workflows do not need it. */
function loadEngine(): typeof Engine {
  return require('re2js');
}
