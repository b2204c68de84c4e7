import { describeTeamWorker } from './team/describe-team-worker';

// The other orders, and bundles that the worker makes, are in octavo-plugin.long.test.ts: each takes seconds to bundle.
describeTeamWorker('before the plugins of the team, in a bundle made ahead', {});
