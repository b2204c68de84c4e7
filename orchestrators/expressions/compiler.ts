import { childrenOf, type Node } from './ast';
import type { Compilation, Evaluate } from './evaluation';
import { compileAccess, compileValueAccess } from './compile-access';
import { compileCall } from './compile-call';
import { compileList, compileMap } from './compile-literal';
import { compileBinary, compileConditional, compileUnary } from './compile-operator';
import { ExpressionSyntaxError } from './expression-error';

/** Compiles the nodes inside a node. */
type CompileInner = (node: Node, compilation: Compilation) => Evaluate;

/** Compiles a tree to closures. Throws ExpressionSyntaxError if it can never run. */
export function compileNode(node: Node, source: string): Evaluate {
  return compile(node, createCompilation(source, [], compile));
}

/** All reasons why a tree can never run, each once, in no particular order; takes as long as compiling it. */
export function findMistakes(root: Node, source: string): readonly ExpressionSyntaxError[] {
  const mistakes: ExpressionSyntaxError[] = [];
  const seen = new Set<Node>();
  const inspect: CompileInner = (node, compilation) => {
    if (seen.has(node)) return giveNothing;
    seen.add(node);
    try {
      return compile(node, compilation);
    } catch (error) {
      if (!(error instanceof ExpressionSyntaxError)) throw error;
      mistakes.push(error);
      // The code that refused the node may not have reached all nodes inside.
      for (const child of childrenOf(node)) inspect(child, compilation);
      return giveNothing;
    }
  };
  inspect(root, createCompilation(source, [], inspect));
  return mistakes;
}

const giveNothing: Evaluate = () => null;

/** A compilation with these macro variables bound. */
function createCompilation(source: string, scope: readonly string[], compileInner: CompileInner): Compilation {
  const compilation: Compilation = {
    source,
    scope,
    compile: (node) => compileInner(node, compilation),
    compileAccess: (node) => compileAccess(node, compilation),
    bind: (name) => createCompilation(source, [...scope, name], compileInner),
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
