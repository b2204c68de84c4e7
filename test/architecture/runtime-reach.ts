import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { isNode, listNodes, type SyntaxNode } from './syntax-tree';

/** What an entry file reaches at run time. */
export interface Reach {
  /** Files of this repository, below the root. */
  readonly files: ReadonlySet<string>;
  /** Other modules, as they are written, each with the file that imports it. */
  readonly modules: ReadonlyMap<string, string>;
}

/** Follows imports of values (`import type` is erased) from an entry file, through @octavo/* packages too. */
export function findRuntimeReach(root: string, entry: string): Reach {
  const files = new Set<string>();
  const modules = new Map<string, string>();
  const pending = [join(root, entry)];
  for (let file = pending.pop(); file !== undefined; file = pending.pop()) {
    if (files.has(relative(root, file))) continue;
    files.add(relative(root, file));
    for (const specifier of listValueImports(readFileSync(file, 'utf8'))) {
      const target = resolve(root, file, specifier);
      if (target === undefined) modules.set(specifier, relative(root, file));
      else pending.push(target);
    }
  }
  return { files, modules };
}

/** The specifiers of the imports, re-exports, requires and dynamic imports that are left after compilation. */
export function listValueImports(text: string): string[] {
  return listNodes(text).flatMap((node) => specifierOf(node) ?? []);
}

function specifierOf(node: SyntaxNode): string | undefined {
  if (node.type === 'CallExpression') return calledSpecifier(node);
  const isImport = node.type === 'ImportDeclaration' || node.type.startsWith('Export');
  if (!isImport || node['typeOnly'] === true || !isNode(node['source'])) return undefined;
  return String(node['source']['value']);
}

function calledSpecifier({ callee, arguments: args }: SyntaxNode): string | undefined {
  if (!isNode(callee)) return undefined;
  const isRequire = callee.type === 'Import' || (callee.type === 'Identifier' && callee['value'] === 'require');
  const first = (args as readonly { expression: SyntaxNode }[])[0]?.expression;
  return isRequire && first?.type === 'StringLiteral' ? String(first['value']) : undefined;
}

function resolve(root: string, from: string, specifier: string): string | undefined {
  if (specifier.startsWith('.')) return firstFile(join(dirname(from), specifier));
  const [, name] = /^@octavo\/(orchestrators|workflows|activities)$/.exec(specifier) ?? [];
  return name === undefined ? undefined : firstFile(join(root, name));
}

function firstFile(path: string): string | undefined {
  return [`${path}.ts`, join(path, 'index.ts')].find((candidate) => existsSync(candidate));
}
