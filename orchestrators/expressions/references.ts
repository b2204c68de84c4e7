import { type CallNode, childrenOf, type IndexNode, type MemberNode, type Node } from './ast';
import { isOptionalMaker } from './compile-call';
import { typeNames } from './known-names';

/** A part of a reference's path: a key, an index, or `*` for one that is known at run time only. */
export type PathPart = string | number;

/** A variable that an expression reads, with the part of the path that is written out. */
export interface Reference {
  readonly root: string;
  readonly path: readonly PathPart[];
  /** Whether a part may be missing: read by `.?` or `[?…]`, or tested by `has(…)`. */
  readonly isOptional: boolean;
  /** The index in `path` of the first part that may be missing; `path.length` when none may. */
  readonly optionalFrom: number;
  /** Offsets into the expression's source. */
  readonly start: number;
  readonly end: number;
}

const BINDING_MACROS = new Set(['map', 'filter', 'all', 'exists', 'exists_one', 'existsOne', 'optMap', 'optFlatMap']);
const KEY_MACROS = new Set(['sortBy', 'groupBy']);

/** The free references of an expression in source order; names that macros bind are not free. */
export function findReferences(node: Node): readonly Reference[] {
  const found: Reference[] = [];
  collect(node, [], found);
  return found.toSorted((left, right) => left.start - right.start);
}

function collect(node: Node, bound: readonly string[], found: Reference[]): void {
  if (node.kind === 'name' || node.kind === 'member' || node.kind === 'index') collectChain(node, bound, false, found);
  else if (node.kind === 'call') collectCall(node, bound, found);
  else for (const child of childrenOf(node)) collect(child, bound, found);
}

function collectCall(node: CallNode, bound: readonly string[], found: Reference[]): void {
  const [first, variable, ...bodies] = node.receiver === undefined ? node.args : [node.receiver, ...node.args];
  if (node.name === 'has' && node.receiver === undefined && (first?.kind === 'member' || first?.kind === 'index')) {
    collectChain(first, bound, true, found);
  } else if (variable?.kind === 'name' && isBinding(node.name, bodies.length)) {
    if (first !== undefined) collect(first, bound, found);
    for (const body of bodies) collect(body, [...bound, variable.name], found);
  } else {
    const children = isOptionalMaker(node) ? node.args : childrenOf(node);
    for (const child of children) collect(child, bound, found);
  }
}

function isBinding(name: string, bodyCount: number): boolean {
  return BINDING_MACROS.has(name) || (KEY_MACROS.has(name) && bodyCount > 0);
}

function collectChain(node: Node, bound: readonly string[], isAsked: boolean, found: Reference[]): void {
  const chain: (MemberNode | IndexNode)[] = [];
  let base = node;
  while (base.kind === 'member' || base.kind === 'index') {
    chain.unshift(base);
    base = base.object;
  }
  for (const link of chain) if (link.kind === 'index' && partOf(link) === '*') collect(link.index, bound, found);
  if (base.kind !== 'name') return collect(base, bound, found);
  if (bound.includes(base.name) || base.name === 'now' || typeNames.has(base.name)) return;
  const firstOptional = chain.findIndex((link) => link.isOptional);
  const optionalFrom = firstOptional >= 0 ? firstOptional : chain.length - (isAsked ? 1 : 0);
  const isOptional = optionalFrom < chain.length;
  found.push({ root: base.name, path: chain.map(partOf), isOptional, optionalFrom, start: node.start, end: node.end });
}

function partOf(link: MemberNode | IndexNode): PathPart {
  if (link.kind === 'member') return link.key;
  const index = link.index.kind === 'literal' ? link.index.value : null;
  return typeof index === 'string' || typeof index === 'number' ? index : '*';
}
