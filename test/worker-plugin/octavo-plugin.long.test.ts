import { describeTeamWorker } from './team/describe-team-worker';

describeTeamWorker("after the team's plugins, with a separate bundle", { isOctavoFirst: false });
describeTeamWorker("before the team's plugins, bundled by the worker", { isBundledByWorker: true });
describeTeamWorker("after the team's plugins, bundled by the worker", {
  isBundledByWorker: true,
  isOctavoFirst: false,
});
