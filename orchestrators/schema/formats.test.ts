import { BARELY_LINEAR, growthOf } from '../../test/setup/growth-of';
import { formats } from './formats';
import { compileSchema } from './index';

const rows: readonly (readonly [format: string, accepts: readonly string[], refuses: readonly string[]])[] = [
  [
    'date-time',
    [
      '2026-01-31T12:00:00Z',
      '2026-01-31t12:00:00.123z',
      '2026-01-31T12:00:00+02:00',
      '1998-12-31T23:59:60Z',
      '1998-12-31T15:59:60.5-08:00',
    ],
    [
      '2026-01-31',
      '2026-02-30T12:00:00Z',
      '2026-01-31T24:00:00Z',
      '2026-01-31T12:00:00',
      '2026-01-31 12:00:00Z',
      '1998-12-31T22:59:60Z',
      '2026-13-01T00:00:00Z',
      '2026-01-00T00:00:00Z',
      '2026-01-31T12:60:00Z',
      '2026-01-31T12:00:61Z',
      '2026-01-31T12:00:00+24:00',
      '',
    ],
  ],
  [
    'date',
    ['2026-01-31', '2024-02-29', '2000-02-29'],
    ['2026-02-29', '1900-02-29', '2026-1-31', '2026-04-31', '2026-01-31T'],
  ],
  ['time', ['12:00:00Z', '12:00:00.5+01:00', '23:59:60Z'], ['12:00', '12:00:00', '24:00:00Z', '12:00:60Z']],
  ['duration', ['P1D', 'PT5M', 'P1Y2M3DT4H5M6S', 'P3W'], ['5m', 'P', 'PT', 'P1', 'P1DT', 'P1W2D', '']],
  [
    'email',
    ['a@b.example', 'a.b+c@d-e.example', '"a b"@c.example', 'a@[127.0.0.1]', 'a@[IPv6:::1]'],
    ['a', '@b', 'a@', 'a..b@c', '.a@b', 'a@b_c', 'a@[300.0.0.1]', 'a b@c'],
  ],
  [
    'hostname',
    ['example.com', 'a', 'a-b.c1', 'xn--bcher-kva.example'],
    ['', '-a', 'a-', 'a..b', 'a_b', 'a.', 'a'.repeat(64), `${'a.'.repeat(130)}a`],
  ],
  ['ipv4', ['0.0.0.0', '255.255.255.255'], ['256.0.0.1', '1.2.3', '1.2.3.4.5', '01.2.3.4', 'a.b.c.d']],
  [
    'ipv6',
    ['::', '::1', '1:2:3:4:5:6:7:8', 'fe80::1', '::ffff:1.2.3.4', '1::8'],
    [
      '1:2',
      ':::',
      '1::2::3',
      '12345::',
      '1:2:3:4:5:6:7:8:9',
      '::1.2.3',
      '1:2:3:4:5:6:7::8:9',
      'g::',
      ':1',
      'fe80::1%eth0',
    ],
  ],
  [
    'uri',
    ['https://a.example/b?c#d', 'urn:a:b', 'mailto:a@b', 'http://[::1]:80/', 'https://u:p@h:1/'],
    ['//a', 'a/b', 'http://a b', 'http://[zz]/', 'http://a/%zz', 'a:b#c#d', '', 'http://a/[', 'urn:[a]'],
  ],
  ['uri-reference', ['/a', 'a/b', '?q', '#f', '//host/x', '', 'https://a'], ['\\a', 'a b', '1:2', ':a', '//[x]/']],
  [
    'uuid',
    ['123e4567-e89b-12d3-a456-426614174000', '00000000-0000-0000-0000-000000000000'],
    ['123e4567e89b12d3a456426614174000', '123e4567-e89b-12d3-a456-42661417400', 'g23e4567-e89b-12d3-a456-426614174000'],
  ],
  ['json-pointer', ['', '/', '/a/b~0c~1', '/0'], ['a', '/~', '/~2']],
  ['relative-json-pointer', ['0', '1/a', '2#'], ['-1', '01', '/a', '']],
  ['regex', ['^a+$', '\\p{L}', ''], ['(', 'a**', '(?=a)']],
];

it.each(rows)('%s', (format, accepts, refuses) => {
  const { validate } = compileSchema({ format });
  expect(accepts.filter((text) => validate(text).length > 0)).toEqual([]);
  expect(refuses.filter((text) => validate(text).length === 0)).toEqual([]);
  expect(validate(5)).toEqual([]);
});

it('covers every format', () => {
  expect(rows.map(([format]) => format).toSorted()).toEqual([...formats.keys()].toSorted());
});

it('takes an unknown format as a note', () => {
  expect(compileSchema({ format: 'color' }).validate('no color')).toEqual([]);
});

it.each([...formats.keys()])('looks through a long text of %s once', async (format) => {
  const { validate } = compileSchema({ format });
  const look = (length: number): void => {
    for (const text of ['a', '1', '.', ':', '/', '@', '"', 'a.', '[', '~0', '%20', '-', 'a@'])
      validate(text.repeat(length));
  };
  expect(await growthOf(look, 100_000)).toBeLessThan(BARELY_LINEAR);
});
