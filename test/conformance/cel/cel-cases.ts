import { getConformanceSuite, type IncrementalTestSuite } from '@bufbuild/cel-spec/testdata/tests.js';
import type { SimpleTest } from '@bufbuild/cel-spec/cel/expr/conformance/test/simple_pb.js';
import type { Json } from '@octavo/orchestrators';
import { numberNames } from '../skip-list';
import { NotJson, readValue } from './read-value';

/** A case of CEL's conformance data. */
export interface CelCase {
  /** `file/section/case`; unique. */
  readonly name: string;
  readonly source: string;
  /** Undefined where a variable has a value that JSON does not have. */
  readonly variables: Readonly<Record<string, Json>> | undefined;
  readonly expected: Expected;
}

/** What CEL gives: a value, one that JSON does not have, or an error. `checked`: only its type is said. */
export type Expected =
  | { readonly kind: 'value'; readonly value: Json }
  | { readonly kind: 'notJson' }
  | { readonly kind: 'error'; readonly message: string }
  | { readonly kind: 'checked' };

/** All cases, in their order. */
export function readCelCases(): readonly CelCase[] {
  return numberNames(getConformanceSuite().suites.flatMap((suite) => casesOf(suite, suite.name)));
}

function casesOf(suite: IncrementalTestSuite, path: string): readonly CelCase[] {
  const own = suite.tests.map(({ name, original }) => ({
    name: `${path}/${name}`,
    source: original.expr,
    variables: orNothing(() => readVariables(original)),
    expected: readExpected(original),
  }));
  return [...own, ...suite.suites.flatMap((inner) => casesOf(inner, `${path}/${inner.name}`))];
}

/** A variable `a.b` is the key `b` of `a`. */
function readVariables({ bindings }: SimpleTest): Record<string, Json> {
  const variables: Record<string, Json> = {};
  for (const [name, { kind }] of Object.entries(bindings)) {
    if (kind.case !== 'value') throw new NotJson(name);
    put(variables, name.split('.'), readValue(kind.value));
  }
  return variables;
}

function put(map: Record<string, Json>, [key = '', ...rest]: readonly string[], value: Json): void {
  if (rest.length === 0) map[key] = value;
  else put((map[key] ??= {}) as Record<string, Json>, rest, value);
}

/** A case that says nothing wants true. */
function readExpected({ resultMatcher }: SimpleTest): Expected {
  if (resultMatcher.case === undefined) return { kind: 'value', value: true };
  if (resultMatcher.case === 'evalError')
    return { kind: 'error', message: resultMatcher.value.errors.map(({ message }) => message).join('; ') };
  const value = resultMatcher.case === 'typedResult' ? resultMatcher.value.result : resultMatcher.value;
  if (value?.$typeName !== 'cel.expr.Value') return { kind: 'checked' };
  const json = orNothing(() => readValue(value));
  return json === undefined ? { kind: 'notJson' } : { kind: 'value', value: json };
}

function orNothing<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof NotJson) return undefined;
    throw error;
  }
}
