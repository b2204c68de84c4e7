import './sandbox/promise-stacks';
export { createOctavoRun, type OctavoRun, octavoRun } from './run/octavo-run';
export type { ExtendRun, ExtensionRequest, RunExtension } from './run/run-extension';
export type { Attachment, Piggyback } from './outbox/piggyback';
export { type CountedEnds, OCTAVO_BUILD, type OctavoSinks, setBesideOthers } from './adapters/octavo-sinks';
export { octavoFlush } from './outbox/octavo-flush';
export { keepStacksOfOthers } from './sandbox/promise-stacks';
export type * from './messages';
