import type { CommandSpec } from '../command-spec';
import { originOptions } from './origin';
import type * as command from './promote';

export const promoteSpec: CommandSpec = {
  usage: 'promote',
  description: 'lead task types through the stages of the plan, and back where a gate breaks; show each step',
  arguments: { '[types...]': 'task types (default: all)' },
  options: {
    '--every <duration>': 'from one look at the gates to the next (default: 1m)',
    '--detach': 'show no steps: leave it to the workers at once',
    '--cancel': 'end promotions that are under way; types stay at their stages',
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
