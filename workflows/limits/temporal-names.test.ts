import { checkTemporalName } from './temporal-names';

it.each(['a', 'x'.repeat(1_000), 'größe/日本', '😀'])('takes %.10s', (name) => {
  expect(() => checkTemporalName('an id', name)).not.toThrow();
});

it.each(['', 'x'.repeat(1_001), 'ö'.repeat(501), 'a\nb', '\u0000', '\ud800', 7, null, undefined])(
  'refuses %j',
  (name) => {
    expect(() => checkTemporalName('an id', name)).toThrow('an id must be text of 1 to 1000 bytes');
  },
);
