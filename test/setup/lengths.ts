const isAll = process.env['OCTAVO_TEST_ALL'] === '1';

/** How long the tests are that have two forms: the short one for `npm test`, the long one for `npm run test:all`. */
export const lengths = {
  /** Runs that are started while a rollout goes on. */
  rolloutRuns: isAll ? 200 : 30,
  /** Changes of flags in the middle of simulated runs. */
  flips: isAll ? 10_000 : 2_000,
  /** Random definitions that the planner answers. */
  definitions: isAll ? 20_000 : 2_000,
} as const;
