import type { Json } from '@octavo/orchestrators/definitions';

/** A text that is one expression: `${ input.total > 100 }`. */
export type Expression = `\${${string}}`;

/** Makes an expression from CEL: `expr('input.total > 100')` is `${ input.total > 100 }`. */
export function expr(source: string): Expression {
  return `\${ ${source} }`;
}

/** A value, or the same with expressions for some of its values. */
export type Templated<T> = [Json] extends [T]
  ? Json
  : Expression | (T extends object ? { readonly [Key in keyof T]: Templated<T[Key]> } : T);
