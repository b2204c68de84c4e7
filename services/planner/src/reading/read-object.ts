import { type FieldPath, type Json, parseNumber } from '@octavo/orchestrators/definitions';
import type { Finding } from '../problem-collector';
import type { ProblemCode } from '../problem';
import { type SourceDocument, ValueBudget } from './source-document';

type Report = (finding: Finding) => void;

/**
 * Copies an object to JSON. As in `JSON.stringify`, undefined properties are omitted. Values that JSON does not have are
 * problems: functions, symbols, accessors, class instances, NaN, cycles, `__proto__`.
 * Throws `ReadingStopped` if a limit is exceeded.
 */
export function readObject(source: unknown, report: Report): SourceDocument {
  const reader = new ObjectReader(report);
  return { value: reader.read(source, []), locate: () => undefined };
}

class ObjectReader {
  readonly #report: Report;
  readonly #budget = new ValueBudget();
  readonly #open = new Set<object>();

  constructor(report: Report) {
    this.#report = report;
  }

  read(value: unknown, at: FieldPath): Json {
    this.#budget.take(at.length, typeof value === 'string' ? value : '');
    if (value === null || typeof value === 'boolean' || typeof value === 'string') return value;
    if (typeof value === 'number') return this.#readNumber(value, at);
    if (typeof value === 'object') return this.#readContainer(value, at);
    return this.#refuse(at, 'NOT_JSON', `a value of type ${typeof value} is no JSON`);
  }

  #readNumber(value: number, at: FieldPath): Json {
    const message = numberProblem(String(value));
    return message === undefined ? value : this.#refuse(at, 'NUMBER_INVALID', message);
  }

  #readContainer(value: object, at: FieldPath): Json {
    if (this.#open.has(value)) return this.#refuse(at, 'NOT_JSON', 'the object contains itself');
    this.#open.add(value);
    const copy = Array.isArray(value) ? this.#readList(value, at) : this.#readMap(value, at);
    this.#open.delete(value);
    return copy;
  }

  #readList(list: readonly unknown[], at: FieldPath): Json {
    return Array.from({ length: list.length }, (_, index) => this.#readProperty(list, index, at) ?? null);
  }

  #readMap(map: object, at: FieldPath): Json {
    if (!isPlain(map)) return this.#refuse(at, 'NOT_JSON', 'an instance of a class is no JSON');
    const copy: Record<string, Json> = {};
    for (const key of Reflect.ownKeys(map)) {
      if (typeof key === 'symbol') continue;
      this.#budget.take(at.length, key);
      const value = this.#readProperty(map, key, at);
      if (key === '__proto__') this.#refuse([...at, key], 'KEY_NOT_ALLOWED', 'the key "__proto__" is refused');
      else if (value !== undefined) copy[key] = value;
    }
    return copy;
  }

  #readProperty(owner: object, key: string | number, at: FieldPath): Json | undefined {
    const property = Object.getOwnPropertyDescriptor(owner, key);
    if (property?.get !== undefined || property?.set !== undefined) {
      return this.#refuse([...at, key], 'NOT_JSON', 'an accessor is no JSON');
    }
    if (Array.isArray(owner) && property?.value === undefined) {
      return this.#refuse([...at, key], 'NOT_JSON', 'an element of a list is undefined');
    }
    return property?.value === undefined ? undefined : this.read(property.value, [...at, key]);
  }

  #refuse(at: FieldPath, code: ProblemCode, message: string): null {
    this.#report({ at, code, message });
    return null;
  }
}

/** The problem of a number in its written form; undefined if there is none. */
export function numberProblem(text: string): string | undefined {
  if (parseNumber(text) !== undefined) return undefined;
  return Number.isFinite(Number(text)) ? 'the whole number is beyond 2^53, and not exact' : 'the number is not finite';
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype === null) return true;
  // The plain objects of another realm (a sandbox, a test runner) have another `Object.prototype`.
  return Object.getPrototypeOf(prototype) === null && Object.hasOwn(prototype as object, 'isPrototypeOf');
}
