import type { Node } from './ast';
import type { Accessible } from './access';
import type { Evaluate, Evaluation } from './evaluation';
import { ExpressionSyntaxError, Site } from './expression-error';

/** Compiles the left side of a dot, which may be a namespace. */
export type Access = (evaluation: Evaluation) => Accessible;

/** The context of compiling a node: the source, the macro variables in scope (by slot), and the compiler itself. */
export interface Compilation {
  readonly source: string;
  readonly scope: readonly string[];
  compile(node: Node): Evaluate;
  compileAccess(node: Node): Access;
  /** A compilation with one more macro variable, in the next slot. */
  bind(name: string): Compilation;
}

/** The position of a node, for messages. */
export function siteOf(node: Node, { source }: Compilation): Site {
  return new Site(source, node.start, node.end);
}

/** Whether a macro binds a name here. */
export function isBound(name: string, { scope }: Compilation): boolean {
  return scope.includes(name);
}

/** Refuses an expression that can never run. The position of a problem with a call is its name. */
export function refuse(message: string, node: Node, hint?: string): never {
  throw new ExpressionSyntaxError(message, node.kind === 'call' ? node.nameStart : node.start, hint);
}
