import { patches, patchLevel } from './patches';

it('has patches by number, without gaps', () => {
  expect(patches.map(({ number }) => number)).toEqual(patches.map((_, index) => index + 1));
  expect(patchLevel).toBe(patches.at(-1)?.number ?? 0);
});

it('says of each why, since when, and when it can go', () => {
  for (const { reason, since, removable } of patches) {
    expect(since).toMatch(/^\d+\.\d+\.\d+$/);
    expect([reason, removable]).not.toContain('');
  }
});
