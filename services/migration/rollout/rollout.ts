import { stageOf } from '../promotion/stage';
import { flaggedTypes, type OverrideSelector, type RolloutRules } from '../rules/rollout-rules';
import type { AuditEntry, AuditQuery, RolloutStore } from '../store/rollout-store';
import { planOverride, planOverrideRemoval } from './changes/set-override';
import { planKillSwitch, planPlan, type WantedPlan } from './changes/set-rollout';
import { planRollback, planSet, type WantedShare } from './changes/set-type';
import { checkType, typesOf } from './check-type';
import { PromotionStepper, type StepOrigin, type StepResult } from './promotion-stepper';
import { EvidenceReader, judgeType } from './read-figures';
import { legacyRule, type RolloutReport, type RolloutStatus, toReportParts, type TypeStatus } from './rollout-report';
import { type ChangeListener, type ChangeOrigin, type ChangeResult, reachStore, RuleChanger } from './rule-changer';

export interface RolloutOptions {
  readonly store: RolloutStore;
  /** Called after every change, to count it. */
  readonly onChange?: ChangeListener;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
}

const DAY_MS = 86_400_000;

export interface ReportQuery {
  /** The time range until now in milliseconds; at most seven days. Default: one day. */
  readonly windowMs?: number;
  readonly type?: string;
  readonly definition?: string;
}

/**
 * The operations on a rollout. Every change is audited, and reaches the workers through the store. All methods reject with a
 * `RolloutError`: ROLLOUT_STORE_UNAVAILABLE or ROLLOUT_RULES_INVALID; methods that make changes also with
 * ROLLOUT_CHANGE_INVALID or ROLLOUT_CONFLICT, and then nothing was changed.
 */
export class Rollout {
  readonly #store: RolloutStore;
  readonly #now: () => number;
  readonly #changer: RuleChanger;
  readonly #stepper: PromotionStepper;

  constructor({ store, onChange = () => undefined, now = Date.now }: RolloutOptions) {
    this.#store = store;
    this.#now = now;
    this.#changer = new RuleChanger({ store, onChange, now });
    this.#stepper = new PromotionStepper({ store, changer: this.#changer, now });
  }

  /** The rules, and for each type its stage, the current verdicts of its gates, and the last use of the old engine. */
  status(): Promise<RolloutStatus> {
    return reachStore(async () => {
      const [rules, lastLegacy] = await Promise.all([this.#store.readRules(), this.#store.readLastLegacy()]);
      const reader = new EvidenceReader(this.#store);
      const types = flaggedTypes.map((type) => this.#typeStatus(rules, type, reader));
      const typeStatuses = await Promise.all(types);
      return { ...rules, types: typeStatuses.map((one) => ({ ...one, lastLegacyAt: lastLegacy[one.type] ?? null })) };
    });
  }

  /**
   * Sets the share of a type, or of `all` types, also if it was stopped. Setting the same share again restarts its evidence.
   */
  async set(type: string, share: WantedShare, origin: ChangeOrigin): Promise<ChangeResult> {
    const types = typesOf(type);
    return this.#changer.change(origin, () => planSet(types, share));
  }

  /** Sets a separate share for the runs that match a selector; replaces an override for the same runs. */
  override(selector: OverrideSelector, share: WantedShare, origin: ChangeOrigin): Promise<ChangeResult> {
    return this.#changer.change(origin, () => planOverride(selector, share));
  }

  removeOverride(selector: OverrideSelector, origin: ChangeOrigin): Promise<ChangeResult> {
    return this.#changer.change(origin, () => planOverrideRemoval(selector));
  }

  /** On: every run uses the old engine from its next task on. Off: the rules apply. */
  killSwitch(position: 'on' | 'off', origin: ChangeOrigin): Promise<ChangeResult> {
    return this.#changer.change(origin, () => planKillSwitch(position));
  }

  /** Changes the given parts of the plan of promotions. */
  setPlan(plan: WantedPlan, origin: ChangeOrigin): Promise<ChangeResult> {
    return this.#changer.change(origin, () => planPlan(plan));
  }

  /**
   * Evaluates the gates of a type, and makes one step: to the next stage, back to legacy, or none. The audit has the reason
   * with the numbers of the gates.
   */
  async step(type: string, origin: StepOrigin): Promise<StepResult> {
    checkType(type);
    return this.#stepper.step(type, origin);
  }

  /** Stops a type, or `all` of them: legacy for all runs, even with an override, until they are set again. */
  async rollback(type: string, origin: ChangeOrigin): Promise<ChangeResult> {
    const types = typesOf(type);
    return this.#changer.change(origin, () => planRollback(types, origin.reason));
  }

  /** The evidence of a time range, per task type and definition. */
  report({ windowMs = DAY_MS, ...what }: ReportQuery = {}): Promise<RolloutReport> {
    const toMs = this.#now();
    const window = { ...what, fromMs: toMs - windowMs };
    return reachStore(async () => {
      const [totals, groups] = await Promise.all([this.#store.readTotals(window), this.#store.readDifferences(window)]);
      const [from, to] = [new Date(window.fromMs).toISOString(), new Date(toMs).toISOString()];
      return { from, to, parts: toReportParts(totals, groups) };
    });
  }

  /** All changes with their authors, the latest first. */
  audit(query?: AuditQuery): Promise<readonly AuditEntry[]> {
    return reachStore(() => this.#store.listAudit(query));
  }

  async #typeStatus(
    rules: RolloutRules,
    type: string,
    reader: EvidenceReader,
  ): Promise<Omit<TypeStatus, 'lastLegacyAt'>> {
    const rule = rules.types[type] ?? legacyRule;
    const gates = await judgeType(reader, { rules, type, nowMs: this.#now() });
    return { type, stage: stageOf(rule), rule, gates };
  }
}
