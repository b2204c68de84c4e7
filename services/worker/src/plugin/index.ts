export { OctavoPlugin } from './octavo-plugin';
export type { OctavoPluginOptions } from './plugin-options';
export { WorkerStartError } from '../worker-options';
