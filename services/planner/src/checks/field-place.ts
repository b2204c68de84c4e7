import type { FieldPath } from '@octavo/orchestrators/definitions';
import type { PlacedField } from './task-expressions';
import type { Viewpoint } from './viewpoint';

/** A field that may contain expressions, with their viewpoint. */
export interface FieldPlace {
  readonly owner: object;
  readonly base: FieldPath;
  readonly field: PlacedField;
  readonly from: Viewpoint;
}
