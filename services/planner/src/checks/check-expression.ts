import type { FieldPath, TemplatePart } from '@octavo/orchestrators/definitions';
import type { ExpressionCache } from '../expressions/expression-cache';
import type { Finding } from '../problem-collector';
import type { CheckContext } from './check-context';
import { checkReference } from './check-reference';
import { findHyphenatedKeys, type HyphenatedKey, namesIn } from './unknown-name';
import type { Viewpoint } from './viewpoint';

/** An expression in a text; offsets count from the start of that text. */
type ExpressionPart = Pick<TemplatePart & { readonly kind: 'expression' }, 'source' | 'sourceStart' | 'start'>;

/** Checks that an expression can be parsed, calls existing functions, and reads only values that can exist. */
export function checkExpression(part: ExpressionPart, at: FieldPath, from: Viewpoint, context: CheckContext): void {
  const inner = findDoubleBraces(part, context.expressions);
  if (inner !== undefined) {
    context.problems.add({ at, ...describeDoubleBraces(inner.source), offset: part.start });
    return checkExpression(inner, at, from, context);
  }
  checkMistakes(part, at, context);
  checkReferences(part, at, from, context);
}

function checkMistakes({ source, sourceStart, start }: ExpressionPart, at: FieldPath, context: CheckContext): void {
  for (const mistake of context.expressions.read(source).mistakes) {
    // An empty expression has no other position than its start.
    const offset = source.trim() === '' ? start : sourceStart + mistake.offset;
    context.problems.add({ at, ...mistake, offset });
  }
}

function checkReferences(
  { source, sourceStart }: ExpressionPart,
  at: FieldPath,
  from: Viewpoint,
  context: CheckContext,
): void {
  const { references } = context.expressions.read(source);
  const hyphenated = findHyphenatedKeys(source, references, namesIn(from));
  for (const { start, ...key } of hyphenated) {
    context.problems.add({ at, ...describeHyphen(key), offset: sourceStart + start });
  }
  const split = hyphenated.flatMap((key) => key.references);
  for (const reference of references.filter((one) => !split.includes(one))) {
    const offset = sourceStart + reference.start;
    checkReference(reference, from, context, (finding) => context.problems.add({ at, offset, ...finding }));
  }
}

/** The content of `${{ … }}`, if it is not a map. */
function findDoubleBraces(part: ExpressionPart, expressions: ExpressionCache): ExpressionPart | undefined {
  const [, source] = /^\{([\s\S]*)\}\s*$/.exec(part.source) ?? [];
  if (source === undefined || expressions.read(part.source).isReadable) return undefined;
  const isMap = source.includes(':') && !expressions.read(source).isReadable;
  return isMap ? undefined : { source, sourceStart: part.sourceStart + 1, start: part.start };
}

const MAX_SHOWN = 60;

function describeDoubleBraces(source: string): Pick<Finding, 'code' | 'message' | 'hint'> {
  const shown = source.trim().length > MAX_SHOWN ? '…' : source.trim();
  return {
    code: 'EXPRESSION_INVALID',
    message: '"${{" starts a map inside an expression',
    hint: `write one brace: \`\${ ${shown} }\``,
  };
}

function describeHyphen({
  key,
  owner,
}: Pick<HyphenatedKey, 'key' | 'owner'>): Pick<Finding, 'code' | 'message' | 'hint'> {
  const message = `"-" subtracts in an expression, so \`${owner}.${key}\` is not one key`;
  const hint =
    owner === 'tasks'
      ? `task ids cannot contain "-": write \`tasks.${key.replaceAll('-', '_')}\``
      : `write \`${owner}["${key}"]\``;
  return { code: 'UNKNOWN_VARIABLE', message, hint };
}
