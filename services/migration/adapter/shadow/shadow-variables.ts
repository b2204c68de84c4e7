import type { Json, JsonObject, ListScope, RunVariables } from '@octavo/orchestrators';
import { DeclaredVariables, rootScope } from '@octavo/orchestrators/language';

/** The variables of the compared visit, with its own assignments and those of tasks inside of it. */
export class ShadowVariables implements RunVariables {
  #declared: DeclaredVariables;

  constructor(values: JsonObject) {
    this.#declared = new DeclaredVariables(values);
  }

  get values(): JsonObject {
    return this.#declared.values;
  }

  assign(values: Readonly<Record<string, Json>>): void {
    this.#declared.assign(values);
  }

  /** Restores the variables at the time when an inner task ended. */
  restore(values: JsonObject): void {
    this.#declared = new DeclaredVariables(values);
  }
}

/** A copy of the scope that does not change later; `vars` returns the variables in place of `shared`. */
export function frozenScope(scope: ListScope, shared: JsonObject, vars: () => JsonObject): ListScope {
  const known = scope.get('vars') as JsonObject | undefined;
  // The items of a collection see the variables from its start.
  const varsHere = known === shared ? vars : () => known;
  const frozen = rootScope((name) => (name === 'vars' ? varsHere() : (scope.get(name) as Json | undefined))).openList();
  const own = Object.keys(scope.outputs());
  const others = scope.finishedIds().filter((id) => !own.includes(id));
  finishAll(others, scope, frozen);
  const list = frozen.openList();
  finishAll(own, scope, list);
  return list;
}

function finishAll(ids: readonly string[], from: ListScope, to: ListScope): void {
  for (const id of new Set(ids)) {
    const state = from.finished(id);
    if (state !== undefined) to.finish(state);
  }
}
