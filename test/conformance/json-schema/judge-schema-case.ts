import { checkSchema, compileSchema } from '@octavo/orchestrators';
import type { SchemaCase } from './schema-cases';

/**
 * What a schema does otherwise than the suite says: it is `refused: …` before it is used, or it `takes` or `refuses` the
 * value. Undefined where it does what the suite says.
 */
export function judgeSchemaCase({ schema, value, isValid }: SchemaCase): string | undefined {
  const [problem] = checkSchema(schema);
  if (problem !== undefined) return `refused: ${problem.path}: ${problem.message}`;
  const [violation] = compileSchema(schema).validate(value);
  if ((violation === undefined) === isValid) return undefined;
  return violation === undefined ? 'takes the value' : `refuses the value: ${violation.path} ${violation.message}`;
}
