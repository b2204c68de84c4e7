// Program: the worker of the hand-written workflows, of the kind that Octavo's is: without the watchdog of the SDK.
import { UnwatchedWorker } from '../../../services/worker/src/octavo-worker';
import { runHandWorker } from './run-hand-worker';
import { runWorkerProgram } from './serve-worker';

runWorkerProgram(() => runHandWorker({ kind: UnwatchedWorker }));
