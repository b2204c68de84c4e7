import {
  describeValue,
  expectationOf,
  type FieldPath,
  holdsExpression,
  looksLikeExpression,
  optionsOf,
} from '@octavo/orchestrators/definitions';
import type { z } from 'zod';
import { adviseBareText } from '../expressions/advise-bare-text';
import { formatPath } from '../problem';
import type { Finding } from '../problem-collector';
import { valueAt } from '../limits';
import { describeExpressionKey } from './json-schema';
import { fieldsAt } from './fields-at';
import { DURATION, ONE_EXPRESSION } from './field-schemas';
import { adviseValue, describeUnknownField } from './value-advice';

type Issue = z.core.$ZodIssue;

/** Converts zod's issues to problems. `base`: the path of the checked value; `value`: the checked value. */
export function findingsOf(
  issues: readonly Issue[],
  base: FieldPath,
  value: unknown,
  schema: z.core.$ZodType,
): readonly Finding[] {
  return issues.filter(hasLength).flatMap((issue) => findingsOfIssue(issue, base, value, schema));
}

// zod compares the `length` of a map too; another issue already reports its type.
function hasLength(issue: Issue): boolean {
  return !('origin' in issue && issue.origin === 'unknown');
}

function findingsOfIssue(issue: Issue, base: FieldPath, value: unknown, schema: z.core.$ZodType): readonly Finding[] {
  const at = [...base, ...pathOf(issue)];
  const found = valueAt(value, issue.path);
  if (issue.code === 'unrecognized_keys') {
    const among = fieldsAt(schema, issue.path);
    const owner = issue.path.length > 0 ? 'map' : base.length === 0 ? 'definition' : 'task';
    return issue.keys.map((name) => describeUnknownField({ at: [...at, name], name, among, owner, written: found }));
  }
  if (issue.code === 'invalid_union') {
    const inner = innerIssues(issue);
    if (inner !== undefined)
      return inner.flatMap((one) =>
        findingsOfIssue({ ...one, path: [...issue.path, ...one.path] }, base, value, schema),
      );
  }
  if (issue.code === 'invalid_key' && holdsExpression(String(at.at(-1)))) return [describeExpressionKey(at)];
  if (issue.code === 'invalid_key')
    return [
      {
        at,
        code: 'KEY_NOT_ALLOWED',
        message: `the key "${String(at.at(-1))}" is not a valid name`,
        expected: 'letters, digits and _',
      },
    ];
  return [describe(issue, at, found)];
}

function describe(issue: Issue, at: FieldPath, found: unknown): Finding {
  const name = nameOf(at);
  if (found === undefined) return { at, code: 'REQUIRED', message: `\`${name}\` is missing`, ...expectationOf(issue) };
  if (issue.code === 'custom') return describeCustom(issue, at, found);
  if (issue.code === 'invalid_format' && issue.pattern === String(ONE_EXPRESSION) && typeof found === 'string')
    return describeBareText(issue.message, at, found);
  const { expected } = expectationOf(issue);
  const problem = {
    at,
    message: `\`${name}\` is ${describeValue(found)}`,
    expected,
    hint: adviseValue(at, found, expected),
  };
  if (isTypeMistake(issue, found)) return { ...problem, code: 'TYPE_INVALID' };
  if (issue.code === 'too_big' && LIMITS.includes(name)) {
    const message = `limit "${name}": ${describeValue(found)}, at most ${issue.maximum}`;
    return { at, code: 'LIMIT_EXCEEDED', message, expected };
  }
  return { ...problem, code: 'VALUE_INVALID', ...optionsOf(issue, found) };
}

/** Fields whose maximum is a limit of the language. */
const LIMITS: readonly string[] = ['concurrency'];

/** The name of the field, or of its entry such as `match[0]`. */
function nameOf(at: FieldPath): string {
  const field = at.findLastIndex((part) => typeof part === 'string');
  return field < 0 ? 'definition' : formatPath(at.slice(field));
}

function describeCustom(
  { params, message }: Extract<Issue, { code: 'custom' }>,
  at: FieldPath,
  found: unknown,
): Finding {
  const code = String(params?.['code'] ?? 'VALUE_INVALID');
  const expected: unknown = params?.['expected'];
  if (typeof expected === 'string') {
    const name = nameOf(at);
    return {
      at,
      code,
      message: `\`${name}\` is ${describeValue(found)}`,
      expected,
      hint: adviseValue(at, found, expected),
    };
  }
  if (code === 'DURATION_INVALID') {
    return { at, code, message: `${describeValue(found)} is not a duration`, expected: DURATION, ...hintFor(found) };
  }
  if (code !== 'RESERVED_NAME') return { at, code, message };
  return {
    at,
    code,
    message: `${describeValue(found)} is reserved in the language`,
    expected: 'another name',
  };
}

function describeBareText(expected: string, at: FieldPath, found: string): Finding {
  return { at, code: 'EXPRESSION_EXPECTED', message: `${describeValue(found)} is text`, expected, ...hintFor(found) };
}

function hintFor(found: unknown): Pick<Finding, 'hint'> {
  if (typeof found !== 'string') return {};
  const advice = adviseBareText(found);
  if (advice !== undefined) return { hint: advice };
  return looksLikeExpression(found) ? { hint: `write \${ ${found.trim()} } for an expression` } : {};
}

function isTypeMistake(issue: Issue, found: unknown): boolean {
  return issue.code === 'invalid_type' || (issue.code === 'invalid_union' && typeof found === 'object');
}

// The author probably means the form of the union whose type matches, so its issues are reported.
function innerIssues(issue: Extract<Issue, { code: 'invalid_union' }>): readonly Issue[] | undefined {
  return issue.errors.find(
    (errors) =>
      errors.length > 0 && errors.every((inner) => inner.path.length > 0 || inner.code === 'unrecognized_keys'),
  );
}

function pathOf(issue: Issue): FieldPath {
  return issue.path.map((part) => (typeof part === 'number' ? part : String(part)));
}
