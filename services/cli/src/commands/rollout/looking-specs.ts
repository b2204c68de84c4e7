import type { CommandSpec } from '../command-spec';
import type * as auditModule from './audit';
import type * as reportModule from './report';
import type * as retireModule from './retire';
import type * as statusModule from './status';

const statusSpec: CommandSpec = {
  usage: 'status',
  description: 'show the stage and the gates of each task type',
  options: { '--json': 'give a JSON object' },
  examples: ['octavo rollout status', 'octavo rollout status --json'],
  run: (_args, context) => (require('./status') as typeof statusModule).status(context),
};

const reportSpec: CommandSpec = {
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
};

const auditSpec: CommandSpec = {
  usage: 'audit',
  description: 'list all changes with author and reason, the latest first',
  options: {
    '--limit <count>': 'maximum number (default: 20)',
    '--before <revision>': 'only changes before this revision',
    '--json': 'give a JSON list, with the values before and after each change',
  },
  examples: ['octavo rollout audit', 'octavo rollout audit --limit 100 --json'],
  run: (_args, context) => (require('./audit') as typeof auditModule).audit(context),
};

const retireSpec: CommandSpec = {
  usage: 'retire',
  description: 'check whether the old engine is still needed, and list what can be deleted; changes nothing',
  options: {
    '--for <duration>': 'time for which the old engine must not have been used (default: 7d)',
    '--json': 'give a JSON object',
  },
  examples: ['octavo rollout retire', 'octavo rollout retire --for 30d --json'],
  run: (_args, context) => (require('./retire') as typeof retireModule).retire(context),
};

/** Commands that change nothing. */
export const lookingSpecs: readonly CommandSpec[] = [statusSpec, reportSpec, auditSpec, retireSpec];
