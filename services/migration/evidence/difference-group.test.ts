import type { Difference } from '../contracts/evidence';
import { cutValue, generalisePointer, groupOf } from './difference-group';

function difference(parts: Partial<Difference>): Difference {
  return { type: 'basic', path: 'a', field: 'output', at: '', ...parts };
}

describe('the group of a difference', () => {
  it.each([
    ['', ''],
    ['/total', '/total'],
    ['/lines/12/price', '/lines/*/price'],
    ['/0/1', '/*/*'],
    ['/v2/3a', '/v2/3a'],
    ['/a~1/7', '/a~1/*'],
  ])('of %p is at %p', (pointer, general) => expect(generalisePointer(pointer)).toBe(general));

  it.each([
    [{ legacy: 1 }, 'missing'],
    [{ new: null }, 'added'],
    [{ legacy: 1, new: '1' }, 'type'],
    [{ legacy: null, new: {} }, 'type'],
    [{ legacy: [], new: {} }, 'type'],
    [{ legacy: 1, new: 2 }, 'value'],
  ] as const)('of %j is of the kind %s', (values, kind) => expect(groupOf('d', difference(values)).kind).toBe(kind));
});

describe('a cut value', () => {
  it('is the value itself if it is small, else the beginning of its JSON', () => {
    expect(cutValue({ a: [1] })).toEqual({ a: [1] });
    const cut = cutValue('x'.repeat(5_000));
    expect(cut).toMatch(/^"x+… \(5002 characters\)$/);
    expect(JSON.stringify(cut).length).toBeLessThan(1_100);
  });

  it('stays valid text if a character was cut in two', () => {
    const cut = JSON.stringify(cutValue(`${'x'.repeat(1_022)}😀😀`));
    // JSON writes a lone surrogate as an escape.
    expect(cut).not.toMatch(/\\ud8/);
    expect(cut).toContain('\u{FFFD}…');
  });
});
