import { setTimeout as sleep } from 'node:timers/promises';
import { StoreUnavailableError } from '@octavo/state';
import type { MetricMeter } from '@temporalio/common';
import { RolloutError } from '../errors/rollout-error';
import { stageOf } from '../promotion/stage';
import { flaggedTypes, type RolloutRules } from '../rules/rollout-rules';
import type { AuditEntry, RolloutStore } from '../store/rollout-store';
import type { ChangePlanner } from './changes/set-rollout';

/** The author of a change, and the reason, for the audit; neither may be empty. */
export interface ChangeOrigin {
  readonly actor: string;
  readonly reason: string;
}

/** The rules after the change, and its entry in the audit; no entry if there was nothing to change. */
export interface ChangeResult {
  readonly rules: RolloutRules;
  readonly entry?: AuditEntry;
}

/** Called after every change, to count metrics. */
export type ChangeListener = (entry: AuditEntry, rules: RolloutRules) => void;

interface RuleChangerOptions {
  readonly store: RolloutStore;
  readonly now: () => number;
  readonly onChange: ChangeListener;
}

const MOST_ATTEMPTS = 30;
const AFTER_READING = 'Try again when it is available; meanwhile runs continue with the last rules of their workers';
const AFTER_CHANGE = 'The change may have been made: check the audit when the store is available';

/** Changes rules without losing other changes: after a conflict, the change is planned again from the new rules. */
export class RuleChanger {
  readonly #options: RuleChangerOptions;

  constructor(options: RuleChangerOptions) {
    this.#options = options;
  }

  /**
   * Makes the change of `plan` atomically. Calls `plan` again after each conflict.
   * @throws RolloutError ROLLOUT_CHANGE_INVALID, ROLLOUT_CONFLICT, ROLLOUT_STORE_UNAVAILABLE
   */
  async change(
    origin: ChangeOrigin,
    plan: (rules: RolloutRules) => ChangePlanner | Promise<ChangePlanner>,
  ): Promise<ChangeResult> {
    checkOrigin(origin);
    for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt += 1) {
      const result = await reachStore(() => this.#try(origin, plan), AFTER_CHANGE);
      if (result !== 'conflict') return result;
      await sleep(Math.random() * 10 * (attempt + 1));
    }
    throw new RolloutError(
      'ROLLOUT_CONFLICT',
      `others changed the rules ${MOST_ATTEMPTS} times meanwhile; the audit shows who; try again`,
    );
  }

  async #try(
    { actor, reason }: ChangeOrigin,
    plan: (rules: RolloutRules) => ChangePlanner | Promise<ChangePlanner>,
  ): Promise<ChangeResult | 'conflict'> {
    const { store, now, onChange } = this.#options;
    const before = await store.readRules();
    const makeChange = await plan(before);
    const at = new Date(now()).toISOString();
    const planned = makeChange(before, at);
    if (planned === undefined) return { rules: before };
    const { rules: changed, ...auditFields } = planned;
    const rules = { ...changed, revision: before.revision + 1 };
    const entry: AuditEntry = { revision: rules.revision, at, actor, reason, ...auditFields };
    if ((await store.commit({ rules, entry })) === 'conflict') return 'conflict';
    tell(onChange, entry, rules);
    return { rules, entry };
  }
}

/** Calls a listener; its failure does not affect the change. */
function tell(onChange: ChangeListener, entry: AuditEntry, rules: RolloutRules): void {
  try {
    onChange(entry, rules);
  } catch {
    // The change is made and audited; a failing listener must not hide that.
  }
}

/** @throws RolloutError ROLLOUT_STORE_UNAVAILABLE if the store does not answer */
export async function reachStore<Result>(work: () => Promise<Result>, advice = AFTER_READING): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof StoreUnavailableError)) throw error;
    throw new RolloutError(
      'ROLLOUT_STORE_UNAVAILABLE',
      [`${error.message}.`, error.advice ?? '', advice].filter((part) => part !== '').join(' '),
      error,
    );
  }
}

function checkOrigin({ actor, reason }: ChangeOrigin): void {
  if (actor.trim() === '')
    throw new RolloutError('ROLLOUT_CHANGE_INVALID', '`actor` is empty: name the author of the change');
  if (reason.trim() === '')
    throw new RolloutError('ROLLOUT_CHANGE_INVALID', '`reason` is empty: give a reason for the change');
}

/** Counts the changes of this process, and exports the share of each type, in the metrics of a worker or a program. */
export function countChanges(meter: MetricMeter): ChangeListener {
  const changes = meter.createCounter(
    'octavo_rollout_changes',
    'changes',
    'Changes of the rules that this process made.',
  );
  const show = showRules(meter);
  return ({ kind }, rules) => {
    changes.add(1, { kind });
    show(rules);
  };
}

/** Exports the current rules in the metrics of a process that watches them. */
export function showRules(meter: MetricMeter): (rules: RolloutRules) => void {
  const revision = meter.createGauge(
    'octavo_rollout_revision',
    'int',
    undefined,
    'Revision of the rules that this process has; every change raises it.',
  );
  const percent = meter.createGauge(
    'octavo_rollout_percent',
    'float',
    '%',
    'Share of the runs that use the new engine.',
  );
  return (rules) => {
    revision.set(rules.revision);
    for (const type of flaggedTypes) {
      const stage = rules.killSwitch ? 0 : stageOf(rules.types[type]);
      percent.set(typeof stage === 'number' ? stage : 0, { type });
    }
  };
}
