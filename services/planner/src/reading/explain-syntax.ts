import { cutTemplate } from '@octavo/orchestrators/definitions';

/** An error of the parser. */
export interface YamlSyntaxError {
  readonly message: string;
  readonly offset: number;
}

/** Why a text is not YAML, with advice if the cause is known. */
export interface ExplainedSyntax extends YamlSyntaxError {
  readonly hint?: string;
}

/**
 * Explains errors of the parser by their probable cause. An expression without quotes causes all errors after it.
 */
export function explainSyntax(text: string, mistakes: readonly YamlSyntaxError[]): readonly ExplainedSyntax[] {
  const unquoted = mistakes.map((mistake) => findUnquoted(text, mistake)).find((found) => found !== undefined);
  if (unquoted !== undefined) return [unquoted];
  return mistakes.map((mistake) => ({ ...mistake, ...adviceFor(mistake) }));
}

// The parser stops at the `$` in `with: ${ a ? b : c }`, and at the brace in `{ with: ${ a } }`.
function findUnquoted(text: string, { offset }: YamlSyntaxError): ExplainedSyntax | undefined {
  const start = [offset, offset - 1].find((at) => text.startsWith('${', at));
  if (start === undefined) return undefined;
  return {
    offset: start,
    message: 'YAML reads the braces, colons and commas of an expression without quotes as its own',
    hint: `put it in quotes: ${quote(text.slice(start, start + MAX_SHOWN))}`,
  };
}

const MAX_SHOWN = 200;

/** The expression at the start of the text, in correct form; `${{ x }}` means `${ x }`. */
function quote(text: string): string {
  const [expression] = cutTemplate(text).parts;
  if (expression?.kind !== 'expression') return '"${ … }"';
  const written = expression.source.replace(/^\{([^:]*)\}\s*$/, '$1').trim();
  const quotes = written.includes('"') ? "'" : '"';
  return `${quotes}\${ ${quotes === "'" ? written.replaceAll("'", "''") : written} }${quotes}`;
}

function adviceFor({ message }: YamlSyntaxError): { readonly hint?: string } {
  if (message.startsWith('Nested mappings are not allowed in compact mappings')) {
    return { hint: 'put a text that has ": " in it in quotes' };
  }
  return message.startsWith('Tabs are not allowed as indentation') ? { hint: 'indent with spaces' } : {};
}
