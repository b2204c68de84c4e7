import { adviseCall } from '../foreign/functions';
import { formatAdvice } from '../foreign/names';
import { readExpression } from './expression-cache';

const MAX_LENGTH = 400;

/**
 * What to write in place of a text without `${ }` that calls a function of another language, as `always()`; undefined for
 * any other text.
 */
export function adviseBareText(text: string): string | undefined {
  if (text.length > MAX_LENGTH) return undefined;
  const { mistakes, isReadable } = readExpression(text);
  const calls = isReadable ? mistakes.flatMap(({ offset }) => adviseCall(text, offset) ?? []) : [];
  const [advice] = calls;
  if (advice === undefined) return undefined;
  return [...(advice.write.length === 0 ? [] : ['expressions are written `${ … }`']), formatAdvice(advice)].join('; ');
}
