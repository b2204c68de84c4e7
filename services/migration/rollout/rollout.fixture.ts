import type { EngineMode } from '../contracts/flags';
import { compileRules } from '../rules/evaluate-rules';
import { evidenceOf, visitsOf } from '../store/conformance/evidence.fixture';
import { TestClock } from '../store/conformance/store-place.fixture';
import { MemoryRolloutStore } from '../store/memory/memory-rollout-store';
import type { AuditEntry, RolloutStore } from '../store/rollout-store';
import { Rollout } from './rollout';

export const ann = { actor: 'ann', reason: 'a test' };

/** A rollout in memory with a clock that the test sets, and its recorded changes. */
export class TestRollout {
  readonly clock = new TestClock();
  readonly store: RolloutStore;
  readonly recordedChanges: AuditEntry[] = [];
  readonly rollout: Rollout;

  constructor(store?: RolloutStore) {
    this.store = store ?? new MemoryRolloutStore(this.clock);
    const onChange = (entry: AuditEntry): void => void this.recordedChanges.push(entry);
    this.rollout = new Rollout({ store: this.store, now: this.clock.now, onChange });
  }

  async modeOf(type: string, run: { readonly tenant?: string } = {}): Promise<EngineMode> {
    const rules = compileRules(await this.store.readRules());
    return rules.modeOf(type, { workflowId: 'order-1', definition: 'order', ...run });
  }

  /** Records visits of the type on each engine; by default all are equal, fast and successful. */
  async gather(
    type: string,
    counts: { readonly legacy?: number; readonly new?: number; readonly failed?: number; readonly compared?: number },
  ): Promise<void> {
    const tookMs = (visits = 0): readonly number[] => Array.from({ length: visits }, () => 10);
    const { failed = 0 } = counts;
    await this.store.record(
      evidenceOf({
        visits: [
          visitsOf(type, 'legacy', { succeeded: counts.legacy ?? 0, tookMs: tookMs(counts.legacy) }),
          visitsOf(type, 'new', { succeeded: (counts.new ?? 0) - failed, failed, tookMs: tookMs(counts.new) }),
        ],
        comparisons: [{ type, equal: counts.compared ?? 0 }],
      }),
    );
  }
}
