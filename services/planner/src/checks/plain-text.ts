import type { FieldPath } from '@octavo/orchestrators/definitions';
import type { CheckContext } from './check-context';
import { checkReference } from './check-reference';
import { namesIn } from './unknown-name';
import type { Viewpoint } from './viewpoint';

/** Warns about a text without `${ }` that looks like an expression; the field uses it as text. */
export function checkPlainText(text: string, at: FieldPath, from: Viewpoint, context: CheckContext): void {
  const intended = findIntended(text, from, context);
  if (intended === undefined) return;
  context.problems.add({
    at,
    offset: 0,
    code: 'EXPRESSION_LIKELY',
    severity: 'warning',
    message: `${JSON.stringify(text)} looks like an expression, but is used as text`,
    hint: intended === '' ? 'expressions are written `${ … }`' : `write \`\${ ${intended} }\` for an expression`,
  });
}

const MAX_LENGTH = 400;

/**
 * The expression that the author probably means; empty for one of another workflow system without a meaning here; undefined
 * for text.
 */
function findIntended(text: string, from: Viewpoint, context: CheckContext): string | undefined {
  if (text.length > MAX_LENGTH) return undefined;
  const [, ...groups] = FOREIGN.exec(text.trim()) ?? [];
  const foreign = groups.find((group) => group !== undefined);
  const source = (foreign ?? text).trim();
  // A JSONPath starts at the input, which JSONata names `$states.input`.
  const sources = foreign === undefined ? [source] : [source, source.replace(/^\$states\./, ''), `input.${source}`];
  const intended = sources.find((one) => isReadableThere(one, from, context));
  return intended ?? (foreign === undefined ? undefined : '');
}

/** `{{ x }}`, `{% x %}` of JSONata, and `$.x` of JSONPath, as the whole text. */
const FOREIGN = /^(?:\{\{((?:(?!\{\{|\}\})[\s\S])+)\}\}|\{%([\s\S]+)%\}|\$\.([A-Za-z_][\w.[\]*]*))$/;

/** A file name such as `input.csv`. */
const FILE =
  /^[\w./-]+\.(?:csv|gz|html?|ics|jpe?g|js|json|log|md|parquet|pdf|png|py|sh|sql|ts|txt|xlsx?|xml|ya?ml|zip)$/i;

/** True for an expression that reads only parts of values that exist there. */
function isReadableThere(text: string, from: Viewpoint, context: CheckContext): boolean {
  const names = namesIn(from);
  if (FILE.test(text) || !names.some((name) => text.includes(`${name}.`) || text.includes(`${name}[`))) return false;
  const { references, mistakes } = context.expressions.read(text);
  if (mistakes.length > 0 || references.length === 0) return false;
  return references.every((reference) => {
    let isThere = names.includes(reference.root) && reference.path.length > 0;
    checkReference(reference, from, context, () => (isThere = false));
    return isThere;
  });
}
