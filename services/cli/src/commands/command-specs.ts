import { actionsSpec } from './actions/actions-spec';
import { cancelSpec } from './cancel/cancel-spec';
import { configSpec } from './config/config-spec';
import type { CommandGroupSpec, CommandSpec } from './command-spec';
import { demoSpec } from './demo/demo-spec';
import { devSpec } from './dev/dev-spec';
import { graphSpec } from './graph/graph-spec';
import { initSpec } from './init/init-spec';
import { listSpec } from './list/list-spec';
import { resultSpec } from './result/result-spec';
import { rolloutSpec } from './rollout/rollout-spec';
import { runSpec } from './run/run-spec';
import { signalSpec } from './signal/signal-spec';
import { startSpec } from './start/start-spec';
import { statusSpec } from './status/status-spec';
import { tasksSpec } from './tasks/tasks-spec';
import { validateSpec } from './validate/validate-spec';
import { workerSpec } from './worker/worker-spec';

/** The commands, in the order of the help: to write, to run here, to run on a server, to migrate. */
export const commandSpecs: readonly (CommandSpec | CommandGroupSpec)[] = [
  initSpec,
  validateSpec,
  graphSpec,
  actionsSpec,
  configSpec,
  runSpec,
  demoSpec,
  devSpec,
  workerSpec,
  startSpec,
  listSpec,
  statusSpec,
  tasksSpec,
  resultSpec,
  signalSpec,
  cancelSpec,
  rolloutSpec,
];
