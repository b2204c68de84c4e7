import { describeValue, type FieldPath, holdsExpression } from '@octavo/orchestrators/definitions';
import { adviseBareText } from '../expressions/advise-bare-text';
import type { CheckContext } from './check-context';
import type { FieldPlace } from './field-place';
import type { Viewpoint } from './viewpoint';

/** The kinds that no schema validates, with the expected values. */
const EXPECTED: Readonly<Record<string, string | undefined>> = {
  list: 'a list, a map or one expression: ${ … }',
  computed: 'an expression: ${ … }',
};

/** Reports text without an expression in fields whose value cannot be text. */
export function checkKind(value: unknown, at: FieldPath, { field, from }: FieldPlace, context: CheckContext): void {
  const expected = EXPECTED[field.kind];
  if (expected === undefined) return;
  if (typeof value === 'string') {
    if (holdsExpression(value)) return;
    const isExpression = isExpressionThere(value, from, context);
    const hint = isExpression ? `write \${ ${value.trim()} } for an expression` : adviseBareText(value);
    const message = `${describeValue(value)} is text`;
    context.problems.add({ at, code: 'EXPRESSION_EXPECTED', message, expected, hint });
  } else if (field.kind === 'list' && (typeof value !== 'object' || value === null)) {
    context.problems.add({
      at,
      code: 'TYPE_INVALID',
      message: `\`${at.at(-1)}\` is ${describeValue(value)}`,
      expected,
    });
  }
}

/** True for a text that is a valid expression with names that exist there. */
function isExpressionThere(text: string, from: Viewpoint, { expressions }: CheckContext): boolean {
  const { references, mistakes } = expressions.read(text);
  const names = [...from.roots, ...Object.keys(from.variables)];
  return mistakes.length === 0 && references.some(({ root }) => names.includes(root));
}
