import type { CommandGroupSpec, CommandSpec } from '../../command';
import type * as auditModule from './audit';
import type * as changeModule from './change';
import type * as planModule from './plan';
import type * as promoteModule from './promote';
import type * as reportModule from './report';
import type * as retireModule from './retire';
import type * as statusModule from './status';

const originOptions = {
  '--reason <text>': 'why, for the audit',
  '--actor <name>': 'who, for the audit (default: OCTAVO_ACTOR, else the user of this process)',
  '--json': 'give a JSON object',
} as const;

const selectorOptions = {
  '--definition <id>': 'only for runs of this definition: an override',
  '--tenant <name>': 'only for runs of this tenant: an override',
  '--workflow-id <id>': 'only for runs of this workflow id: an override',
} as const;

/** Commands that change nothing. */
const lookingSpecs: readonly CommandSpec[] = [
  {
    usage: 'status',
    description: 'tell how far each task type is, and what its gates say',
    options: { '--json': 'give a JSON object' },
    examples: ['octavo rollout status', 'octavo rollout status --json'],
    run: (_args, context) => (require('./status') as typeof statusModule).status(context),
  },
  {
    usage: 'report',
    description: 'tell by definition and task type what was compared, what differs, and how both engines do',
    options: {
      '--type <type>': 'only this task type',
      '--definition <id>': 'only runs of this definition',
      '--since <duration>': 'how far back, 7d at most (default: 1d)',
      '--examples <count>': 'examples of each difference, 0 to 5 (default: 1); --json gives all',
      '--json': 'give a JSON object',
    },
    examples: ['octavo rollout report', 'octavo rollout report --type router --since 1h --examples 5'],
    run: (_args, context) => (require('./report') as typeof reportModule).report(context),
  },
  {
    usage: 'audit',
    description: 'list who changed what, and why; the latest first',
    options: {
      '--limit <count>': 'how many at most (default: 20)',
      '--before <revision>': 'only changes before this revision, to read on',
      '--json': 'give a JSON list, with what was there before and after',
    },
    examples: ['octavo rollout audit', 'octavo rollout audit --limit 100 --json'],
    run: (_args, context) => (require('./audit') as typeof auditModule).audit(context),
  },
  {
    usage: 'retire',
    description: 'tell whether the old engine can go, and what can be deleted; changes nothing',
    options: {
      '--for <duration>': 'for how long nobody may have used the old engine (default: 7d)',
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
    description: 'give a task type, or all, a mode: for everybody, or for a share of the runs',
    arguments: { '<type>': 'a task type, or all', '<mode>': 'legacy, shadow or new' },
    options: {
      '--percent <number>': 'share of the runs, 0 to 100 (default: 100)',
      '--otherwise <mode>': 'what the other runs take (default: legacy)',
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
    description: 'take an override away',
    arguments: { '<type>': 'the task type of the override, or all' },
    options: { ...selectorOptions, ...originOptions },
    examples: ['octavo rollout unset all --tenant acme'],
    run: ([type], context) => (require('./change') as typeof changeModule).unset(type as string, context),
  },
  {
    usage: 'rollback',
    description: 'stop a task type, or all: every run takes the old engine from its next task on',
    arguments: { '[type]': 'a task type' },
    options: { '--all': 'all task types', ...originOptions },
    examples: ['octavo rollout rollback router --reason "totals differ"', 'octavo rollout rollback --all'],
    run: ([type], context) => (require('./change') as typeof changeModule).rollback(type as string, context),
  },
  {
    usage: 'kill-switch',
    description: 'on: the old engine for everything, whatever the rules say; off: as they say',
    arguments: { '<position>': 'on or off' },
    options: originOptions,
    examples: ['octavo rollout kill-switch on', 'octavo rollout kill-switch off --reason "mended"'],
    run: ([position], context) => (require('./change') as typeof changeModule).killSwitch(position as string, context),
  },
  {
    usage: 'plan',
    description: 'show, or change, the stages and gates of promotions',
    options: {
      '--stages <list>': 'percentages of the new engine, ascending, the last one 100',
      '--otherwise <mode>': 'what the other runs take meanwhile: legacy or shadow',
      '--gate <setting...>': 'a limit of a gate, as the document of rules has it: parity.minimum=100',
      ...originOptions,
    },
    examples: [
      'octavo rollout plan',
      'octavo rollout plan --stages 10,50,100 --gate parity.minimum=100 latency.ratio=1.5',
    ],
    run: (_args, context) => (require('./plan') as typeof planModule).plan(context),
  },
];

/** Leads task types through the stages; changes the rules step by step. */
const promoteSpec: CommandSpec = {
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
  run: ([types], context) =>
    (require('./promote') as typeof promoteModule).promote(types as readonly string[], context),
};

export const rolloutSpec: CommandGroupSpec = {
  usage: 'rollout',
  description: 'lead the way from the old engine to the new: flags, promotions, rollback, evidence',
  examples: ['octavo rollout status', 'octavo rollout set router shadow', 'octavo rollout rollback --all'],
  commands: [...lookingSpecs, ...changingSpecs, promoteSpec],
};
