import { holdsExpression, type SchemaParts } from '@octavo/orchestrators/definitions';
import { z } from 'zod';
import { handlerSchema } from './common-fields';

const SEMVER =
  /^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(-(0|[1-9]\d*|\d*[a-zA-Z-][0-9a-zA-Z-]*)(\.(0|[1-9]\d*|\d*[a-zA-Z-][0-9a-zA-Z-]*))*)?(\+[0-9a-zA-Z-]+(\.[0-9a-zA-Z-]+)*)?$/;

// People read it before there is a run.
const plainText = z.string().refine((text) => !holdsExpression(text), {
  error: 'there is no run yet that an expression could be about',
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
    timeout: schemas.duration.meta({ description: 'For the whole run.' }).exactOptional(),
    defaults: z
      .strictObject(adjustable)
      .meta({ description: 'For basic tasks, merged field by field.' })
      .exactOptional(),
    tasks: schemas.tasks,
    output: schemas.template.meta({ description: 'The output of the run.' }).exactOptional(),
    onError: z.array(handler).meta({ description: 'When an error leaves `tasks`.' }).exactOptional(),
  });
}
