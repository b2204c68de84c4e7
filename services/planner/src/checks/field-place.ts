import type { FieldPath } from '@octavo/orchestrators/definitions';
import type { PlacedField } from './task-expressions';
import type { Viewpoint } from './viewpoint';

/** A field that may hold expressions, and from where these look. */
export interface FieldPlace {
  readonly owner: object;
  readonly base: FieldPath;
  readonly field: PlacedField;
  readonly from: Viewpoint;
}
