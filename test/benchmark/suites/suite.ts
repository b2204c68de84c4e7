import type { Progress } from '../command-line/progress';
import type { BenchRow } from '../report/bench-row';
import type { World } from '../world/start-world';

/** One subject of the benchmark, run by its name. */
export interface Suite {
  readonly name: string;
  /** What it measures, for people. */
  readonly title: string;
  run(bench: Bench): Promise<readonly BenchRow[]>;
}

/** What suites get to measure with. */
export interface Bench {
  readonly progress: Progress;
  /** Measured rounds of each case. */
  readonly rounds: number;
  /** How long one side of one round is kept busy. */
  readonly roundMs: number;
  /** Node's options for worker processes. */
  readonly workerOptions: readonly string[];
  /** The servers; started when first asked for. */
  world(): Promise<World>;
}
