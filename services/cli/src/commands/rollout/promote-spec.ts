import type { CommandSpec } from '../command-spec';
import { originOptions } from './origin';
import type * as command from './promote';

export const promoteSpec: CommandSpec = {
  usage: 'promote',
  description: 'lead a task type through the stages of the plan, and back where a gate breaks; follow it',
  arguments: { '<type>': 'a task type' },
  options: {
    '--every <duration>': 'from one look at the gates to the next (default: 1m)',
    '--detach': 'do not follow: leave it to the workers at once',
    '--cancel': 'end the promotion that is under way; the type stays at its stage',
    ...originOptions,
  },
  examples: [
    'octavo rollout promote router --reason "compared for a day"',
    'octavo rollout promote router --detach',
    'octavo rollout promote router --cancel',
  ],
  run: ([type], context) => load().promote(type as string, context),
};

const load = () => require('./promote') as typeof command;
