import type { FunctionDoc } from './functions/function-spec';

/** What people read of operators and literals, which are part of the grammar, by their headings. */
export const operatorDocs: ReadonlyMap<string, FunctionDoc> = new Map<string, FunctionDoc>([
  [
    'Arithmetic',
    {
      signature: 'a + b, a - b, a * b, a / b, a % b, -a',
      meaning:
        'With numbers; `%` with whole ones. `+` also joins texts and lists. Durations are added to times and to each other; a time less a time is a duration.',
      examples: [
        '7 / 2',
        '7 % 4',
        '"a" + "b"',
        '[1] + [2]',
        'timestamp("2026-01-31T12:00:00Z") + duration("1h")',
        '1 / 0',
        '"a" + 1',
      ],
    },
  ],
  [
    'Comparison',
    {
      signature: 'a == b, a != b, a < b, a <= b, a > b, a >= b',
      meaning:
        'Any two values may be equal or not. Only numbers, texts, booleans, times and durations have an order, each with its own kind; texts by their characters.',
      examples: ['1 == 1.0', '1 == "1"', '{"a": [1]} == {"a": [1]}', '"a" < "b"', '1 < "2"'],
    },
  ],
  [
    'Membership',
    {
      signature: 'x in list, key in map',
      meaning: 'Whether the list has an element that is equal, or the map has the key.',
      examples: ['2 in [1, 2]', '"a" in {"a": null}', '"a" in "abc"'],
    },
  ],
  [
    'Logic',
    {
      signature: 'a && b, a || b, !a',
      meaning: 'With booleans. One side that decides overrules a failure of the other.',
      examples: ['true && !false', '1 / 0 > 1 || true', '1 / 0 > 1 || false', '1 && true'],
    },
  ],
  [
    'Choice',
    {
      signature: 'condition ? a : b',
      meaning: 'The first value where the condition is true, else the second; the other is not evaluated.',
      examples: ['1 < 2 ? "yes" : 1 / 0'],
    },
  ],
  [
    'Reading',
    {
      signature: 'map.key, map["key"], map.`key-2`, list[index]',
      meaning: 'What stands there. A key or index that is missing is a failure; indexes count from 0.',
      examples: [
        '{"a": {"b": 2}}.a.b',
        '{"a-b": 1}["a-b"]',
        '{"a-b": 1}.`a-b`',
        '[7, 8][1]',
        '[7, 8][2]',
        '{"a": 1}.b',
      ],
    },
  ],
  [
    'Optional reading',
    {
      signature: 'map.?key, map[?"key"], list[?index]',
      meaning:
        'An optional: without a value where the key or index is missing, or stands in null. What is read of it is optional too.',
      examples: ['{"a": 1}.?a.orValue(0)', '{}.?a.b.c.orValue("none")', '[7][?3].orValue(0)', '{}.?a'],
    },
  ],
  [
    'Lists and maps',
    {
      signature: '[a, b, ?optional], { "key": a, ?"key": optional }',
      meaning: 'Keys are text. An element or key with `?` is left out where its optional has no value.',
      examples: ['[1, "a", [true]]', '{"a": 1, "b": null}', '[1, ?{}.?a]', '{?"a": {}.?b, "c": 1}', '{1: 2}'],
    },
  ],
  [
    'Numbers and text',
    {
      signature: '12, 1.5, 1e3, 0xff, "text", \'text\', """text""", r"text", true, false, null',
      meaning:
        'Text in three quotes may have several lines; after `r` a backslash is a backslash. Other texts have escapes: `\\n`, `\\t`, `\\"`, `\\\\`, `\\u00e9`. A comment goes from `//` to the end of the line.',
      examples: ['0xff', '"caf\\u00e9"', "r'\\d'", '1 // one'],
    },
  ],
]);
