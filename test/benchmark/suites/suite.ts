import type { Progress } from '../command-line/progress';
import type { BenchRow, Series } from '../report/bench-row';
import type { World } from '../world/start-world';

/** One part of the benchmark, with a name to select it. */
export interface Suite {
  readonly name: string;
  /** A description of the measurement. */
  readonly title: string;
  run(bench: Bench): Promise<readonly BenchRow[]>;
}

/** The duration of a measurement. */
export interface Effort {
  /** Measured rounds of each case. */
  readonly rounds: number;
  /** Load time of one side in one round. */
  readonly roundMs: number;
  /** Load time of each side before the first round: V8 keeps compiling used code for about a minute. */
  readonly warmUpMs: number;
}

/** The tools of a suite. */
export interface Bench {
  readonly progress: Progress;
  /** For results that may be close to their budgets. */
  readonly close: Effort;
  /** For results that are far from their budgets. */
  readonly far: Effort;
  /** Number of runs of each side in a soak. */
  readonly soakRuns: number;
  /** Node's options for worker processes. */
  readonly workerOptions: readonly string[];
  /** The servers; started at the first call. */
  world(): Promise<World>;
  /** Stores a series of numbers. */
  keep(series: Series): void;
}
