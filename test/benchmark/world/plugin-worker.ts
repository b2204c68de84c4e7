// Program: the worker of the hand-written workflows, to which a plugin has added Octavo.
import { OctavoPlugin } from '@octavo/worker/plugin';
import { runHandWorker } from './run-hand-worker';
import { runWorkerProgram } from './serve-worker';

runWorkerProgram(() => runHandWorker({ plugins: [new OctavoPlugin()] }));
