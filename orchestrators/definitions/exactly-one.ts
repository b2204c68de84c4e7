import type { FieldPath, ProblemReport } from '../contracts/task-type-definition';
import { hasField } from './written-task';

/** Reports a map that has none or several of `fields`. Other values are left to the schema. */
export function checkExactlyOne(map: unknown, at: FieldPath, fields: readonly string[], report: ProblemReport): void {
  if (typeof map !== 'object' || map === null) return;
  const given = fields.filter((field) => hasField(map, field));
  if (given.length === 1) return;
  const [second] = given.slice(1);
  report({
    at: second === undefined ? at : [...at, second],
    code: 'EXACTLY_ONE_OF',
    message: `exactly one of ${nameAll(fields)} is needed, ${given.length === 0 ? 'none is' : `${nameAll(given)} are`} there`,
    expected: `one of ${fields.join(', ')}`,
  });
}

function nameAll(fields: readonly string[]): string {
  return fields.map((field) => `\`${field}\``).join(', ');
}
