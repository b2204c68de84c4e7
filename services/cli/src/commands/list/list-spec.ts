import type { CommandSpec } from '../command-spec';
import type * as command from './list';

export const listSpec: CommandSpec = {
  usage: 'ls',
  description: 'list runs, the latest start first',
  options: {
    '--definition <id>': 'only runs of this definition',
    '--status <status>': 'only runs with it: RUNNING, PAUSED, SUCCESS, FAILED, TIMED_OUT, CANCELED',
    '--open': 'only runs that have not ended',
    '--error <code>': 'only runs that ended with this error; needs a store that is shared (Redis)',
    '--since <time>':
      'only runs that started then or later: 2026-01-31T08:00:00Z, 2026-01-31, or how long ago (2h, 7d)',
    '--until <time>': 'only runs that started then or before',
    '--limit <count>': 'how many at most (default: 20)',
    '--json': 'give a JSON list',
  },
  examples: [
    'octavo ls',
    'octavo ls --open --definition order-fulfilment --json',
    'octavo ls --status failed --since 24h',
  ],
  run: (_args, context) => load().list(context),
};

const load = () => require('./list') as typeof command;
