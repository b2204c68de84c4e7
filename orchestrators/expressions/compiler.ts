import type { Node } from './ast';
import type { Compilation } from './compilation';
import { compileAccess, compileValueAccess } from './compile-access';
import { compileCall } from './compile-call';
import { compileList, compileMap } from './compile-literal';
import { compileBinary, compileConditional, compileUnary } from './compile-operator';
import type { Evaluate } from './evaluation';

/** Compiles a tree to closures. Throws ExpressionSyntaxError for what can never run. */
export function compileNode(node: Node, source: string): Evaluate {
  return createCompilation(source, []).compile(node);
}

/** A compilation with these macro variables bound. */
function createCompilation(source: string, scope: readonly string[]): Compilation {
  const compilation: Compilation = {
    source,
    scope,
    compile: (node) => compile(node, compilation),
    compileAccess: (node) => compileAccess(node, compilation),
    bind: (name) => createCompilation(source, [...scope, name]),
  };
  return compilation;
}

function compile(node: Node, compilation: Compilation): Evaluate {
  switch (node.kind) {
    case 'literal': {
      const { value } = node;
      return () => value;
    }
    case 'name':
    case 'member':
    case 'index':
      return compileValueAccess(node, compilation);
    case 'call':
      return compileCall(node, compilation);
    case 'list':
      return compileList(node, compilation);
    case 'map':
      return compileMap(node, compilation);
    case 'unary':
      return compileUnary(node, compilation);
    case 'binary':
      return compileBinary(node, compilation);
    case 'conditional':
      return compileConditional(node, compilation);
  }
}
