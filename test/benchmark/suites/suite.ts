import type { Progress } from '../command-line/progress';
import type { BenchRow, Series } from '../report/bench-row';
import type { World } from '../world/start-world';

/** One subject of the benchmark, run by its name. */
export interface Suite {
  readonly name: string;
  /** What it measures, for people. */
  readonly title: string;
  run(bench: Bench): Promise<readonly BenchRow[]>;
}

/** How long something is measured. */
export interface Effort {
  /** Measured rounds of each case. */
  readonly rounds: number;
  /** How long one side of one round is kept busy. */
  readonly roundMs: number;
  /** How long each side is kept busy before the first round: V8 goes on compiling what is used for a minute, less and less. */
  readonly warmUpMs: number;
}

/** What suites get to measure with. */
export interface Bench {
  readonly progress: Progress;
  /** For a result that may be close to its budget. */
  readonly close: Effort;
  /** For one that is far from it. */
  readonly far: Effort;
  /** How many runs of each side a soak takes. */
  readonly soakRuns: number;
  /** Node's options for worker processes. */
  readonly workerOptions: readonly string[];
  /** The servers; started when first asked for. */
  world(): Promise<World>;
  /** Keeps what a row cannot hold. */
  keep(series: Series): void;
}
