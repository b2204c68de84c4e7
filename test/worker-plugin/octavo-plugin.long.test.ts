import { describeTeamWorker } from './team/describe-team-worker';

describeTeamWorker('after the plugins of the team, in a bundle made ahead', { isOctavoFirst: false });
describeTeamWorker('before them, bundled by the worker', { isBundledByWorker: true });
describeTeamWorker('after them, bundled by the worker', { isBundledByWorker: true, isOctavoFirst: false });
