import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { problemsOf } from '../planner.fixture';

interface ForeignExpression {
  readonly mistake: string;
  /** With `‹` at the position of the problem. */
  readonly wrong: string;
  readonly code: string;
  readonly hint: string;
  /** The expression that the hint suggests. */
  readonly right: string;
}

const expressions = parse(readFileSync(join(__dirname, 'foreign-expressions.yaml'), 'utf8')) as ForeignExpression[];
const head = 'octavo: 1\nid: test\ntasks:\n  - { id: charge, type: basic, action: transform, with: { id: 1 } }\n';
const definitionWith = (expression: string) =>
  `${head}  - id: b\n    type: basic\n    action: transform\n    with: |\n      \${ ${expression} }\n`;

it.each(expressions.map((expression) => [expression.mistake, expression] as const))(
  'suggests what to write for %s',
  (_mistake, { wrong, code, hint, right }) => {
    const column = definitionWith(wrong).split('\n')[8]?.indexOf('‹') ?? 0;
    expect(problemsOf(definitionWith(wrong.replace('‹', '')))).toEqual([
      expect.objectContaining({ code, hint, line: 9, column: column + 1 }),
    ]);
    expect(problemsOf(definitionWith(right))).toEqual([]);
  },
);
