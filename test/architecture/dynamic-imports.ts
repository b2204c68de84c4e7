import type { SourceFile } from './source-files';
import { isNode, listNodes } from './syntax-tree';

/** The `import()` of a file that loads a module of this repository, as `path: specifier`. */
export function findOwnDynamicImports({ path, text }: SourceFile): string[] {
  return listNodes(text)
    .filter(({ type, callee }) => type === 'CallExpression' && isNode(callee) && callee.type === 'Import')
    .map((node) => (node['arguments'] as readonly { expression: { value?: unknown } }[])[0]?.expression.value)
    .filter((specifier) => typeof specifier === 'string' && /^(\.|@octavo\/)/.test(specifier))
    .map((specifier) => `${path}: ${String(specifier)}`);
}
