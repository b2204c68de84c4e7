import {
  compileTemplate,
  createMeter,
  createNamespace,
  createVariables,
  type DeferredText,
  ExpressionError,
  type Json,
  TaskFailure,
} from '@octavo/orchestrators';
import type { SecretMasker, SecretSource } from '../secrets/secret-masker';

/** Texts that are computed from a secret, but do not contain it, are masked from this length on. */
const LEAST_DERIVED_LENGTH = 8;

/**
 * Evaluates the texts that mention secrets and puts the results into the input. Adds the secrets, and values computed from
 * them, to the masker. @throws TaskFailure EXPRESSION_FAILED or EXPRESSION_BUDGET_EXCEEDED
 */
export function resolveDeferred(
  input: Json,
  deferred: readonly DeferredText[],
  secrets: SecretSource,
  masker: SecretMasker,
): Json {
  return deferred.reduce((filled, text) => {
    const value = evaluateText(text, secrets, masker);
    masker.add(textsIn(value).filter((one) => one.length >= LEAST_DERIVED_LENGTH && masker.text(one) === one));
    return putAt(filled, text.at, value);
  }, input);
}

function evaluateText({ text, variables }: DeferredText, secrets: SecretSource, masker: SecretMasker): Json {
  const namespace = createNamespace(
    (name) => {
      const value = secrets.resolve(name);
      if (value !== undefined) masker.add([value]);
      return value;
    },
    undefined,
    (name) => ({
      message: `there is no secret ${JSON.stringify(name)}`,
      advice: secrets.advise?.(name) ?? 'give it to the worker',
    }),
  );
  const { now } = variables;
  const meter = createMeter({ now: () => (typeof now === 'string' ? now : new Date().toISOString()) });
  try {
    return compileTemplate(text).evaluate(createVariables({ secrets: namespace }, createVariables(variables)), meter);
  } catch (error) {
    throw error instanceof ExpressionError ? new TaskFailure(error.code, error.message, { cause: error }) : error;
  }
}

function putAt(value: Json, [key, ...rest]: DeferredText['at'], part: Json): Json {
  if (key === undefined) return part;
  if (Array.isArray(value)) return value.map((item: Json, index) => (index === key ? putAt(item, rest, part) : item));
  if (typeof value !== 'object' || value === null) throw new TypeError(`the input has no field ${key} for a secret`);
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [name, name === key ? putAt(item, rest, part) : item]),
  );
}

function textsIn(value: Json): readonly string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(textsIn);
}
