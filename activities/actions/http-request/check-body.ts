import { checkSchema, compileSchema, type Json } from '@octavo/orchestrators';
import { ActionError } from '../../action-error';

/** What a body has against a JSON Schema. @throws ActionError INPUT_INVALID where the schema is none */
export function checkBody(schema: Json, body: Json): readonly string[] {
  const mistakes = checkSchema(schema).map(({ path, message }) => `${path || 'schema'}: ${message}`);
  if (mistakes.length > 0) {
    throw new ActionError('INPUT_INVALID', `http.request: expect.schema: ${mistakes.join('; ')}`, { retryable: false });
  }
  return compileSchema(schema)
    .validate(body)
    .map(({ path, message }) => `${path || 'body'} ${message}`);
}
