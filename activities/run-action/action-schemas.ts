import type { ActivityAction, Json } from '@octavo/orchestrators';
import type { z } from 'zod';
import { ActionError } from '../action-error';
import { toJson } from '../json-value';

/** The input as the action's schema makes it. @throws ActionError INPUT_INVALID with every problem, not retryable */
export function parseInput(action: ActivityAction, input: Json): unknown {
  return parseWith('INPUT_INVALID', `The input of ${action.name}`, action.input, input);
}

/** The output as JSON. @throws ActionError OUTPUT_INVALID with every problem, not retryable */
export function parseOutput(action: ActivityAction, output: unknown): Json {
  const parsed = parseWith('OUTPUT_INVALID', `The output of ${action.name}`, action.output, output);
  return toJson(parsed);
}

function parseWith(code: string, what: string, schema: z.ZodType, value: unknown): unknown {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const problems = result.error.issues.map((issue) => ({ path: pathText(issue.path), message: issue.message }));
  const list = problems.map(({ path, message }) => (path === '' ? message : `${path}: ${message}`));
  throw new ActionError(code, `${what} does not satisfy its schema: ${list.join('; ')}`, {
    retryable: false,
    details: { problems },
  });
}

function pathText(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, part) => {
    if (typeof part === 'number') return `${text}[${part}]`;
    return text === '' ? String(part) : `${text}.${String(part)}`;
  }, '');
}
