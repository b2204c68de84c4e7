import type { OrchestratorContext } from '../contracts/orchestrator-context';
import type { Scope } from '../contracts/scope';
import type { Json } from '../model/json';
import { evaluateFanOut, type FanOutRule } from '../engine/strategy-aggregator';
import { Progress } from '../engine/progress';
import type { CollectionTask } from './definition';
import { expandItems } from './item-expander';

/**
 * The values at the start of a collection. They are recorded, because their expressions could later give other values.
 */
export type CollectionStart = {
  readonly items: readonly Json[];
  readonly rule: FanOutRule;
  /** The `vars` that the items see; absent if they see the current ones. */
  readonly vars?: Json;
};

const progress = new Progress<CollectionStart>();

type StartContext = Pick<OrchestratorContext, 'evaluator' | 'scope' | 'state'>;

/** The recorded start, or a new one. Throws `TaskFailure` where a field or `items` fails. */
export function collectionStart(task: CollectionTask, { evaluator, scope, state }: StartContext): CollectionStart {
  return progress.decided(state, () => {
    const rule = evaluateFanOut(task, scope, evaluator);
    const items = expandItems(evaluator.value(task.items, scope));
    return task.mode === 'sequential'
      ? { items, rule: { ...rule, concurrency: 1 } }
      : { items, rule, ...varsOf(scope) };
  });
}

/** Items that run at the same time see `vars` as they were at the start; sequential ones see and change them. */
export function itemScope({ vars }: CollectionStart, { scope }: Pick<OrchestratorContext, 'scope'>): Scope {
  return vars === undefined ? scope : scope.bind({ vars });
}

function varsOf(scope: Scope): { readonly vars: Json } {
  return { vars: scope.get('vars') as Json };
}
