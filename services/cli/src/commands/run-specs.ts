import type { CommandSpec } from '../command';
import type * as cancelModule from './cancel';
import type * as listModule from './list';
import type * as resultModule from './result';
import type * as signalModule from './signal';
import type * as statusModule from './status';
import type * as tasksModule from './tasks';

const runNameOption = { '--run-id <id>': 'one run of that workflow id (default: the latest)' } as const;

/** Commands for the runs on a server. */
export const runSpecs: readonly CommandSpec[] = [
  {
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
    run: (_args, context) => (require('./list') as typeof listModule).list(context),
  },
  {
    usage: 'status',
    description: 'show the status of a run',
    arguments: { '<workflow>': "the run's workflow id" },
    options: { ...runNameOption, '--json': 'give a JSON object' },
    examples: ['octavo status order-1', 'octavo status order-1 --json'],
    run: ([workflow], context) => (require('./status') as typeof statusModule).status(workflow as string, context),
  },
  {
    usage: 'tasks',
    description: 'show the tasks of a run that have begun',
    arguments: { '<workflow>': "the run's workflow id" },
    options: { ...runNameOption, '--json': 'give a JSON object: task path to state' },
    examples: ['octavo tasks order-1', 'octavo tasks order-1 --json'],
    run: ([workflow], context) => (require('./tasks') as typeof tasksModule).tasks(workflow as string, context),
  },
  {
    usage: 'result',
    description: 'wait for the end of a run and print its result',
    arguments: { '<workflow>': "the run's workflow id" },
    options: { ...runNameOption, '--json': 'give the result as one JSON object, as `run --json` does' },
    examples: ['octavo result order-1', 'octavo result order-1 --json'],
    run: ([workflow], context) => (require('./result') as typeof resultModule).result(workflow as string, context),
  },
  {
    usage: 'signal',
    description: 'send a signal to a run',
    arguments: { '<workflow>': "the run's workflow id", '<name>': "the signal's name" },
    options: {
      '--payload <json>': 'payload: JSON, @file, or - for the standard input (default: null)',
      '--id <id>': 'id of the signal: a run accepts each id once',
      '--sender <name>': 'sender of the signal (default: its id)',
      ...runNameOption,
    },
    examples: [`octavo signal order-1 approval --payload '{"approved": true}' --sender ada`],
    run: ([workflow, name], context) =>
      (require('./signal') as typeof signalModule).signal(workflow as string, name as string, context),
  },
  {
    usage: 'cancel',
    description: 'request the cancellation of a run',
    arguments: { '<workflow>': "the run's workflow id" },
    options: runNameOption,
    examples: ['octavo cancel order-1'],
    run: ([workflow], context) => (require('./cancel') as typeof cancelModule).cancel(workflow as string, context),
  },
];
