const isAll = process.env['OCTAVO_TEST_ALL'] === '1';

/** How long the tests are that have two forms: the short one for `npm test`, the long one for `npm run test:all`. */
export const lengths = {
  /** Runs that are started while a rollout goes on. */
  rolloutRuns: isAll ? 200 : 20,
  /** Changes of flags in the middle of simulated runs. */
  flips: isAll ? 10_000 : 500,
  /** Histories of the simulated server, and of runs with local activities that end in any order, that the SDK replays. */
  simulatedHistories: isAll ? 50 : 12,
  tangles: isAll ? 6 : 2,
  /** Variants of one behaviour that each start processes of their own: other signals, commands, packages. */
  variants: isAll ? Infinity : 1,
  /** Ends of gRPC calls that each command of `octavo` meets. */
  callEnds: isAll ? 16 : 3,
  /** Facts of each file about the language that run on a real server. */
  factsOnServer: isAll ? Infinity : 3,
  /** Random definitions that the planner answers. */
  definitions: isAll ? 20_000 : 2_000,
  /** How many times as many random cases properties see; OCTAVO_PROPERTY_RUNS sets another factor. */
  propertyFactor: Number(process.env['OCTAVO_PROPERTY_RUNS'] ?? (isAll ? 10 : 1)),
} as const;
