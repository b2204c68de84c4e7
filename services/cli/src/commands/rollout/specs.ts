import type { CommandGroupSpec, CommandSpec } from '../../command';
import type * as auditModule from './audit';
import type * as changeModule from './change';
import type * as planModule from './plan';
import type * as promoteModule from './promote';
import type * as reportModule from './report';
import type * as retireModule from './retire';
import type * as statusModule from './status';

const originOptions = {
  '--reason <text>': 'reason, for the audit',
  '--actor <name>': 'author, for the audit (default: OCTAVO_ACTOR, else the user of this process)',
  '--json': 'give a JSON object',
} as const;

const selectorOptions = {
  '--definition <id>': 'only for runs of this definition: an override',
  '--tenant <name>': 'only for runs of this tenant: an override',
  '--workflow-id <id>': 'only for runs of this workflow id: an override',
} as const;

/** Commands that only read. */
const readingSpecs: readonly CommandSpec[] = [
  {
    usage: 'status',
    description: 'show the stage and the gates of each task type',
    options: { '--json': 'give a JSON object' },
    examples: ['octavo rollout status', 'octavo rollout status --json'],
    run: (_args, context) => (require('./status') as typeof statusModule).status(context),
  },
  {
    usage: 'report',
    description: 'report comparisons, differences and figures of both engines by definition and task type',
    options: {
      '--type <type>': 'only this task type',
      '--definition <id>': 'only runs of this definition',
      '--since <duration>': 'evidence of this time, at most 7d (default: 1d)',
      '--examples <count>': 'examples of each difference, 0 to 5 (default: 1); --json gives all',
      '--json': 'give a JSON object',
    },
    examples: ['octavo rollout report', 'octavo rollout report --type router --since 1h --examples 5'],
    run: (_args, context) => (require('./report') as typeof reportModule).report(context),
  },
  {
    usage: 'audit',
    description: 'list all changes with author and reason, the latest first',
    options: {
      '--limit <count>': 'maximum number (default: 20)',
      '--before <revision>': 'only changes before this revision',
      '--json': 'give a JSON list, with the values before and after each change',
    },
    examples: ['octavo rollout audit', 'octavo rollout audit --limit 100 --json'],
    run: (_args, context) => (require('./audit') as typeof auditModule).audit(context),
  },
  {
    usage: 'retire',
    description: 'check whether the old engine is still needed, and list what can be deleted; changes nothing',
    options: {
      '--for <duration>': 'time for which the old engine must not have been used (default: 7d)',
      '--json': 'give a JSON object',
    },
    examples: ['octavo rollout retire', 'octavo rollout retire --for 30d --json'],
    run: (_args, context) => (require('./retire') as typeof retireModule).retire(context),
  },
];

/** Commands that change the rules at once. */
const changingSpecs: readonly CommandSpec[] = [
  {
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
    run: ([type, mode], context) =>
      (require('./change') as typeof changeModule).set(type as string, mode as string, context),
  },
  {
    usage: 'unset',
    description: 'remove an override',
    arguments: { '<type>': 'the task type of the override, or all' },
    options: { ...selectorOptions, ...originOptions },
    examples: ['octavo rollout unset all --tenant acme'],
    run: ([type], context) => (require('./change') as typeof changeModule).unset(type as string, context),
  },
  {
    usage: 'rollback',
    description: 'stop a task type, or all: every run uses the old engine from its next task on',
    arguments: { '[type]': 'a task type' },
    options: { '--all': 'all task types', ...originOptions },
    examples: ['octavo rollout rollback router --reason "totals differ"', 'octavo rollout rollback --all'],
    run: ([type], context) => (require('./change') as typeof changeModule).rollback(type as string, context),
  },
  {
    usage: 'kill-switch',
    description: 'on: use the old engine for all tasks; off: use the rules',
    arguments: { '<position>': 'on or off' },
    options: originOptions,
    examples: ['octavo rollout kill-switch on', 'octavo rollout kill-switch off --reason "fixed"'],
    run: ([position], context) => (require('./change') as typeof changeModule).killSwitch(position as string, context),
  },
  {
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
  },
];

/** Moves task types through the stages of the plan. */
const promoteSpec: CommandSpec = {
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
  run: ([types], context) =>
    (require('./promote') as typeof promoteModule).promote(types as readonly string[], context),
};

export const rolloutSpec: CommandGroupSpec = {
  usage: 'rollout',
  description: 'control the migration from the old engine: flags, promotions, rollback, evidence',
  examples: ['octavo rollout status', 'octavo rollout set router shadow', 'octavo rollout rollback --all'],
  commands: [...readingSpecs, ...changingSpecs, promoteSpec],
};
