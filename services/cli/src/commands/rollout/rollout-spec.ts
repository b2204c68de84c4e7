import type { CommandGroupSpec } from '../command-spec';
import { changingSpecs } from './changing-specs';
import { lookingSpecs } from './looking-specs';
import { promoteSpec } from './promote-spec';

export const rolloutSpec: CommandGroupSpec = {
  usage: 'rollout',
  description: 'control the migration from the old engine: flags, promotions, rollback, evidence',
  examples: ['octavo rollout status', 'octavo rollout set router shadow', 'octavo rollout rollback --all'],
  commands: [...lookingSpecs, ...changingSpecs, promoteSpec],
};
