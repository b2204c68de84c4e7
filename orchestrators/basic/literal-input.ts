import { z } from 'zod';
import type { ActionDeclaration } from '../contracts/action-definition';
import type { FieldPath, OutputKeys, ProblemReport } from '../contracts/task-type-definition';
import { describeValue, expectationOf, optionsOf } from '../definitions/issue-words';
import { EACH } from '../definitions/output-keys';
import { hasField } from '../definitions/written-task';
import { holdsExpression } from '../expressions';
import { isJsonList, isJsonObject, type Json } from '../model/json';
import { adviseForeignInput, adviseList } from './foreign-input';
import { keysOfSchema } from './schema-keys';

/**
 * Validates the parts of `with` that contain no expression against the action's input schema; the others are validated
 * when the action runs.
 */
export function checkLiteralInput(input: Json, action: ActionDeclaration, report: ProblemReport): void {
  if (typeof input === 'string' && holdsExpression(input)) return;
  checkKeys(input, keysOfSchema(action.input, 'in'), ['with'], report);
  for (const issue of issuesOf(action.input, input).filter((found) => isCertain(found, input))) {
    const path = pathOf(issue).map((part) => (typeof part === 'number' ? part : String(part)));
    report({ at: ['with', ...path], code: 'INPUT_INVALID', ...describe(issue, action.name, valueAt(input, path)) });
  }
}

// A closed schema drops unknown keys silently, or refuses them with a message of its own.
function checkKeys(input: Json, known: OutputKeys | undefined, at: FieldPath, report: ProblemReport): void {
  if (known === undefined) return;
  if (isJsonList(input)) input.forEach((item, index) => checkKeys(item, known[EACH], [...at, index], report));
  // The schema reports a map in place of a list.
  if (!isJsonObject(input) || Object.keys(known).join() === EACH) return;
  for (const [name, value] of Object.entries(input)) {
    if (Object.hasOwn(known, name)) checkKeys(value, known[name], [...at, name], report);
    else reportUnknown([...at, name], Object.keys(known), { input, report });
  }
}

interface WrittenInput {
  readonly input: Json;
  readonly report: ProblemReport;
}

function reportUnknown(at: FieldPath, known: readonly string[], { input, report }: WrittenInput): void {
  const name = String(at.at(-1));
  const among = known.filter((key) => key !== EACH);
  const hint = adviseForeignInput(at, among, input);
  const message = `the action has no input "${name}" here`;
  report({ at, code: 'UNKNOWN_FIELD', message, unknown: { name, among }, ...(hint === undefined ? {} : { hint }) });
}

type Issue = z.core.$ZodRawIssue;

// Does what `safeParse` does without creating its error, because most issues are about expressions and are ignored. A
// user's schema may have asynchronous checks, or checks that throw on values of expressions.
function issuesOf(schema: z.ZodType, input: Json): readonly Issue[] {
  try {
    const result = schema._zod.run({ value: input, issues: [] }, { async: false });
    return result instanceof Promise ? [] : result.issues;
  } catch {
    return [];
  }
}

function pathOf({ path = [] }: Issue): readonly PropertyKey[] {
  return path;
}

type Told = Omit<Parameters<ProblemReport>[0], 'at' | 'code'>;

function describe(raw: Issue, action: string, found: Json | undefined): Told {
  const issue = z.core.util.finalizeIssue(raw, undefined, z.config());
  if (found === undefined) {
    return { message: `the action "${action}" needs \`${String(pathOf(raw).at(-1) ?? 'with')}\`` };
  }
  const message = `the action "${action}" refuses ${describeValue(found)}`;
  if (issue.message === 'Invalid input') return { message };
  // The message of a custom check says what is wrong, not what was expected.
  if (!PLAIN_ISSUES.includes(issue.code)) return { message: `the action "${action}" refuses this: ${issue.message}` };
  const isList = issue.code === 'invalid_type' && issue.expected === 'array';
  const hint = isList ? adviseList(String(pathOf(raw).at(-1)), found) : undefined;
  return { message, ...expectationOf(issue), ...optionsOf(issue, found), ...(hint === undefined ? {} : { hint }) };
}

const PLAIN_ISSUES: readonly string[] = ['invalid_type', 'invalid_value', 'too_small', 'too_big'];

function isCertain(issue: Issue, input: Json): boolean {
  if (issue.code === 'unrecognized_keys') return false;
  const value = valueAt(input, pathOf(issue));
  if (value === undefined) return true;
  if (issue.code === 'invalid_type' && typeof value !== 'string') return true;
  return !mentionsExpression(value);
}

function valueAt(input: Json, path: readonly PropertyKey[]): Json | undefined {
  let value: Json | undefined = input;
  for (const part of path) {
    // Values inside an expression are not known.
    if (typeof value === 'string') return value;
    value = readField(value, part);
  }
  return value;
}

function readField(value: Json | undefined, part: PropertyKey): Json | undefined {
  if (Array.isArray(value)) return (value as readonly Json[])[Number(part)];
  return hasField(value, String(part)) ? (value as Readonly<Record<string, Json>>)[String(part)] : undefined;
}

function mentionsExpression(value: Json): boolean {
  return holdsExpression(JSON.stringify(value));
}
