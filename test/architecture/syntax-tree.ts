import { parseSync } from '@swc/core';

/** A node of a syntax tree, as swc gives it. */
export interface SyntaxNode {
  readonly type: string;
  readonly [key: string]: unknown;
}

/** Parses TypeScript and gives all nodes of its tree, parents first. */
export function listNodes(text: string): SyntaxNode[] {
  const nodes: SyntaxNode[] = [];
  const pending: unknown[] = [parseSync(text, { syntax: 'typescript', target: 'es2022' })];
  while (pending.length > 0) {
    const value = pending.pop();
    if (typeof value !== 'object' || value === null) continue;
    if (isNode(value)) nodes.push(value);
    pending.push(...Object.values(value));
  }
  return nodes;
}

/** Whether a value is a node of a syntax tree. */
export function isNode(value: unknown): value is SyntaxNode {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}
