import type { z } from 'zod';

type Issue = z.core.$ZodIssue;

const TYPE_NAMES: Readonly<Record<string, string>> = {
  array: 'a list',
  boolean: 'true or false',
  int: 'a whole number',
  number: 'a number',
  object: 'a map',
  record: 'a map',
  string: 'text',
};

/** What a schema expected, in the language's words; undefined if a value is only missing. */
export function expectationOf(issue: Issue): { readonly expected?: string } {
  switch (issue.code) {
    case 'invalid_type':
      if (!issue.message.startsWith('Invalid input')) return { expected: issue.message };
      return issue.expected === 'nonoptional' ? {} : { expected: TYPE_NAMES[issue.expected] ?? issue.expected };
    case 'invalid_value':
      return {
        expected: issue.values.length === 1 ? String(issue.values[0]) : `one of ${issue.values.map(String).join(', ')}`,
      };
    case 'too_small':
      return { expected: isOfNumber(issue.origin) ? `a number of at least ${issue.minimum}` : atLeast(issue) };
    case 'too_big':
      return { expected: isOfNumber(issue.origin) ? `a number of at most ${issue.maximum}` : atMost(issue) };
    default:
      return { expected: issue.message };
  }
}

// Schemas with a description are reported by it.
function atLeast({ origin, minimum, message }: Extract<Issue, { code: 'too_small' }>): string {
  if (!message.startsWith('Too small')) return message;
  return origin === 'string' ? `text of at least ${minimum} characters` : `at least ${minimum} of them`;
}

function atMost({ origin, maximum, message }: Extract<Issue, { code: 'too_big' }>): string {
  if (!message.startsWith('Too big')) return message;
  return origin === 'string' ? `text of at most ${maximum} characters` : `at most ${maximum} of them`;
}

function isOfNumber(origin: string): boolean {
  return origin === 'number' || origin === 'int';
}

/** The text that was found and the texts that a schema allows, for the nearest of them. */
export function optionsOf(
  issue: Issue,
  found: unknown,
): { readonly unknown?: { readonly name: string; readonly among: readonly string[] } } {
  if (issue.code !== 'invalid_value' || typeof found !== 'string') return {};
  return { unknown: { name: found, among: issue.values.filter((value) => typeof value === 'string') } };
}

const MAX_SHOWN = 60;

/** A value as messages show it, shortened. */
export function describeValue(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object' && value !== null) return 'a map';
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN)}…` : text;
}
