import { isTerminal, type TaskState } from '@octavo/orchestrators';
import type { Difference, Evidence, VisitEvidence } from '../../contracts/evidence';
import { latencyBucketOf } from '../../evidence/latency-histogram';

/** What travels together; the rest goes with the next trip. */
const MOST_DIFFERENCES = 50;
const MOST_BATCHES = 20;

type Counts = { -readonly [Field in keyof VisitEvidence]: VisitEvidence[Field] } & {
  readonly latencies: Record<number, number>;
};

/** Gathers what the run has to tell until somebody takes it along. */
export class EvidenceCollector {
  readonly #source: Pick<Evidence, 'definition' | 'workflowId' | 'runId'>;
  readonly #visits = new Map<string, Counts>();
  readonly #equal = new Map<string, number>();
  readonly #differences: Difference[] = [];
  /** Batches that came back, in front of what is new. */
  readonly #waiting: Evidence[] = [];
  #batches = 0;

  constructor(source: Pick<Evidence, 'definition' | 'workflowId' | 'runId'>) {
    this.#source = source;
  }

  /** Counts a visit that has ended; what was skipped or cancelled says nothing of an engine. */
  see({ path, type, status, engine, startedAt, endedAt }: TaskState): void {
    if (path === '' || !isTerminal(status) || startedAt === null || endedAt === null) return;
    if (status === 'SKIPPED' || status === 'CANCELED') return;
    const counts = this.#countsOf(type, engine ?? 'new');
    if (status === 'SUCCESS') counts.succeeded += 1;
    else counts.failed += 1;
    const bucket = latencyBucketOf(Date.parse(endedAt) - Date.parse(startedAt));
    counts.latencies[bucket] = (counts.latencies[bucket] ?? 0) + 1;
  }

  /** Notes what came of a comparison; no differences: the engines agree. */
  compared(type: string, differences: readonly Difference[]): void {
    if (differences.length === 0) this.#equal.set(type, (this.#equal.get(type) ?? 0) + 1);
    this.#differences.push(...differences);
  }

  /** Takes out the batches that are to be told, as many as travel together; undefined where there is nothing. */
  take(): readonly Evidence[] | undefined {
    const fresh = this.#waiting.length < MOST_BATCHES ? this.#gather() : undefined;
    if (fresh !== undefined) this.#waiting.push(fresh);
    const taken = this.#waiting.splice(0, this.#countThatTravel());
    return taken.length === 0 ? undefined : taken;
  }

  /** Takes back batches that did not arrive, or may not have. They keep their ids. */
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
