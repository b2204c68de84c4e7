import type { Plan } from '@octavo/orchestrators/definitions';
import type { Problem } from './problem';

/** A plan with what is worth a warning, or all that is wrong. */
export type PlanResult =
  | { readonly plan: Plan; readonly problems: readonly Problem[] }
  | { readonly plan: undefined; readonly problems: readonly Problem[] };
