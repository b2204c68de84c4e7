import type { Json } from '@octavo/orchestrators/definitions';
import { numberProblem } from './read-object';

/** A scalar as JSON, and what is wrong with it. */
export interface ReadScalar {
  readonly value: Json;
  readonly problem?: string;
}

/** Takes over a YAML scalar. `source` is how it was written. */
export function readScalar(value: unknown, source: string | undefined): ReadScalar {
  if (typeof value === 'number') {
    const text = source ?? String(value);
    const problem = numberProblem(text);
    return problem === undefined ? { value } : { value: null, problem: `${problem}: ${text.slice(0, 40)}` };
  }
  if (typeof value === 'string' || typeof value === 'boolean') return { value };
  return { value: null };
}
