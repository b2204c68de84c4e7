import type { FieldPath } from '@octavo/orchestrators/definitions';
import type { CheckContext } from './check-context';
import { checkReference } from './check-reference';
import { namesIn } from './unknown-name';
import type { Viewpoint } from './viewpoint';

/** Warns of a text without `${ }` that reads like an expression; the field takes it as text. */
export function checkPlainText(text: string, at: FieldPath, from: Viewpoint, context: CheckContext): void {
  const meant = findMeant(text, from, context);
  if (meant === undefined) return;
  context.problems.add({
    at,
    offset: 0,
    code: 'EXPRESSION_LIKELY',
    severity: 'warning',
    message: `${JSON.stringify(text)} reads like an expression, and is taken as text`,
    hint: meant === '' ? 'expressions are written `${ … }`' : `write \`\${ ${meant} }\` for an expression`,
  });
}

const MAX_LENGTH = 400;

/** The expression that a text seems to be; empty for one of another workflow system that says nothing here. */
function findMeant(text: string, from: Viewpoint, context: CheckContext): string | undefined {
  if (text.length > MAX_LENGTH) return undefined;
  const [, ...groups] = FOREIGN.exec(text.trim()) ?? [];
  const foreign = groups.find((group) => group !== undefined);
  const source = (foreign ?? text).trim();
  // A path of JSONPath begins at the input; JSONata calls it `$states.input`.
  const sources = foreign === undefined ? [source] : [source, source.replace(/^\$states\./, ''), `input.${source}`];
  const meant = sources.find((one) => isReadableThere(one, from, context));
  return meant ?? (foreign === undefined ? undefined : '');
}

/** `{{ x }}`, `{% x %}` of JSONata, and `$.x` of JSONPath, as the whole text. */
const FOREIGN = /^(?:\{\{((?:(?!\{\{|\}\})[\s\S])+)\}\}|\{%([\s\S]+)%\}|\$\.([A-Za-z_][\w.[\]*]*))$/;

/** A name of a file, as `input.csv`. */
const FILE =
  /^[\w./-]+\.(?:csv|gz|html?|ics|jpe?g|js|json|log|md|parquet|pdf|png|py|sh|sql|ts|txt|xlsx?|xml|ya?ml|zip)$/i;

/** True for a text that reads parts of what exists there, and nothing else. */
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
