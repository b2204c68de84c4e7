import type { Json } from '@octavo/orchestrators';
import { z } from 'zod';
import { numberNames } from '../skip-list';

const json = z.custom<Json>(() => true);
const suiteFile = z.array(
  z.object({
    description: z.string(),
    schema: json,
    tests: z.array(z.object({ description: z.string(), data: json, valid: z.boolean() })),
  }),
);

/** A case of the JSON-Schema-Test-Suite. */
export interface SchemaCase {
  /** `file/valid/schema/case` or `file/invalid/schema/case`; unique. */
  readonly name: string;
  readonly schema: Json;
  readonly value: Json;
  readonly isValid: boolean;
}

/** The cases of all files, by the paths of the files. */
export function readSchemaCases(files: ReadonlyMap<string, unknown>): readonly SchemaCase[] {
  return numberNames(
    [...files].flatMap(([path, file]) => suiteFile.parse(file).flatMap((group) => casesOf(path, group))),
  );
}

function casesOf(
  path: string,
  { description, schema, tests }: z.infer<typeof suiteFile>[number],
): readonly SchemaCase[] {
  return tests.map((test) => ({
    name: [path, test.valid ? 'valid' : 'invalid', description, test.description].join('/'),
    schema,
    value: test.data,
    isValid: test.valid,
  }));
}
