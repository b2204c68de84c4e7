import type { Json } from '@octavo/orchestrators';

/** In what two engines may differ over one visit; `request` is what would have been asked of the outside. */
export type DifferenceField = 'status' | 'output' | 'error' | 'next' | 'children' | 'request';

/** One place in which the new engine gave something else than the old one. */
export interface Difference {
  readonly type: string;
  /** Task path of the visit. A compared visit that differs has one or more differences, all of one batch. */
  readonly path: string;
  readonly field: DifferenceField;
  /** JSON pointer (RFC 6901) inside the field; empty for the whole. */
  readonly at: string;
  /** What is there, cut to about 1 KiB. Absent: there is nothing at that place. */
  readonly legacy?: Json;
  readonly new?: Json;
}
