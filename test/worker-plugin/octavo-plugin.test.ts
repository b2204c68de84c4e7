import { describeTeamWorker } from './team/describe-team-worker';

// Other orders, and bundles made by the worker, are in octavo-plugin.long.test.ts, because each bundle takes seconds.
describeTeamWorker("before the team's plugins, with a separate bundle", {});
