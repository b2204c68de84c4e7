/**
 * By which engine a task runs: `legacy` the old one; `shadow` the old one decides and acts, and the new one computes
 * beside it without side effects, to be compared; `new` the new one.
 */
export type EngineMode = 'legacy' | 'shadow' | 'new';

/** Which engine's work counted for a visit. In shadow mode that is the old one's. */
export type Engine = 'legacy' | 'new';
