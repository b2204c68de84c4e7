// Program: the worker of the hand-written workflows.
import { runHandWorker } from './run-hand-worker';
import { runWorkerProgram } from './serve-worker';

runWorkerProgram(() => runHandWorker());
