/** The errors of a running expression; codes of the error catalogue. */
export type ExpressionErrorCode = 'EXPRESSION_FAILED' | 'EXPRESSION_BUDGET_EXCEEDED';

/** A position in an expression, as offsets into its source. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/**
 * A hint for an error. It is computed only when the error leaves the expression, because `||` overrules most errors.
 */
export type Hint = () => string;

/**
 * An expression that failed. The message says what happened, in which part of the expression, and what to do. It
 * contains types and keys, never values, because a value may be a secret.
 */
export class ExpressionError extends Error {
  override readonly name = 'ExpressionError';
  readonly code: ExpressionErrorCode;
  /** Undefined if it concerns the whole expression. */
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

/** An expression or template that cannot be parsed, or that calls something that does not exist. */
export class ExpressionSyntaxError extends Error {
  override readonly name = 'ExpressionSyntaxError';
  /** The position, as an offset into the source (in UTF-16 units). */
  readonly offset: number;
  /** The message without its hint. */
  readonly reason: string;
  /** A suggestion, such as `nearest is "sum"`. */
  readonly hint: string | undefined;

  constructor(reason: string, offset: number, hint?: string) {
    super(hint === undefined ? reason : `${reason}; ${hint}`);
    this.offset = offset;
    this.reason = reason;
    this.hint = hint;
  }
}

/** Fails the expression; the caller adds the position (see {@link Site.relocate}). */
export function fail(message: string): never {
  throw new ExpressionError('EXPRESSION_FAILED', message);
}

const MAX_QUOTED_LENGTH = 80;

/** A position in an expression, for messages. */
export class Site {
  readonly #source: string;
  readonly start: number;
  readonly end: number;

  constructor(source: string, start: number, end: number) {
    this.#source = source;
    this.start = start;
    this.end = end;
  }

  /** The text at this position, shortened. */
  get text(): string {
    const text = this.#source.slice(this.start, this.end);
    return text.length > MAX_QUOTED_LENGTH ? `${text.slice(0, MAX_QUOTED_LENGTH)}…` : text;
  }

  /** Fails the expression here. */
  fail(message: string, hint?: Hint): never {
    throw new ExpressionError('EXPRESSION_FAILED', `${message}, in: ${this.text}`, this, hint);
  }

  /** Sets the position of an error that has none; errors of other classes become EXPRESSION_FAILED. */
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
