/**
 * How tasks of a type are run: by the old engine; by the old engine, with the new one computing beside it; by the new
 * engine.
 */
export type EngineMode = 'legacy' | 'shadow' | 'new';
