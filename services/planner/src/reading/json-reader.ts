import type { FieldPath, Json } from '@octavo/orchestrators/definitions';
import type { Finding } from '../problem-collector';
import { numberProblem } from './read-object';
import { ValueBudget } from './source-document';

/** The offsets of an entry of a list or map; `end` is after its value. In a list, `key` is the start of the value. */
export interface JsonEntry {
  readonly key: number;
  readonly value: number;
  readonly end: number;
}

/** The entries of each list and map, by the list or map that was read. */
export type JsonOffsets = Map<object, Map<string | number, JsonEntry>>;

/** The text is not JSON. It may still be YAML. */
export class JsonSyntaxError extends Error {}

const SPACE = /[ \t\r\n]*/y;
const STRING = /"(?:[^"\\\p{Cc}]|[\x7f-\x9f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/uy;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const WORD = /true|false|null/y;

/** Reads JSON as `JSON.parse` does, and also reports duplicate keys and inexact numbers. */
export class JsonReader {
  readonly #text: string;
  readonly #report: (finding: Finding) => void;
  readonly #offsets: JsonOffsets | undefined;
  readonly #budget = new ValueBudget();
  #at = 0;

  constructor(text: string, report: (finding: Finding) => void, offsets?: JsonOffsets) {
    this.#text = text;
    this.#report = report;
    this.#offsets = offsets;
  }

  /** Throws `JsonSyntaxError`; `ReadingStopped` if a limit is exceeded. */
  read(): Json {
    this.#take(SPACE);
    const value = this.#readValue([]);
    this.#take(SPACE);
    if (this.#at < this.#text.length) throw new JsonSyntaxError();
    return value;
  }

  #readValue(at: FieldPath): Json {
    const first = this.#text[this.#at];
    if (first === '{') return this.#readMap(at);
    if (first === '[') return this.#readList(at);
    if (first === '"') return this.#readString(at);
    this.#budget.take(at.length);
    const word = this.#take(WORD);
    return word === undefined ? this.#readNumber(at) : (JSON.parse(word) as Json);
  }

  #readString(at: FieldPath): string {
    const source = this.#take(STRING) ?? fail();
    const text = source.includes('\\') ? (JSON.parse(source) as string) : source.slice(1, -1);
    this.#budget.take(at.length, text);
    return text;
  }

  #readNumber(at: FieldPath): Json {
    const source = this.#take(NUMBER) ?? fail();
    const message = numberProblem(source);
    if (message === undefined) return Number(source);
    this.#report({ at, code: 'NUMBER_INVALID', message: `${message}: ${source.slice(0, 40)}` });
    return null;
  }

  #readList(at: FieldPath): Json {
    const list: Json[] = [];
    this.#readEntries('[', ']', at, () => {
      const start = this.#at;
      const value = this.#readValue([...at, list.length]);
      this.#note(list, list.length, { key: start, value: start, end: this.#at });
      list.push(value);
    });
    return list;
  }

  #readMap(at: FieldPath): Json {
    const map: Record<string, Json> = {};
    this.#readEntries('{', '}', at, () => {
      const keyAt = this.#at;
      const key = this.#readString(at);
      this.#take(SPACE);
      this.#expect(':');
      this.#take(SPACE);
      const valueAt = this.#at;
      const value = this.#readValue([...at, key]);
      this.#note(map, key, { key: keyAt, value: valueAt, end: this.#at });
      if (this.#isGoodKey(map, key, at)) map[key] = value;
    });
    return map;
  }

  #readEntries(open: string, close: string, at: FieldPath, readEntry: () => void): void {
    this.#budget.take(at.length);
    this.#expect(open);
    this.#take(SPACE);
    for (let isFirst = true; this.#text[this.#at] !== close; isFirst = false) {
      if (!isFirst) {
        this.#expect(',');
        this.#take(SPACE);
      }
      readEntry();
      this.#take(SPACE);
    }
    this.#expect(close);
  }

  #isGoodKey(map: object, key: string, at: FieldPath): boolean {
    if (key === '__proto__')
      this.#report({ at: [...at, key], code: 'KEY_NOT_ALLOWED', message: `the key "${key}" is refused` });
    else if (Object.hasOwn(map, key))
      this.#report({ at: [...at, key], code: 'DUPLICATE_KEY', message: `the key "${key}" is there twice` });
    else return true;
    return false;
  }

  #note(owner: object, key: string | number, entry: JsonEntry): void {
    if (this.#offsets === undefined) return;
    const entries = this.#offsets.get(owner) ?? new Map<string | number, JsonEntry>();
    this.#offsets.set(owner, entries.set(key, entry));
  }

  #expect(character: string): void {
    if (this.#text[this.#at] !== character) fail();
    this.#at += 1;
  }

  #take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0];
    this.#at += found?.length ?? 0;
    return found;
  }
}

function fail(): never {
  throw new JsonSyntaxError();
}
