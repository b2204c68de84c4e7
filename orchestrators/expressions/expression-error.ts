/** What can go wrong while an expression runs; the codes of the error catalogue. */
export type ExpressionErrorCode = 'EXPRESSION_FAILED' | 'EXPRESSION_BUDGET_EXCEEDED';

/** Where in an expression, as offsets into its source. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** What may help with an error; found only when the error leaves the expression, for `||` overrules most of them. */
export type Hint = () => string;

/**
 * An expression that could not give a value. The message says what happened, in which part of the expression, and
 * what to do. It names types and keys, never values: a value may be a secret.
 */
export class ExpressionError extends Error {
  override readonly name = 'ExpressionError';
  readonly code: ExpressionErrorCode;
  /** Undefined when it concerns the whole expression. */
  readonly range: Range | undefined;
  readonly #hint: Hint | undefined;

  constructor(code: ExpressionErrorCode, message: string, range?: Range, hint?: Hint) {
    super(message);
    this.code = code;
    this.range = range;
    this.#hint = hint;
  }

  /** The same error with its hint in the message. */
  explain(): ExpressionError {
    if (this.#hint === undefined) return this;
    return new ExpressionError(this.code, this.message + this.#hint(), this.range);
  }
}

/** An expression or template that cannot be read, or that calls what does not exist. */
export class ExpressionSyntaxError extends Error {
  override readonly name = 'ExpressionSyntaxError';
  /** Where, as an offset into the source (in UTF-16 units). */
  readonly offset: number;
  /** The message without its hint. */
  readonly reason: string;
  /** What may be meant instead, such as `nearest is "sum"`. */
  readonly hint: string | undefined;

  constructor(reason: string, offset: number, hint?: string) {
    super(hint === undefined ? reason : `${reason}; ${hint}`);
    this.offset = offset;
    this.reason = reason;
    this.hint = hint;
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
  fail(message: string, hint?: Hint): never {
    throw new ExpressionError('EXPRESSION_FAILED', `${message}, in: ${this.text}`, this, hint);
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
