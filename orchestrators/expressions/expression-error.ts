/** What can go wrong while an expression runs; the codes of the error catalogue. */
export type ExpressionErrorCode = 'EXPRESSION_FAILED' | 'EXPRESSION_BUDGET_EXCEEDED';

/**
 * An expression that could not give a value. The message says what happened, in which part of the expression, and
 * what to do. It names types and keys, never values: a value may be a secret.
 */
export class ExpressionError extends Error {
  override readonly name = 'ExpressionError';
  readonly code: ExpressionErrorCode;
  /** Where in the expression, as offsets into its source; undefined when it concerns the whole. */
  readonly range: { readonly start: number; readonly end: number } | undefined;

  constructor(code: ExpressionErrorCode, message: string, range?: { readonly start: number; readonly end: number }) {
    super(message);
    this.code = code;
    this.range = range;
  }
}

/** An expression or template that cannot be read, or that calls what does not exist. */
export class ExpressionSyntaxError extends Error {
  override readonly name = 'ExpressionSyntaxError';
  /** Where, as an offset into the source (in UTF-16 units). */
  readonly offset: number;

  constructor(message: string, offset: number) {
    super(message);
    this.offset = offset;
  }
}

/** Fails the expression; the caller that knows the place adds it (see {@link Site.relocate}). */
export function fail(message: string): never {
  throw new ExpressionError('EXPRESSION_FAILED', message);
}

const MAX_QUOTED_LENGTH = 80;

/** A place in an expression, for messages. */
export class Site {
  readonly #source: string;
  readonly start: number;
  readonly end: number;

  constructor(source: string, start: number, end: number) {
    this.#source = source;
    this.start = start;
    this.end = end;
  }

  /** The text of this place, shortened. */
  get text(): string {
    const text = this.#source.slice(this.start, this.end);
    return text.length > MAX_QUOTED_LENGTH ? `${text.slice(0, MAX_QUOTED_LENGTH)}…` : text;
  }

  /** Fails the expression here. */
  fail(message: string): never {
    throw new ExpressionError('EXPRESSION_FAILED', `${message}, in: ${this.text}`, this);
  }

  /** Gives an error that has no place yet this one; anything that is not ours becomes EXPRESSION_FAILED. */
  relocate(error: unknown): ExpressionError {
    if (!(error instanceof ExpressionError)) {
      return new ExpressionError(
        'EXPRESSION_FAILED',
        `the expression broke a limit of the engine, in: ${this.text}`,
        this,
      );
    }
    if (error.range !== undefined) return error;
    return new ExpressionError(error.code, `${error.message}, in: ${this.text}`, this);
  }
}
