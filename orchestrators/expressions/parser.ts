import type { BinaryOperator, CallNode, ListNode, MapNode, Node } from './ast';
import { ExpressionSyntaxError } from './expression-error';
import { tokenize } from './lexer';
import type { Token } from './tokens';

const MAX_NESTING = 64;
const MAX_DEPTH = 512;
const MAX_UNARY = 32;

/** Binary operators from the loosest to the tightest; each level associates to the left. */
const LEVELS: readonly ReadonlySet<string>[] = [
  new Set(['||']),
  new Set(['&&']),
  new Set(['<', '<=', '>', '>=', '==', '!=', 'in']),
  new Set(['+', '-']),
  new Set(['*', '/', '%']),
];

/**
 * Parses a CEL expression into a tree. Bounded: parentheses, brackets and conditionals nest at most 64 deep, a chain of
 * operators has at most 512 links, and at most 32 unary operators follow each other. Throws ExpressionSyntaxError.
 */
export function parseExpression(source: string): Node {
  return new Parser(tokenize(source)).parse();
}

class Parser {
  readonly #tokens: readonly Token[];
  #position = 0;
  #nesting = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  parse(): Node {
    if (this.#tokens.length <= 1) throw new ExpressionSyntaxError('the expression is empty', 0);
    const node = this.#parseExpression();
    return this.#token.kind === 'end' ? node : this.#unexpected('an operator or the end');
  }

  get #token(): Token {
    return this.#tokens[this.#position] ?? { kind: 'end', text: '', start: 0, end: 0 };
  }

  #parseExpression(): Node {
    this.#nesting += 1;
    if (this.#nesting > MAX_NESTING) this.#tooDeep(`nests deeper than ${MAX_NESTING}`);
    const node = this.#parseConditional();
    this.#nesting -= 1;
    return node;
  }

  #parseConditional(): Node {
    const condition = this.#parseBinary(0);
    if (!this.#accept('?')) return condition;
    const consequent = this.#parseExpression();
    this.#expect(':', 'of the conditional');
    const alternate = this.#parseExpression();
    const { start } = condition;
    const depth = this.#depthOver([condition, consequent, alternate]);
    return { kind: 'conditional', condition, consequent, alternate, start, end: alternate.end, depth };
  }

  #parseBinary(level: number): Node {
    const operators = LEVELS[level];
    if (operators === undefined) return this.#parseUnary();
    let left = this.#parseBinary(level + 1);
    while (this.#isOperator(operators)) {
      const operator = this.#next().text as BinaryOperator;
      const right = this.#parseBinary(level + 1);
      const depth = this.#depthOver([left, right]);
      left = { kind: 'binary', operator, left, right, start: left.start, end: right.end, depth };
    }
    return left;
  }

  #isOperator(operators: ReadonlySet<string>): boolean {
    const token = this.#token;
    const isIn = token.kind === 'name' && token.text === 'in' && !token.isQuoted;
    return (token.kind === 'operator' || isIn) && operators.has(token.text);
  }

  #parseUnary(): Node {
    const signs: Token[] = [];
    while (this.#is('!') || this.#is('-')) signs.push(this.#next());
    if (signs.length > MAX_UNARY) this.#tooDeep(`has more than ${MAX_UNARY} "!" or "-" in a row`);
    return signs.reduceRight((operand, sign) => this.#unary(sign, operand), this.#parsePostfix());
  }

  #unary(sign: Token, operand: Node): Node {
    const { start } = sign;
    if (sign.text === '-' && operand.kind === 'literal' && typeof operand.value === 'number') {
      return { ...operand, value: -operand.value + 0, start };
    }
    const depth = this.#depthOver([operand]);
    return { kind: 'unary', operator: sign.text === '!' ? '!' : '-', operand, start, end: operand.end, depth };
  }

  #parsePostfix(): Node {
    let node = this.#parsePrimary();
    for (;;) {
      if (this.#accept('.')) node = this.#parseSelection(node);
      else if (this.#accept('[')) node = this.#parseIndex(node);
      else return node;
    }
  }

  #parseSelection(object: Node): Node {
    const isOptional = this.#accept('?');
    const token = this.#token;
    if (token.kind !== 'name') return this.#unexpected('a name after "."');
    this.#position += 1;
    if (!isOptional && !token.isQuoted && this.#accept('(')) return this.#parseCall(token, object);
    const depth = this.#depthOver([object]);
    return { kind: 'member', object, key: token.text, isOptional, start: object.start, end: token.end, depth };
  }

  #parseIndex(object: Node): Node {
    const isOptional = this.#accept('?');
    const index = this.#parseExpression();
    const { end } = this.#expect(']', 'of the index');
    const depth = this.#depthOver([object, index]);
    return { kind: 'index', object, index, isOptional, start: object.start, end, depth };
  }

  #parseCall(name: Token, receiver: Node | undefined): CallNode {
    const args = this.#parseSequence(')', () => this.#parseExpression());
    const { end } = this.#expect(')', 'of the call');
    const depth = this.#depthOver(receiver === undefined ? args : [receiver, ...args]);
    const { text, start: nameStart } = name;
    return { kind: 'call', name: text, nameStart, receiver, args, start: receiver?.start ?? nameStart, end, depth };
  }

  #parsePrimary(): Node {
    const token = this.#token;
    if (token.kind === 'number' || token.kind === 'string') return this.#literal(token.value);
    if (token.kind === 'name' && !token.isQuoted) return this.#parseName(token);
    if (this.#accept('(')) return this.#parseGroup();
    if (this.#accept('[')) return this.#parseList(token.start);
    if (this.#accept('{')) return this.#parseMap(token.start);
    if (token.text === '.' && this.#position + 1 < this.#tokens.length) {
      this.#position += 1;
      if (this.#token.kind === 'name') return this.#parseName(this.#token);
    }
    return this.#unexpected('a value');
  }

  #literal(value: null | boolean | number | string): Node {
    const { start, end } = this.#next();
    return { kind: 'literal', value, start, end, depth: 1 };
  }

  #parseName(token: Token): Node {
    if (token.text === 'true' || token.text === 'false') return this.#literal(token.text === 'true');
    if (token.text === 'null') return this.#literal(null);
    if (token.text === 'in') return this.#unexpected('a value');
    this.#position += 1;
    if (this.#accept('(')) return this.#parseCall(token, undefined);
    return { kind: 'name', name: token.text, start: token.start, end: token.end, depth: 1 };
  }

  #parseGroup(): Node {
    const node = this.#parseExpression();
    this.#expect(')', 'of the parentheses');
    return node;
  }

  #parseList(start: number): ListNode {
    const items = this.#parseSequence(']', () => {
      const isOptional = this.#accept('?');
      return { value: this.#parseExpression(), isOptional };
    });
    const { end } = this.#expect(']', 'of the list');
    return { kind: 'list', items, start, end, depth: this.#depthOver(items.map((item) => item.value)) };
  }

  #parseMap(start: number): MapNode {
    const entries = this.#parseSequence('}', () => {
      const isOptional = this.#accept('?');
      const key = this.#parseExpression();
      this.#expect(':', 'after the key');
      return { key, value: this.#parseExpression(), isOptional };
    });
    const { end } = this.#expect('}', 'of the map');
    const depth = this.#depthOver(entries.flatMap((entry) => [entry.key, entry.value]));
    return { kind: 'map', entries, start, end, depth };
  }

  /** Parses items up to a closing token, which is not consumed; a trailing comma is allowed. */
  #parseSequence<T>(closing: string, parseItem: () => T): readonly T[] {
    const items: T[] = [];
    while (!this.#is(closing)) {
      items.push(parseItem());
      if (!this.#accept(',')) break;
    }
    return items;
  }

  #depthOver(nodes: readonly Node[]): number {
    const depth = nodes.reduce((deepest, node) => Math.max(deepest, node.depth), 0) + 1;
    if (depth > MAX_DEPTH) this.#tooDeep(`chains more than ${MAX_DEPTH} operators`);
    return depth;
  }

  #is(text: string): boolean {
    return this.#token.kind === 'operator' && this.#token.text === text;
  }

  #accept(text: string): boolean {
    if (!this.#is(text)) return false;
    this.#position += 1;
    return true;
  }

  #next(): Token {
    const token = this.#token;
    this.#position += 1;
    return token;
  }

  #expect(text: string, where: string): Token {
    if (this.#is(text)) return this.#next();
    return this.#unexpected(`"${text}" ${where}`);
  }

  #unexpected(wanted: string): never {
    const token = this.#token;
    const found = token.kind === 'end' ? 'the expression ends' : `found "${token.text}"`;
    throw new ExpressionSyntaxError(`expected ${wanted}, but ${found}`, token.start);
  }

  #tooDeep(how: string): never {
    throw new ExpressionSyntaxError(`the expression ${how}: split it over several tasks or vars`, this.#token.start);
  }
}
