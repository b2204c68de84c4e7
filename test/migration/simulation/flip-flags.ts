import { isDeepStrictEqual } from 'node:util';
import { Random } from '../../fuzz/random';
import { choicesOf } from './checks/choices';
import { choicesAfterRollback, faultsOf } from './checks/check-run';
import { outcomeOf } from './checks/outcome';
import { replay } from './checks/replay';
import type { WorkflowCode } from './server/workflow-code';
import { type MadeRun, makeRun } from './world/made-run';
import { type SimulatedRun, simulateRun } from './world/simulated-run';

export interface FlipOptions {
  /** The code that executes the runs. */
  readonly code: WorkflowCode;
  /** The code that replays them, in an unused sandbox. */
  readonly replayCode: WorkflowCode;
  /** The same seed gives the same runs. */
  readonly seed: number;
  /** Runs are made until this number of flips. */
  readonly flips: number;
}

/** The result. */
export interface FlipTally {
  runs: number;
  /** Replies with other flags than the reply before. */
  flips: number;
  /** Visits that started on the old engine, also in shadow mode. */
  legacy: number;
  /** Visits that started on the new engine. */
  new: number;
  /** Visits that started after their type was rolled back. */
  afterRollback: number;
  /** Visits with the same result in the shadow. */
  equalInShadow: number;
  /** Runs whose outcome depends on message times even on the new engine alone; not compared. */
  racy: number;
  activations: number;
  /** The faults, with the seed of the run. */
  readonly faults: string[];
}

const TRIP_MS = 5;
/** If the outcome of a plan changes with these times on one engine, it cannot be compared on two. */
const OTHER_TRIPS_MS = [1, 50, 500, 5_000];

/** Makes runs with flipping flags, and checks each. Stops at the first fault. */
export async function flipFlags(options: FlipOptions): Promise<FlipTally> {
  const tally: FlipTally = {
    ...{ runs: 0, flips: 0, legacy: 0, new: 0, afterRollback: 0, equalInShadow: 0, racy: 0, activations: 0 },
    faults: [],
  };
  while (tally.flips < options.flips && tally.faults.length === 0) {
    const seed = options.seed + tally.runs;
    const faults = await flipOnce(options, seed, tally);
    tally.faults.push(...faults.map((fault) => `run of seed ${seed}: ${fault}`));
  }
  return tally;
}

async function flipOnce({ code, replayCode }: FlipOptions, seed: number, tally: FlipTally): Promise<readonly string[]> {
  const made = makeRun(new Random(seed));
  const run = await simulateRun(code, made, { flags: 'flipping', seed, longestTripMs: TRIP_MS });
  count(run, tally);
  const faults = [...faultsOf(run, TRIP_MS), ...(await replay(replayCode, run))];
  const comparison = await compareWithNewAlone({ code, made, seed, run });
  if (comparison === 'racy') tally.racy += 1;
  return comparison === 'other' ? [...faults, 'the outcome is not that of the new engine alone'] : faults;
}

interface Compared {
  readonly code: WorkflowCode;
  readonly made: MadeRun;
  readonly seed: number;
  readonly run: SimulatedRun;
}

async function compareWithNewAlone({ code, made, seed, run }: Compared): Promise<'same' | 'other' | 'racy'> {
  const alone = async (longestTripMs: number): Promise<ReturnType<typeof outcomeOf>> =>
    outcomeOf(await simulateRun(code, made, { seed, longestTripMs }));
  const expected = await alone(TRIP_MS);
  if (isDeepStrictEqual(outcomeOf(run), expected)) return 'same';
  for (const tripMs of OTHER_TRIPS_MS) if (!isDeepStrictEqual(await alone(tripMs), expected)) return 'racy';
  return 'other';
}

function count(run: SimulatedRun, tally: FlipTally): void {
  tally.runs += 1;
  tally.flips += run.flags.flips;
  tally.activations += run.execution.activations.length;
  for (const { engine } of choicesOf(run)) tally[engine] += 1;
  tally.afterRollback += choicesAfterRollback(run);
  for (const { comparisons } of run.flags.evidence) for (const { equal } of comparisons) tally.equalInShadow += equal;
}
