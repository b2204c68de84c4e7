import { hasKey, readKey, readOptionalKey } from './value';
import type { IndexNode, MemberNode, NameNode, Node } from './ast';
import { type Access, type Compilation, type Evaluate, isBound, siteOf } from './evaluation';
import type { Site } from './expression-error';
import { readNow } from './functions/conversion-functions';
import { knownVariables, typeNames } from './known-names';
import { hintNearest } from './nearest';
import { Namespace } from './variables';

/** Compiles the left side of a dot to a value or a namespace. */
export function compileAccess(node: Node, compilation: Compilation): Access {
  if (node.kind === 'name' && !isBound(node.name, compilation)) return compileRoot(node, compilation);
  if (node.kind === 'member') return compileMember(node, compilation);
  return node.kind === 'index' ? compileIndex(node, compilation) : compilation.compile(node);
}

/** Compiles a name, member or index to a value; refuses a namespace. */
export function compileValueAccess(node: NameNode | MemberNode | IndexNode, compilation: Compilation): Evaluate {
  if (node.kind === 'name' && isBound(node.name, compilation)) return compileLocal(node.name, compilation);
  if (node.kind === 'name' && node.name === 'now') return ({ meter }) => readNow(meter);
  const access = compileAccess(node, compilation);
  const site = siteOf(node, compilation);
  return (evaluation) => {
    const value = access(evaluation);
    return value instanceof Namespace ? failNamespace(site) : value;
  };
}

/** Compiles `has(object.key)`. */
export function compileHas(node: MemberNode | IndexNode, compilation: Compilation): Evaluate {
  const object = compilation.compileAccess(node.object);
  if (node.kind === 'member') {
    const { key } = node;
    return (evaluation) => hasKey(object(evaluation), key);
  }
  const index = compilation.compile(node.index);
  return (evaluation) => hasKey(object(evaluation), index(evaluation));
}

function compileLocal(name: string, { scope }: Compilation): Evaluate {
  const slot = scope.lastIndexOf(name);
  return ({ locals }) => locals[slot] ?? null;
}

function compileRoot(node: NameNode, compilation: Compilation): Access {
  const { name } = node;
  const site = siteOf(node, compilation);
  return ({ variables }) => {
    const value = variables.get(name);
    return value === undefined ? readMissing(name, site) : value;
  };
}

function readMissing(name: string, site: Site): string {
  if (typeNames.has(name)) return name;
  return site.fail(`there is no variable "${name}" here`, () => hintNearest(name, knownVariables));
}

function compileMember(node: MemberNode, compilation: Compilation): Access {
  const object = compilation.compileAccess(node.object);
  const site = siteOf(node, compilation);
  const { key } = node;
  if (node.isOptional) return (evaluation) => readOptionalKey(object(evaluation), key);
  return (evaluation) => readKey(object(evaluation), key, site);
}

function compileIndex(node: IndexNode, compilation: Compilation): Access {
  const object = compilation.compileAccess(node.object);
  const index = compilation.compile(node.index);
  const site = siteOf(node, compilation);
  if (node.isOptional) return (evaluation) => readOptionalKey(object(evaluation), index(evaluation));
  return (evaluation) => readKey(object(evaluation), index(evaluation), site);
}

function failNamespace(site: Site): never {
  return site.fail('this is not a value: read one of its names, such as tasks.<id>.output or secrets.<NAME>');
}
