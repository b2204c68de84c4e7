import { type FieldPath, holdsExpression } from '@octavo/orchestrators/definitions';
import { foreignDefinitionFields, foreignTaskFields } from '../foreign/fields';
import type { Finding } from '../problem-collector';
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
}

const ADVICE = { definition: foreignDefinitionFields, task: foreignTaskFields, map: new Map<string, string>() };

/** What is said of a field that is not known. */
export function describeUnknownField({ at, name, among, owner }: UnknownField): Finding {
  if (holdsExpression(name)) return describeExpressionKey(at);
  const message = `there is no field "${name}" here`;
  return { at, code: 'UNKNOWN_FIELD', message, hint: ADVICE[owner].get(name), unknown: { name, among } };
}
