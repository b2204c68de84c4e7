import { LabelValues } from './bounded-metric';

it('always shows known values', () => {
  const values = new LabelValues({ known: ['settle', 'order'], maxUnknown: 1 });
  expect(['a', 'b', 'order', 'settle'].map((value) => values.of(value))).toEqual(['a', 'other', 'order', 'settle']);
});

it('shows the first unknown values, and `other` for later ones', () => {
  const values = new LabelValues({ known: [], maxUnknown: 100 });
  const shown = Array.from({ length: 10_000 }, (_, index) => values.of(`hostile-${index}`));
  expect(new Set(shown).size).toBe(101);
  expect([values.of('hostile-99'), values.of('hostile-100')]).toEqual(['hostile-99', 'other']);
});

it('shows `other` for unknown values that do not match the pattern', () => {
  const values = new LabelValues({ known: [], maxUnknown: 100, pattern: /^[a-z]{1,8}$/ });
  expect(['x'.repeat(9), 'a"b\n', '__proto__', 'fine'].map((value) => values.of(value))).toEqual([
    ...['other', 'other', 'other'],
    'fine',
  ]);
});

it('keeps an empty value empty', () => {
  expect(new LabelValues({ known: [] }).of('')).toBe('');
});
