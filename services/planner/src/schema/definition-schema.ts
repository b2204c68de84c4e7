import { holdsExpression, type SchemaParts } from '@octavo/orchestrators/definitions';
import { z } from 'zod';

const SEMVER =
  /^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(-(0|[1-9]\d*|\d*[a-zA-Z-][0-9a-zA-Z-]*)(\.(0|[1-9]\d*|\d*[a-zA-Z-][0-9a-zA-Z-]*))*)?(\+[0-9a-zA-Z-]+(\.[0-9a-zA-Z-]+)*)?$/;

// Shown to people before a run exists.
const plainText = z.string().refine((text) => !holdsExpression(text), {
  error: 'text without an expression: it is used before a run exists',
  params: { code: 'EXPRESSION_NOT_ALLOWED' },
});

/** The fields of a definition. `adjustable`: those of tasks whose defaults it may set. */
export function definitionSchema(
  schemas: SchemaParts,
  adjustable: z.ZodRawShape,
  handler: z.ZodType = handlerSchema(schemas),
) {
  return z.strictObject({
    octavo: z.literal(1, { error: 'the integer 1' }).meta({ description: 'Version of the language.' }),
    id: z
      .string()
      .max(64, { error: 'at most 64 characters' })
      .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, { error: 'kebab-case such as fulfil-order' }),
    version: z.string().max(256).regex(SEMVER, { error: 'a semantic version such as 1.0.0' }).default('1.0.0'),
    title: plainText.exactOptional(),
    description: plainText.exactOptional(),
    labels: z.record(plainText, plainText).meta({ description: 'A map of text to text.' }).exactOptional(),
    input: schemas.jsonSchema.meta({ description: 'JSON Schema of the input.' }).exactOptional(),
    vars: z
      .record(z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/), schemas.template)
      .meta({ description: 'Variables of the run and their first values.' })
      .exactOptional(),
    timeout: schemas.duration.meta({ description: 'Timeout of the whole run.' }).exactOptional(),
    defaults: z
      .strictObject(adjustable)
      .meta({ description: 'For basic tasks, merged field by field.' })
      .exactOptional(),
    tasks: schemas.tasks,
    output: schemas.template.meta({ description: 'The output of the run.' }).exactOptional(),
    onError: z.array(handler).meta({ description: 'Handlers for errors that no task has handled.' }).exactOptional(),
  });
}

/** The fields of every task. Source: definition-language, "Every task". */
export function commonShape(schemas: SchemaParts, handler: z.ZodType = handlerSchema(schemas)) {
  return {
    id: schemas.taskId,
    title: z.string().meta({ description: 'Name for people; default: the id.' }).exactOptional(),
    description: z.string().exactOptional(),
    labels: labelsSchema.exactOptional(),
    if: schemas.boolean.meta({ description: 'False: the task is SKIPPED.' }).exactOptional(),
    delay: schemas.duration.meta({ description: 'Time to wait before the task starts.' }).exactOptional(),
    timeout: schemas.duration
      .meta({ description: 'Timeout of the task with all attempts and children.' })
      .exactOptional(),
    outputs: schemas.template.meta({ description: 'Changes the output, which it sees as `result`.' }).exactOptional(),
    then: schemas.target.meta({ description: 'The next task of the list, or end.' }).exactOptional(),
    needs: z.array(z.string()).meta({ description: 'In a parallel: siblings that have to end first.' }).exactOptional(),
    maxVisits: z.int().min(1).default(1000),
    onError: z.array(handler).meta({ description: 'Handlers; the first match is used.' }).exactOptional(),
    compensate: schemas.notYet.exactOptional(),
    priority: schemas
      .wholeNumber(1, 5)
      .meta({ description: '1 (first) to 5; inherited by tasks inside.' })
      .exactOptional(),
    fairnessKey: schemas.text.exactOptional(),
    fairnessWeight: schemas.number(0.001, 1000).exactOptional(),
  };
}

/** One entry of `onError`. Source: definition-language, "onError". */
export function handlerSchema(schemas: SchemaParts) {
  return z.strictObject({
    match: schemas.codes.meta({ description: 'Codes, or prefixes such as HTTP_5*; default: any.' }).exactOptional(),
    when: schemas.boolean.meta({ description: 'Sees `error`.' }).exactOptional(),
    do: schemas.task.exactOptional(),
    continue: z.literal(true).exactOptional(),
    then: schemas.target.exactOptional(),
    intervene: schemas.notYet.exactOptional(),
    compensate: schemas.notYet.exactOptional(),
  });
}

const labelsSchema = z.record(z.string(), z.string()).meta({ description: 'A map of text to text.' });
