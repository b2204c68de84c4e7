import { codesOf, planOf, problemsOf } from '../planner.fixture';

// Hostile and mistaken texts and objects. Source: definition-language, first section.

const task = { id: 'a', type: 'basic', action: 'transform', with: 1 };
const good = { octavo: 1, id: 'test', tasks: [task] };
const withValue = (text: string) =>
  `octavo: 1\nid: test\ntasks:\n  - { id: a, type: basic, action: transform, with: ${text} }\n`;

function valueOf(text: string): unknown {
  return (planOf(withValue(text)).tasks[0] as unknown as { with: unknown }).with;
}

describe('YAML', () => {
  it.each([
    ['dates are text', '2024-01-31', '2024-01-31'],
    ['yes and no are text', '[yes, no, on, off]', ['yes', 'no', 'on', 'off']],
    ['numbers of YAML 1.2', '[0x1F, 0o17, 1e3, -2.5]', [31, 15, 1000, -2.5]],
    ['old octals are decimal', '017', 17],
    ['null in all its forms', '[null, ~, ]', [null, null]],
    ['core tags', '!!str 5', '5'],
    ['aliases are copies', '{ a: &x { n: 1 }, b: *x }', { a: { n: 1 }, b: { n: 1 } }],
    ['keys that are numbers are text', '{ 200: ok, true: yes }', { 200: 'ok', true: 'yes' }],
    ['a key as any other', '{ constructor: 1, toString: 2 }', { constructor: 1, toString: 2 }],
    ['the largest whole number', '9007199254740992', 2 ** 53],
    ['the least whole number', '-9007199254740992', -(2 ** 53)],
    ['a number with an exponent', '1e300', 1e300],
  ])('%s', (_fact, text, value) => {
    expect(valueOf(text)).toEqual(value);
  });

  it.each([
    ['a key twice', '{ a: 1, a: 2 }', ['DUPLICATE_KEY tasks[0].with.a']],
    ['a key twice, in other quotes', "{ a: 1, 'a': 2 }", ['DUPLICATE_KEY tasks[0].with.a']],
    ['a merge key', '{ <<: { a: 1 } }', ['KEY_NOT_ALLOWED tasks[0].with["<<"]']],
    ['__proto__', '{ __proto__: 1 }', ['KEY_NOT_ALLOWED tasks[0].with.__proto__']],
    ['a key that is a list', '{ [a]: 1 }', ['KEY_NOT_ALLOWED tasks[0].with']],
    ['a key that is null', '{ ~: 1 }', ['KEY_NOT_ALLOWED tasks[0].with']],
    ['.nan', '.nan', ['NUMBER_INVALID tasks[0].with']],
    ['.inf', '-.inf', ['NUMBER_INVALID tasks[0].with']],
    ['a number beyond 2^53', '9007199254740993', ['NUMBER_INVALID tasks[0].with']],
    ['a number that is too large', '1e999', ['NUMBER_INVALID tasks[0].with']],
    ['a custom tag', '!secret x', ['TAG_NOT_ALLOWED tasks[0].with']],
    ['a tag of JavaScript', '!!js/function "x"', ['TAG_NOT_ALLOWED tasks[0].with']],
    ['a tag of YAML 1.1', '!!binary aGk=', ['TAG_NOT_ALLOWED tasks[0].with']],
    ['an alias without an anchor', '*x', ['SYNTAX_INVALID tasks[0].with']],
    ['an alias that contains itself', '&x [*x]', ['SYNTAX_INVALID tasks[0].with[0]']],
  ])('refuses %s', (_fact, text, codes) => {
    expect(codesOf(withValue(text))).toEqual(codes);
  });

  it.each([
    ['a text that is none', 'octavo: [', 'SYNTAX_INVALID'],
    ['two documents', 'octavo: 1\n---\nid: x', 'SYNTAX_INVALID'],
    ['YAML 1.1', '%YAML 1.1\n---\noctavo: 1', 'SYNTAX_INVALID'],
    ['tabs as indentation', 'octavo: 1\ntasks:\n\t- a', 'SYNTAX_INVALID'],
    ['more than 1 MiB', `# ${'x'.repeat(1024 * 1024)}`, 'LIMIT_EXCEEDED'],
    ['more than 1 MiB of characters of several bytes', `# ${'ü'.repeat(600_000)}`, 'LIMIT_EXCEEDED'],
    ['lists deep inside each other', '['.repeat(100_000), 'LIMIT_EXCEEDED'],
    ['maps deep inside each other', '{a: '.repeat(50_000), 'LIMIT_EXCEEDED'],
    ['blocks deep inside each other', '- '.repeat(100_000), 'LIMIT_EXCEEDED'],
    ['JSON deep inside itself', '{"a":'.repeat(100_000), 'LIMIT_EXCEEDED'],
  ])('refuses %s', (_fact, text, code) => {
    expect(codesOf(text)[0]).toBe(code);
  });

  it('rejects aliases that expand to too many values', () => {
    const lines = Array.from(
      { length: 9 },
      (_, n) =>
        `  x${n}: &x${n} [${n === 0 ? 'y' : `*x${n - 1}`}${`, *x${Math.max(n - 1, 0)}`.repeat(n === 0 ? 0 : 9)}]`,
    );
    expect(codesOf(`octavo: 1\nid: test\nlabels:\n${lines.join('\n')}`)[0]).toBe('LIMIT_EXCEEDED');
  });

  it('reads thousands of aliases', () => {
    const anchors = Array.from({ length: 10_000 }, (_, n) => `a${n}: &x${n} 1`).join(', ');
    const aliases = Array.from({ length: 10_000 }, (_, n) => `*x${n}`).join(', ');
    expect(valueOf(`{ ${anchors}, all: [${aliases}] }`)).toHaveProperty('all.length', 10_000);
  });
});

describe('bytes', () => {
  it('are UTF-8, with or without a mark', () => {
    expect(codesOf(Buffer.from(`\uFEFF${withValue('grün')}`))).toEqual([]);
    expect(codesOf(Buffer.from([0x6f, 0xff, 0xfe]))).toEqual(['ENCODING_INVALID']);
    expect(codesOf(Buffer.alloc(1024 * 1024 + 1, 0x20))).toEqual(['LIMIT_EXCEEDED']);
  });
});

describe('JSON', () => {
  it('is read as YAML is', () => {
    expect(planOf(JSON.stringify(good, null, '\t')).hash).toBe(planOf(withValue('1')).hash);
    expect(planOf(`\n${JSON.stringify(good)}\n`).hash).toBe(planOf(good).hash);
  });

  it.each([
    ['a key twice', '{ "a": 1, "a": 2 }', 'DUPLICATE_KEY'],
    ['__proto__', '{ "__proto__": 1 }', 'KEY_NOT_ALLOWED'],
    ['an inexact number', '12345678901234567890', 'NUMBER_INVALID'],
  ])('refuses %s', (_fact, value, code) => {
    expect(codesOf(JSON.stringify(good).replace('"with":1', `"with":${value}`))[0]).toContain(code);
  });

  it('reads escapes', () => {
    const text = JSON.stringify(good).replace('"with":1', '"with":"\\u00fc\\n\\"\u007f"');
    expect(planOf(text).tasks[0]).toHaveProperty('with', 'ü\n"\u007f');
  });

  it('is read as YAML if it is not JSON', () => {
    expect(codesOf('{ octavo: 1, id: test, tasks: [{ id: a, type: basic, action: transform }] }')).toEqual([]);
    expect(codesOf('{ "octavo": 1, ')).toEqual(['SYNTAX_INVALID']);
  });
});

describe('objects', () => {
  it('are read like text, with any prototype', () => {
    expect(codesOf(good)).toEqual([]);
    expect(codesOf(Object.assign(Object.create(null), good))).toEqual([]);
    expect(planOf({ ...good, title: undefined }).hash).toBe(planOf(good).hash);
  });

  it('may share objects, and may not contain themselves', () => {
    const shared = { n: 1 };
    expect(codesOf({ ...good, vars: { a: shared, b: shared } })).toEqual([]);
    const circle: Record<string, unknown> = {};
    circle['self'] = circle;
    expect(codesOf({ ...good, vars: { circle } })).toEqual(['NOT_JSON vars.circle.self']);
  });

  it.each([
    ['a function', () => 1, 'NOT_JSON vars.x'],
    ['a symbol', Symbol('x'), 'NOT_JSON vars.x'],
    ['a bigint', 5n, 'NOT_JSON vars.x'],
    ['a date', new Date(), 'NOT_JSON vars.x'],
    ['a map', new Map(), 'NOT_JSON vars.x'],
    ['not a number', Number.NaN, 'NUMBER_INVALID vars.x'],
    ['infinity', Infinity, 'NUMBER_INVALID vars.x'],
    ['a hole in a list', [undefined], 'NOT_JSON vars.x[0]'],
    ['an accessor', Object.defineProperty({}, 'y', { get: () => 1, enumerable: true }), 'NOT_JSON vars.x.y'],
    ['__proto__', JSON.parse('{ "__proto__": 1 }'), 'KEY_NOT_ALLOWED vars.x.__proto__'],
  ])('refuse %s', (_fact, x, code) => {
    expect(codesOf({ ...good, vars: { x } })).toContain(code);
  });

  it.each([undefined, null, 5, true, () => 1, Symbol('x'), new Date()])(
    'are rejected if they are not a map',
    (source) => {
      expect(codesOf(source).length).toBeGreaterThan(0);
    },
  );

  it('are rejected if shared objects expand to too many values', () => {
    let wide: unknown = 'x'.repeat(1000);
    for (let level = 0; level < 30; level += 1) wide = [wide, wide];
    expect(codesOf({ ...good, vars: { wide } })[0]).toBe('LIMIT_EXCEEDED');
  });

  it('are rejected if they nest too deep', () => {
    let deep: unknown = 1;
    for (let level = 0; level < 100_000; level += 1) deep = [deep];
    expect(codesOf({ ...good, vars: { deep } })[0]).toBe('LIMIT_EXCEEDED');
  });
});

describe('positions', () => {
  const at = (text: string) => problemsOf(text).map(({ line, column }) => `${line}:${column}`);

  it('are those of the key; for a missing field of its map; in an expression of the wrong part', () => {
    const text = [
      'octavo: 1',
      'id: test',
      'tasks:',
      '  - id: a',
      '    type: basic',
      '    acton: transform',
      '    with:',
      '      x: "${ input.a + nothing }"',
      '  - type: wait',
      '    for: 3 days',
    ].join('\n');
    expect(problemsOf(text).map(({ code, line, column }) => `${code} ${line}:${column}`)).toEqual([
      'REQUIRED 4:5',
      'UNKNOWN_FIELD 6:5',
      'UNKNOWN_VARIABLE 8:24',
      'REQUIRED 9:5',
      'DURATION_INVALID 10:5',
    ]);
  });

  it('are those of the second of two keys', () => {
    expect(at('octavo: 1\nid: a\nid: b\ntasks:\n  - { id: t, type: basic, action: transform }')).toEqual(['3:1']);
  });

  it('are found through aliases', () => {
    expect(
      at('octavo: 1\nid: a\nlabels: &l\n  a: 1\ntasks:\n  - { id: t, type: basic, action: transform, labels: *l }'),
    ).toEqual(['4:3', '4:3']);
  });

  it('exist for JSON too', () => {
    expect(at(JSON.stringify({ ...good, tasks: [{ ...task, then: 'x', with: '${ y }' }] }, null, 2))).toEqual([
      '9:19',
      '10:7',
    ]);
  });

  it('are those of syntax mistakes', () => {
    expect(at('octavo: 1\nid: "a')[0]).toBe('2:7');
  });

  it('do not exist for objects', () => {
    expect(at({} as string)).toEqual(['undefined:undefined', 'undefined:undefined', 'undefined:undefined']);
  });
});

describe('a problem of the whole text stands', () => {
  const positionOf = (source: unknown) => problemsOf(source).map(({ code, line, column }) => [code, line, column]);
  it.each<[string, unknown, readonly unknown[]]>([
    ['at its start where it is too long', `# ${'x'.repeat(1024 * 1024)}`, ['LIMIT_EXCEEDED', 1, 1]],
    ['at its start where it nests too deep', `${'['.repeat(300)}${']'.repeat(300)}`, ['LIMIT_EXCEEDED', 1, 1]],
    ['at its start where it is empty', '', ['TYPE_INVALID', 1, 1]],
    ['at the byte that is no character', Buffer.from('id: a\ntitle: \xff\n', 'latin1'), ['ENCODING_INVALID', 2, 8]],
    ['nowhere where it is an object', nested(300), ['LIMIT_EXCEEDED', undefined, undefined]],
  ])('%s', (_fact, source, expected) => expect(positionOf(source)).toEqual([expected]));
});

function nested(depth: number): unknown {
  return depth === 0 ? 1 : [nested(depth - 1)];
}
