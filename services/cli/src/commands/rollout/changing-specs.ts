import type { CommandSpec } from '../command-spec';
import { originOptions } from './origin';
import type * as killSwitchModule from './kill-switch';
import type * as planModule from './plan';
import type * as rollbackModule from './rollback';
import type * as setModule from './set';

const selectorOptions = {
  '--definition <id>': 'only for runs of this definition: an override',
  '--tenant <name>': 'only for runs of this tenant: an override',
  '--workflow-id <id>': 'only for runs of this workflow id: an override',
} as const;

const loadSet = () => require('./set') as typeof setModule;

const setSpec: CommandSpec = {
  usage: 'set',
  description: 'set the mode of a task type, or of all: for all runs, or for a share of them',
  arguments: { '<type>': 'a task type, or all', '<mode>': 'legacy, shadow or new' },
  options: {
    '--percent <number>': 'share of the runs, 0 to 100 (default: 100)',
    '--otherwise <mode>': 'mode of the other runs (default: legacy)',
    ...selectorOptions,
    ...originOptions,
  },
  examples: [
    'octavo rollout set all shadow --reason "compare first"',
    'octavo rollout set router new --percent 5 --otherwise shadow',
    'octavo rollout set all legacy --tenant acme',
  ],
  run: ([type, mode], context) => loadSet().set(type as string, mode as string, context),
};

const unsetSpec: CommandSpec = {
  usage: 'unset',
  description: 'remove an override',
  arguments: { '<type>': 'the task type of the override, or all' },
  options: { ...selectorOptions, ...originOptions },
  examples: ['octavo rollout unset all --tenant acme'],
  run: ([type], context) => loadSet().unset(type as string, context),
};

const rollbackSpec: CommandSpec = {
  usage: 'rollback',
  description: 'stop a task type, or all: every run uses the old engine from its next task on',
  arguments: { '[type]': 'a task type' },
  options: { '--all': 'all task types', ...originOptions },
  examples: ['octavo rollout rollback router --reason "totals differ"', 'octavo rollout rollback --all'],
  run: ([type], context) => (require('./rollback') as typeof rollbackModule).rollback(type as string, context),
};

const killSwitchSpec: CommandSpec = {
  usage: 'kill-switch',
  description: 'on: use the old engine for all tasks; off: use the rules',
  arguments: { '<position>': 'on or off' },
  options: originOptions,
  examples: ['octavo rollout kill-switch on', 'octavo rollout kill-switch off --reason "fixed"'],
  run: ([position], context) =>
    (require('./kill-switch') as typeof killSwitchModule).killSwitch(position as string, context),
};

const planSpec: CommandSpec = {
  usage: 'plan',
  description: 'show, or change, the stages and gates of promotions',
  options: {
    '--stages <list>': 'percentages of the new engine, ascending, the last one 100',
    '--otherwise <mode>': 'mode of the other runs during a promotion: legacy or shadow',
    '--gate <setting...>': 'a limit of a gate, as in the rules: parity.minimum=100',
    ...originOptions,
  },
  examples: [
    'octavo rollout plan',
    'octavo rollout plan --stages 10,50,100 --gate parity.minimum=100 latency.ratio=1.5',
  ],
  run: (_args, context) => (require('./plan') as typeof planModule).plan(context),
};

/** Commands that change the rules at once. */
export const changingSpecs: readonly CommandSpec[] = [setSpec, unsetSpec, rollbackSpec, killSwitchSpec, planSpec];
