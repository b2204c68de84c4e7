import type { ProblemCode } from '../problem';

/** Why an expression can never run. */
export interface ExpressionMistake {
  readonly code: ProblemCode;
  readonly message: string;
  readonly hint?: string | undefined;
  /** Where it is, in UTF-16 units from the start of the source. */
  readonly offset: number;
}
