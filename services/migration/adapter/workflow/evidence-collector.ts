import { isTerminal, type TaskState } from '@octavo/orchestrators';
import type { Difference, Evidence, VisitEvidence } from '../../contracts/evidence';
import { latencyBucketOf } from '../../evidence/latency-histogram';

/** The limits of one delivery; the rest goes with the next one. */
const MOST_DIFFERENCES = 50;
const MOST_BATCHES = 20;

type Counts = { -readonly [Field in keyof VisitEvidence]: VisitEvidence[Field] } & {
  readonly latencies: Record<number, number>;
};

/** Collects the evidence of a run until an activity carries it. */
export class EvidenceCollector {
  readonly #source: Pick<Evidence, 'definition' | 'workflowId' | 'runId'>;
  readonly #visits = new Map<string, Counts>();
  readonly #equal = new Map<string, number>();
  readonly #differences: Difference[] = [];
  /** Undelivered batches, which are sent before new ones. */
  readonly #waiting: Evidence[] = [];
  #batches = 0;

  constructor(source: Pick<Evidence, 'definition' | 'workflowId' | 'runId'>) {
    this.#source = source;
  }

  /** Counts a finished visit. Ignores skipped and cancelled visits, which do not show how an engine works. */
  see({ path, type, status, engine, startedAt, endedAt }: TaskState): void {
    if (path === '' || !isTerminal(status) || startedAt === null || endedAt === null) return;
    if (status === 'SKIPPED' || status === 'CANCELED') return;
    const counts = this.#countsOf(type, engine ?? 'new');
    if (status === 'SUCCESS') counts.succeeded += 1;
    else counts.failed += 1;
    const bucket = latencyBucketOf(Date.parse(endedAt) - Date.parse(startedAt));
    counts.latencies[bucket] = (counts.latencies[bucket] ?? 0) + 1;
  }

  /** Records a comparison; without differences, the engines agree. */
  compared(type: string, differences: readonly Difference[]): void {
    if (differences.length === 0) this.#equal.set(type, (this.#equal.get(type) ?? 0) + 1);
    this.#differences.push(...differences);
  }

  /** Removes and returns the batches for one delivery; undefined if there are none. */
  take(): readonly Evidence[] | undefined {
    const fresh = this.#waiting.length < MOST_BATCHES ? this.#gather() : undefined;
    if (fresh !== undefined) this.#waiting.push(fresh);
    const taken = this.#waiting.splice(0, this.#countThatTravel());
    return taken.length === 0 ? undefined : taken;
  }

  /** Takes back batches that may not have arrived. They keep their ids, so that they are counted once. */
  putBack(evidence: readonly Evidence[]): void {
    this.#waiting.push(...evidence);
  }

  #countThatTravel(): number {
    let room = MOST_DIFFERENCES;
    const end = this.#waiting.findIndex(({ differences }) => (room -= differences.length) < 0);
    return Math.min(MOST_BATCHES, end < 0 ? this.#waiting.length : end);
  }

  #gather(): Evidence | undefined {
    if (this.#visits.size + this.#equal.size + this.#differences.length === 0) return undefined;
    const { runId } = this.#source;
    this.#batches += 1;
    const batch = {
      ...this.#source,
      id: `${runId}/${this.#batches}`,
      visits: [...this.#visits.values()],
      comparisons: [...this.#equal].map(([type, equal]) => ({ type, equal })),
      differences: this.#differences.splice(0, MOST_DIFFERENCES),
    };
    this.#visits.clear();
    this.#equal.clear();
    return batch;
  }

  #countsOf(type: string, engine: VisitEvidence['engine']): Counts {
    const key = `${engine}/${type}`;
    const known = this.#visits.get(key);
    if (known !== undefined) return known;
    const counts = { type, engine, succeeded: 0, failed: 0, latencies: {} };
    this.#visits.set(key, counts);
    return counts;
  }
}
