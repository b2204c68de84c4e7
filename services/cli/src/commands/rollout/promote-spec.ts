import type { CommandSpec } from '../command-spec';
import { originOptions } from './origin';
import type * as command from './promote';

export const promoteSpec: CommandSpec = {
  usage: 'promote',
  description: 'move task types through the stages of the plan, and roll back if a gate fails; show each step',
  arguments: { '[types...]': 'task types (default: all)' },
  options: {
    '--every <duration>': 'time between two checks of the gates (default: 1m)',
    '--detach': 'do not show the steps: return at once',
    '--cancel': 'cancel running promotions; types stay at their stages',
    ...originOptions,
  },
  examples: [
    'octavo rollout promote router --reason "compared for a day"',
    'octavo rollout promote router wait --detach',
    'octavo rollout promote router --cancel',
  ],
  run: ([types], context) => load().promote(types as readonly string[], context),
};

const load = () => require('./promote') as typeof command;
