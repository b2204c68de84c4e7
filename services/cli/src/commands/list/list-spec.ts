import type { CommandSpec } from '../command-spec';
import type * as command from './list';

export const listSpec: CommandSpec = {
  usage: 'ls',
  description: 'list runs, the latest start first',
  options: {
    '--definition <id>': 'only runs of this definition',
    '--status <status>': 'only runs with this status: RUNNING, PAUSED, SUCCESS, FAILED, TIMED_OUT, CANCELED',
    '--open': 'only runs that have not ended',
    '--error <code>': 'only runs that ended with this error; needs a shared store (Redis)',
    '--since <time>':
      'only runs that started at or after this time: 2026-01-31T08:00:00Z, 2026-01-31, or how long ago (2h, 7d)',
    '--until <time>': 'only runs that started at or before this time',
    '--limit <count>': 'maximum number (default: 20)',
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
