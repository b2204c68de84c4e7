import type { ProblemCode } from '../problem';

/** A mistake in an expression. */
export interface ExpressionMistake {
  readonly code: ProblemCode;
  readonly message: string;
  readonly hint?: string | undefined;
  /** Its offset in UTF-16 units from the start of the source. */
  readonly offset: number;
}
