import type { DefinitionSource } from '@octavo/activities';
import type { Plan } from '@octavo/orchestrators';
import { compareVersions } from './compare-versions';

/** A definition of the folder. */
export interface StoredDefinition {
  /** Relative to the folder. */
  readonly file: string;
  readonly plan: Plan;
}

/** The definitions of a folder, as they were when the worker started. */
export class DefinitionFolder implements DefinitionSource {
  readonly #plans = new Map<string, Plan[]>();

  constructor(stored: readonly StoredDefinition[]) {
    for (const { plan } of stored) this.#plans.set(plan.id, [...(this.#plans.get(plan.id) ?? []), plan]);
    for (const plans of this.#plans.values()) plans.sort((a, b) => compareVersions(b.version, a.version));
  }

  find(id: string, version?: string): Plan | undefined {
    const plans = this.#plans.get(id) ?? [];
    return version === undefined ? plans[0] : plans.find((plan) => plan.version === version);
  }

  ids(): readonly string[] {
    return [...this.#plans.keys()].sort();
  }
}
