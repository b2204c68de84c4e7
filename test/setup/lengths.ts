const isAll = process.env['OCTAVO_TEST_ALL'] === '1';

/** How long the tests are that have two forms: the short one for `npm test`, the long one for `npm run test:all`. */
export const lengths = {
  /** Runs that are started while a rollout goes on. */
  rolloutRuns: isAll ? 200 : 30,
  /** Changes of flags in the middle of simulated runs. */
  flips: isAll ? 10_000 : 2_000,
  /** Ends of gRPC calls that each command of `octavo` meets. */
  callEnds: isAll ? 16 : 3,
  /** Ways in which a project runs the task type of its own. */
  waysOfOwnType: isAll ? 2 : 1,
  /** Random definitions that the planner answers. */
  definitions: isAll ? 20_000 : 2_000,
  /** How many times as many simulated runs the properties of the engine see; OCTAVO_PROPERTY_RUNS sets another factor. */
  propertyFactor: Number(process.env['OCTAVO_PROPERTY_RUNS'] ?? (isAll ? 5 : 1)),
} as const;
