// Program: the worker of the hand-written workflows, like Octavo's without the SDK's watchdog.
import { UnwatchedWorker } from '../../../services/worker/src/octavo-worker';
import { runHandWorker } from './run-hand-worker';
import { runWorkerProgram } from './serve-worker';

runWorkerProgram(() => runHandWorker({ kind: UnwatchedWorker }));
