import type { Node } from './ast';
import type { Accessible } from './access';
import type { Evaluate, Evaluation } from './evaluation';
import { ExpressionSyntaxError, Site } from './expression-error';

/** Compiles what may be a namespace: the left side of a dot. */
export type Access = (evaluation: Evaluation) => Accessible;

/** What compiling a node needs: its source, the macro variables around it (by slot), and the compiler itself. */
export interface Compilation {
  readonly source: string;
  readonly scope: readonly string[];
  compile(node: Node): Evaluate;
  compileAccess(node: Node): Access;
  /** A compilation in which one more macro variable is bound, in the next slot. */
  bind(name: string): Compilation;
}

/** Where a node stands, for messages. */
export function siteOf(node: Node, { source }: Compilation): Site {
  return new Site(source, node.start, node.end);
}

/** Whether a name is bound by a macro here. */
export function isBound(name: string, { scope }: Compilation): boolean {
  return scope.includes(name);
}

/** Refuses an expression that can never run. What is wrong with a call stands at its name. */
export function refuse(message: string, node: Node, hint?: string): never {
  throw new ExpressionSyntaxError(message, node.kind === 'call' ? node.nameStart : node.start, hint);
}
