import { compileSchema, type Json, type Plan } from '@octavo/orchestrators/definitions';
import type { Problem } from '../problem';

/** The input of a run with defaults, or its problems. */
export type InputResult =
  | { readonly input: Json; readonly problems?: undefined }
  | { readonly problems: readonly Problem[] };

/** Applies the defaults of the plan's input schema, then validates. Without a schema any JSON is valid; default `{}`. */
export function checkInput({ input: schema }: Pick<Plan, 'input'>, given: Json | undefined): InputResult {
  if (schema === undefined) return { input: given === undefined ? {} : given };
  const compiled = compileSchema(schema);
  const input = compiled.applyDefaults(given);
  const problems = compiled.validate(input).map(({ path, message, expected }): Problem => {
    const name = path === '' ? 'the input' : `\`${path}\``;
    return { code: 'INPUT_INVALID', severity: 'error', path, message: `${name} ${message}`, expected };
  });
  return problems.length === 0 ? { input } : { problems };
}
