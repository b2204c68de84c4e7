/** A token of an expression. `text` is the operator, the name, or the source of a number. */
export type Token =
  | { readonly kind: 'operator'; readonly text: string; readonly start: number; readonly end: number }
  | {
      readonly kind: 'name';
      readonly text: string;
      readonly isQuoted: boolean;
      readonly start: number;
      readonly end: number;
    }
  | {
      readonly kind: 'number';
      readonly value: number;
      readonly text: string;
      readonly start: number;
      readonly end: number;
    }
  | {
      readonly kind: 'string';
      readonly value: string;
      readonly text: string;
      readonly start: number;
      readonly end: number;
    }
  | { readonly kind: 'end'; readonly text: ''; readonly start: number; readonly end: number };
