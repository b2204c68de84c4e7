import { ExpressionError } from '../expressions/expression-error';
import type { Json } from '../model/json';
import { applyDefaults } from './apply-defaults';
import { checkSchema } from './check-schema';
import { findMisreadKeywords } from './misread-keywords';
import { SchemaCompiler } from './schema-compiler';
import { SchemaIndex } from './schema-index';
import { CollectingRun, ValidationLimit } from './validation-run';
import type { Violation } from './violation';

export { checkSchema, findMisreadKeywords, type Violation };

/** A JSON Schema (2020-12), ready to validate. */
export interface CompiledSchema {
  /**
   * Every problem of a value, in order; empty when it is valid. Bounded: a value that takes too many steps is a
   * violation.
   */
  readonly validate: (value: Json) => readonly Violation[];
  /** The value with the schema's `default`s filled in, unchanged itself; a missing value is the schema's default or `{}`. */
  readonly applyDefaults: (value: Json | undefined) => Json;
}

/**
 * Compiles a schema to an interpreter. It generates no code, uses RE2 patterns (linear), validates formats, reads only
 * own properties and loads nothing from elsewhere. Keywords with problems that {@link checkSchema} reports are ignored,
 * so call that first.
 */
export function compileSchema(schema: Json): CompiledSchema {
  const index = new SchemaIndex(schema);
  const compiler = new SchemaCompiler(index);
  return {
    validate: (value) => validate(value, schema, { index, compiler }),
    applyDefaults: (value) => applyDefaults(value, schema, index),
  };
}

interface Compiled {
  readonly index: SchemaIndex;
  readonly compiler: SchemaCompiler;
}

function validate(value: Json, schema: Json, { index, compiler }: Compiled): readonly Violation[] {
  const run = new CollectingRun();
  try {
    run.enter(compiler.compile(schema, index.main), value, undefined);
    return run.violations;
  } catch (error) {
    if (!(error instanceof ValidationLimit) && !(error instanceof ExpressionError)) throw error;
    return [
      ...run.violations,
      { path: '', message: `cannot be checked: ${error.message}`, expected: 'a smaller value' },
    ];
  }
}
