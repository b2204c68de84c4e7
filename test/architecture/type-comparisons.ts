import type { SourceFile } from './source-files';
import { isNode, listNodes, type SyntaxNode } from './syntax-tree';

const TASK_TYPES = new Set(['basic', 'wait', 'signal', 'router', 'parallel', 'collection', 'composite', 'aggregate']);
const COMPARING = new Set(['==', '===', '!=', '!==']);
const SEARCHING = new Set(['includes', 'indexOf', 'has']);

/** The old engine: the one place that switches on the type, as its design has it. */
const OLD_ENGINE = 'services/migration/legacy/';

/** Comparisons with a task type outside of that type's folder, as `path: type`. */
export function findTypeComparisons({ path, text }: SourceFile): string[] {
  if (path.startsWith(OLD_ENGINE)) return [];
  return listNodes(text)
    .flatMap(comparedTypes)
    .filter((type) => !path.startsWith(`orchestrators/${type}/`))
    .map((type) => `${path}: ${type}`);
}

/** The task types that a node compares something with, by an operator, a `case`, or a search in a list of literals. */
function comparedTypes(node: SyntaxNode): string[] {
  if (node.type === 'BinaryExpression' && COMPARING.has(String(node['operator']))) {
    return isMode(node['left']) || isMode(node['right']) ? [] : taskTypesOf([node['left'], node['right']]);
  }
  if (node.type === 'SwitchStatement' && !isMode(node['discriminant'])) return taskTypesOf(casesOf(node));
  if (node.type === 'CallExpression') return taskTypesOf(searchedLiterals(node));
  return [];
}

/** A collection's `mode` has a value that is also the name of a type. */
function isMode(node: unknown): boolean {
  if (!isNode(node)) return false;
  if (node.type === 'Identifier') return node['value'] === 'mode';
  return node.type === 'MemberExpression' && isMode(node['property']);
}

function taskTypesOf(nodes: readonly unknown[]): string[] {
  return nodes
    .filter(isNode)
    .filter((node) => node.type === 'StringLiteral')
    .map((node) => String(node['value']))
    .filter((value) => TASK_TYPES.has(value));
}

function casesOf(node: SyntaxNode): unknown[] {
  return (node['cases'] as readonly SyntaxNode[]).map((branch) => branch['test']);
}

/** The literals of `['a', 'b'].includes(x)`, and of `new Set(['a', 'b']).has(x)`. */
function searchedLiterals(node: SyntaxNode): unknown[] {
  const callee = node['callee'];
  if (!isNode(callee) || callee.type !== 'MemberExpression') return [];
  const { object, property } = callee;
  if (!isNode(object) || !isNode(property) || !SEARCHING.has(String(property['value']))) return [];
  return listNodesOf(object).flatMap((part) => (part.type === 'ArrayExpression' ? elementsOf(part) : []));
}

function listNodesOf(node: SyntaxNode): SyntaxNode[] {
  const inner = Object.values(node).flatMap((value) => (Array.isArray(value) ? value : [value]));
  return [node, ...inner.flatMap((value) => (isNode(value) ? listNodesOf(value) : expressionOf(value)))];
}

function expressionOf(value: unknown): SyntaxNode[] {
  const inner = typeof value === 'object' && value !== null && 'expression' in value ? value.expression : undefined;
  return isNode(inner) ? listNodesOf(inner) : [];
}

function elementsOf(list: SyntaxNode): unknown[] {
  return (list['elements'] as readonly ({ expression: unknown } | undefined)[]).map((element) => element?.expression);
}
