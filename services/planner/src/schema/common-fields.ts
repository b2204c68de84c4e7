import type { SchemaParts } from '@octavo/orchestrators/definitions';
import { z } from 'zod';

/** The fields of every task. Source: definition-language, "Every task". */
export function commonShape(schemas: SchemaParts, handler: z.ZodType = handlerSchema(schemas)) {
  return {
    id: schemas.taskId,
    title: z.string().meta({ description: 'What people see; default: the id.' }).exactOptional(),
    description: z.string().exactOptional(),
    labels: labelsSchema.exactOptional(),
    if: schemas.boolean.meta({ description: 'False: the task is SKIPPED.' }).exactOptional(),
    delay: schemas.duration.meta({ description: 'Before it starts.' }).exactOptional(),
    timeout: schemas.duration.meta({ description: 'For all its work: all attempts and children.' }).exactOptional(),
    outputs: schemas.template.meta({ description: 'Reshapes the output; sees it as `result`.' }).exactOptional(),
    then: schemas.target.meta({ description: 'The next task of the list, or end.' }).exactOptional(),
    needs: z.array(z.string()).meta({ description: 'In a parallel: siblings that have to end first.' }).exactOptional(),
    maxVisits: z.int().min(1).default(1000),
    onError: z.array(handler).meta({ description: 'Handlers; the first that matches is taken.' }).exactOptional(),
    compensate: schemas.notYet.exactOptional(),
    priority: schemas
      .wholeNumber(1, 5)
      .meta({ description: '1 (first) to 5; inherited by what is inside.' })
      .exactOptional(),
    fairnessKey: schemas.text.exactOptional(),
    fairnessWeight: schemas.number(0.001, 1000).exactOptional(),
  };
}

/** One entry of `onError`. Source: definition-language, "onError". */
export function handlerSchema(schemas: SchemaParts) {
  return z.strictObject({
    match: schemas.codes.meta({ description: 'Codes, or prefixes as HTTP_5*; default: any.' }).exactOptional(),
    when: schemas.boolean.meta({ description: 'Sees `error`.' }).exactOptional(),
    do: schemas.task.exactOptional(),
    continue: z.literal(true).exactOptional(),
    then: schemas.target.exactOptional(),
    intervene: schemas.notYet.exactOptional(),
    compensate: schemas.notYet.exactOptional(),
  });
}

const labelsSchema = z.record(z.string(), z.string()).meta({ description: 'A map of text to text.' });
