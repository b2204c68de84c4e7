import type { RolloutRules } from './rollout-rules';
import { rulesSchema } from './rules-schema';

/** What holds before anybody has written rules: revision 0, everything legacy, the default plan. */
export const initialRules: RolloutRules = rulesSchema.parse({ revision: 0 });
