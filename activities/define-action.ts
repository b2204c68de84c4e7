import type { ActionContext, ActionDeclaration, ActivityAction, Json } from '@octavo/orchestrators';
import type { z } from 'zod';

/** The declaration of an action, without its implementation. */
export interface DeclarationOptions<Input extends z.ZodType, Output extends z.ZodType> {
  /** Parts of letters, digits, `_` and `-`, joined by dots: `billing.charge`. */
  readonly name: string;
  readonly description?: string;
  /** Validates `with` before every attempt. `run` receives its result, with defaults. */
  readonly input: Input;
  /** Validates the result of `run`. */
  readonly output: Output;
  /** True if running it twice has the same effect as running it once. Default false. */
  readonly idempotent?: boolean;
  /** True if it ends within two seconds. Short and idempotent actions may run as local activities. Default false. */
  readonly short?: boolean;
}

/** The declaration and the implementation of an action. */
export interface ActionOptions<Input extends z.ZodType, Output extends z.ZodType>
  extends DeclarationOptions<Input, Output> {
  /** Runs the action. Throws `ActionError` to fail with a specific code. Must end soon after `context.signal` aborts. */
  run(input: z.output<Input>, context: ActionContext): Promise<z.input<Output>> | z.input<Output>;
}

const namePattern = /^[A-Za-z][\w-]*(\.[A-Za-z][\w-]*)*$/;

/**
 * Defines an action that runs in an Octavo activity. The types of `run` come from the schemas.
 *
 * @throws TypeError if the name is invalid
 */
export function defineAction<Input extends z.ZodType, Output extends z.ZodType>(
  options: ActionOptions<Input, Output>,
): ActivityAction & { readonly input: Input; readonly output: Output } {
  return {
    ...declareAction(options),
    run: async (input: z.output<Input>, context: ActionContext) => options.run(input, context),
  };
}

/**
 * Declares an action for the planner, without its implementation.
 *
 * @throws TypeError if the name is invalid
 */
export function declareAction<Input extends z.ZodType, Output extends z.ZodType>({
  name,
  description,
  input,
  output,
  idempotent: isIdempotent = false,
  short: isShort = false,
}: DeclarationOptions<Input, Output>): Declaration<Input, Output> {
  if (!namePattern.test(name) || name.length > 128) throw new TypeError(describeName(name));
  const described = description === undefined ? {} : { description };
  return { name, ...described, kind: 'activity', input, output, isIdempotent, isShort };
}

interface Declaration<Input extends z.ZodType, Output extends z.ZodType> extends ActionDeclaration {
  readonly kind: 'activity';
  readonly input: Input;
  readonly output: Output;
}

/** True if a value, such as an export of a module, is an action. */
export function isActivityAction(value: unknown): value is ActivityAction {
  if (typeof value !== 'object' || value === null) return false;
  const action = value as Partial<ActivityAction>;
  return action.kind === 'activity' && typeof action.name === 'string' && typeof action.run === 'function';
}

function describeName(name: string): string {
  return `defineAction: "${name}" is not a valid name for an action; expected words joined by dots, e.g. billing.charge`;
}

/** The error that an action throws to fail with a specific code. */
export class ActionError extends Error {
  readonly code: string;
  readonly details: Json;
  readonly isRetryable: boolean;
  readonly retryAfterMs: number | undefined;

  /** @param code - in UPPER_SNAKE_CASE; `retry.rules` and `onError` match it */
  constructor(code: string, message: string, options: ActionErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'ActionError';
    this.code = code;
    this.details = options.details ?? null;
    this.isRetryable = options.retryable ?? true;
    this.retryAfterMs = options.retryAfterMs;
  }
}

export interface ActionErrorOptions {
  readonly details?: Json;
  /** Default true. */
  readonly retryable?: boolean;
  /** Minimum delay before the next attempt, in milliseconds. */
  readonly retryAfterMs?: number;
  readonly cause?: unknown;
}
