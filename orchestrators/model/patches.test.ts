import { type Patch, patches, patchLevel } from './patches';

/** The faults of a list of patches. */
function faultsOf(list: readonly Patch[]): readonly string[] {
  return list.flatMap(({ number, reason, since, removable }, index) => [
    ...(number === index + 1 ? [] : [`number ${number} at ${index}`]),
    ...(/^\d+\.\d+\.\d+$/.test(since) ? [] : [`since ${since}`]),
    ...(reason === '' || removable === '' ? [`patch ${number} without a reason or an end`] : []),
  ]);
}

it('numbers patches without gaps, each with its reason, its version and its end', () => {
  expect(faultsOf(patches)).toEqual([]);
  expect(patchLevel).toBe(patches.at(-1)?.number ?? 0);
});

it('finds a gap, a missing version and a missing reason', () => {
  const good = { number: 1, reason: 'a', since: '0.2.0', removable: 'b' };
  expect(faultsOf([good, { ...good, number: 3 }])).toEqual(['number 3 at 1']);
  expect(faultsOf([{ ...good, since: 'now' }])).toEqual(['since now']);
  expect(faultsOf([{ ...good, reason: '' }])).toHaveLength(1);
});
