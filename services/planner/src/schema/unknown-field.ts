import { type FieldPath, holdsExpression } from '@octavo/orchestrators/definitions';
import { foreignDefinitionFields, foreignFieldsOfTypes, foreignTaskFields } from '../foreign/fields';
import type { Finding } from '../problem-collector';
import { asMap, asText } from '../written-value';
import { describeExpressionKey } from './expression-keys';

/** A field that is not known where it stands. */
export interface UnknownField {
  /** Ends with its name. */
  readonly at: FieldPath;
  readonly name: string;
  /** The fields that are known there. */
  readonly among: readonly string[];
  /** What it stands in: the definition itself, a task itself, or a map inside of one of them. */
  readonly owner: 'definition' | 'task' | 'map';
  /** The map that has the field. */
  readonly written: unknown;
}

const ADVICE = { definition: foreignDefinitionFields, task: foreignTaskFields, map: new Map<string, string>() };

/** What is said of a field that is not known. */
export function describeUnknownField({ at, name, among, owner, written }: UnknownField): Finding {
  if (holdsExpression(name)) return describeExpressionKey(at);
  const fields = asMap(written) ?? {};
  const advice = (owner === 'task' ? adviceOfType(name, fields) : undefined) ?? ADVICE[owner].get(name);
  const hint = advice?.replace('30s', durationOf(name, fields[name]) ?? '30s');
  const message = `there is no field "${name}" here`;
  return { at, code: 'UNKNOWN_FIELD', message, hint, unknown: { name, among } };
}

// Where the field that is meant is there already, something else is meant.
function adviceOfType(name: string, task: Readonly<Record<string, unknown>>): string | undefined {
  const advice = foreignFieldsOfTypes.get(asText(task['type']) ?? '')?.get(name);
  const [, meant = ''] = /`(\w+)`/.exec(advice ?? '') ?? [];
  return Object.hasOwn(task, meant) ? undefined : advice;
}

/** The duration that a number is in a field that has its unit in the name; seconds where it has none. */
function durationOf(name: string, value: unknown): string | undefined {
  if (typeof value !== 'number' || !Number.isInteger(value) || value <= 0) return undefined;
  if (name.endsWith('minutes')) return `${value}m`;
  return name.endsWith('Ms') ? `${value}ms` : `${value}s`;
}
