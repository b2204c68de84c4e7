// Program: the worker of the hand-written workflows, with OctavoPlugin.
import { OctavoPlugin } from '@octavo/worker/plugin';
import { runHandWorker } from './run-hand-worker';
import { runWorkerProgram } from './serve-worker';

runWorkerProgram(() => runHandWorker({ plugins: [new OctavoPlugin()] }));
