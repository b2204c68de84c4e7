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
  /** Is told of every change after it was made, to count it. */
  readonly onChange?: ChangeListener;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
}

const DAY_MS = 86_400_000;

export interface ReportQuery {
  /** How far back; at most seven days. Default one day. */
  readonly windowMs?: number;
  readonly type?: string;
  readonly definition?: string;
}

/**
 * What people and programs do with a rollout. Every change is audited, and reaches the workers by the store. All methods
 * reject with a `RolloutError`: ROLLOUT_STORE_UNAVAILABLE, ROLLOUT_RULES_INVALID, and those that change something with
 * ROLLOUT_CHANGE_INVALID or ROLLOUT_CONFLICT; then nothing was changed.
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

  /** The rules, and for each type its stage, what its gates say now, and when the old engine was last used. */
  status(): Promise<RolloutStatus> {
    return reachStore(async () => {
      const [rules, lastLegacy] = await Promise.all([this.#store.readRules(), this.#store.readLastLegacy()]);
      const reader = new EvidenceReader(this.#store);
      const types = flaggedTypes.map((type) => this.#typeStatus(rules, type, reader));
      const told = await Promise.all(types);
      return { ...rules, types: told.map((one) => ({ ...one, lastLegacyAt: lastLegacy[one.type] ?? null })) };
    });
  }

  /**
   * Gives a type, or `all` of them, a share of the runs by a mode, and so takes back that it was stopped. To set what is
   * there already begins the evidence of the share anew.
   */
  async set(type: string, share: WantedShare, origin: ChangeOrigin): Promise<ChangeResult> {
    const types = typesOf(type);
    return this.#changer.change(origin, () => planSet(types, share));
  }

  /** Gives the runs that a selector fits a share of their own; in the place of an override for the same ones. */
  override(selector: OverrideSelector, share: WantedShare, origin: ChangeOrigin): Promise<ChangeResult> {
    return this.#changer.change(origin, () => planOverride(selector, share));
  }

  removeOverride(selector: OverrideSelector, origin: ChangeOrigin): Promise<ChangeResult> {
    return this.#changer.change(origin, () => planOverrideRemoval(selector));
  }

  /** On: everything takes the old engine from its next task on. Off: as the rules say. */
  killSwitch(position: 'on' | 'off', origin: ChangeOrigin): Promise<ChangeResult> {
    return this.#changer.change(origin, () => planKillSwitch(position));
  }

  /** Changes the parts of the plan of promotions that are given. */
  setPlan(plan: WantedPlan, origin: ChangeOrigin): Promise<ChangeResult> {
    return this.#changer.change(origin, () => planPlan(plan));
  }

  /**
   * Judges a type once, and makes one step: to the next stage, back to legacy, or none. The audit says why, in the words of
   * the gates.
   */
  async step(type: string, origin: StepOrigin): Promise<StepResult> {
    checkType(type);
    return this.#stepper.step(type, origin);
  }

  /** Stops a type, or `all` of them: legacy for everybody, whatever overrides say, until they are set again. */
  async rollback(type: string, origin: ChangeOrigin): Promise<ChangeResult> {
    const types = typesOf(type);
    return this.#changer.change(origin, () => planRollback(types, origin.reason));
  }

  /** How it went, per task type and definition. */
  report({ windowMs = DAY_MS, ...what }: ReportQuery = {}): Promise<RolloutReport> {
    const toMs = this.#now();
    const asked = { ...what, fromMs: toMs - windowMs };
    return reachStore(async () => {
      const [totals, groups] = await Promise.all([this.#store.readTotals(asked), this.#store.readDifferences(asked)]);
      const [from, to] = [new Date(asked.fromMs).toISOString(), new Date(toMs).toISOString()];
      return { from, to, parts: toReportParts(totals, groups) };
    });
  }

  /** Who changed what, the latest first. */
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
