import type { OrchestratorContext } from '../contracts/orchestrator-context';
import type { Scope } from '../contracts/scope';
import type { Json } from '../model/json';
import { evaluateFanOut, type FanOutRule } from '../engine/strategy-aggregator';
import { Progress } from '../engine/progress';
import type { CollectionTask } from './definition';
import { expandItems } from './item-expander';

/** What a collection begins with; recorded, for what it was made from may change while it runs. */
export type CollectionStart = {
  readonly items: readonly Json[];
  readonly rule: FanOutRule;
  /** What the items see as `vars`; absent where they see them as they are. */
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
