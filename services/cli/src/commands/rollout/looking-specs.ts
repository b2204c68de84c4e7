import type { CommandSpec } from '../command-spec';
import type * as auditModule from './audit';
import type * as reportModule from './report';
import type * as retireModule from './retire';
import type * as statusModule from './status';

const statusSpec: CommandSpec = {
  usage: 'status',
  description: 'tell how far each task type is, and what its gates say',
  options: { '--json': 'give a JSON object' },
  examples: ['octavo rollout status', 'octavo rollout status --json'],
  run: (_args, context) => (require('./status') as typeof statusModule).status(context),
};

const reportSpec: CommandSpec = {
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
};

const auditSpec: CommandSpec = {
  usage: 'audit',
  description: 'list who changed what, and why; the latest first',
  options: {
    '--limit <count>': 'how many at most (default: 20)',
    '--before <revision>': 'only changes before this revision, to read on',
    '--json': 'give a JSON list, with what was there before and after',
  },
  examples: ['octavo rollout audit', 'octavo rollout audit --limit 100 --json'],
  run: (_args, context) => (require('./audit') as typeof auditModule).audit(context),
};

const retireSpec: CommandSpec = {
  usage: 'retire',
  description: 'tell whether the old engine can go, and what can be deleted; changes nothing',
  options: {
    '--for <duration>': 'for how long nobody may have used the old engine (default: 7d)',
    '--json': 'give a JSON object',
  },
  examples: ['octavo rollout retire', 'octavo rollout retire --for 30d --json'],
  run: (_args, context) => (require('./retire') as typeof retireModule).retire(context),
};

/** Commands that change nothing. */
export const lookingSpecs: readonly CommandSpec[] = [statusSpec, reportSpec, auditSpec, retireSpec];
