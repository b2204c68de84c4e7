import type { ActionContext, ActionDeclaration, ActivityAction, Json } from '@octavo/orchestrators';
import type { z } from 'zod';

/** What an author says of an action, without its work. */
export interface DeclarationOptions<Input extends z.ZodType, Output extends z.ZodType> {
  /** Parts of letters, digits, `_` and `-`, joined by dots: `billing.charge`. */
  readonly name: string;
  readonly description?: string;
  /** Checks `with` before every attempt; what it makes of it, defaults among it, is what `run` gets. */
  readonly input: Input;
  /** Checks what `run` gave. */
  readonly output: Output;
  /** Running it twice does what running it once does. Default false. */
  readonly idempotent?: boolean;
  /** It ends within a second or two. Short and idempotent actions may run as local activities. Default false. */
  readonly short?: boolean;
}

/** What an author says of an action. */
export interface ActionOptions<Input extends z.ZodType, Output extends z.ZodType>
  extends DeclarationOptions<Input, Output> {
  /** Does the work; throws `ActionError` to fail with a code of its own. Must end soon after `context.signal` aborts. */
  run(input: z.output<Input>, context: ActionContext): Promise<z.input<Output>> | z.input<Output>;
}

const namePattern = /^[A-Za-z][\w-]*(\.[A-Za-z][\w-]*)*$/;

/**
 * Defines an action that runs in an Octavo activity, typed from its schemas to its `run`.
 *
 * @throws TypeError where the name is not one
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
 * What the planner knows of such an action.
 *
 * @throws TypeError where the name is not one
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

/** Tells an action from whatever else a module exports. */
export function isActivityAction(value: unknown): value is ActivityAction {
  if (typeof value !== 'object' || value === null) return false;
  const action = value as Partial<ActivityAction>;
  return action.kind === 'activity' && typeof action.name === 'string' && typeof action.run === 'function';
}

function describeName(name: string): string {
  return `defineAction: "${name}" is no name for an action; expected words joined by dots, e.g. billing.charge`;
}

/** What an action throws to fail with a code of its own. */
export class ActionError extends Error {
  readonly code: string;
  readonly details: Json;
  readonly isRetryable: boolean;
  readonly retryAfterMs: number | undefined;

  /** @param code - UPPER_SNAKE_CASE; what `retry.rules` and `onError` match */
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
  /** The next attempt comes no earlier; milliseconds. */
  readonly retryAfterMs?: number;
  readonly cause?: unknown;
}
