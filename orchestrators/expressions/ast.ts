/** Offsets of a node in its source, in UTF-16 units, and the depth of its subtree. */
interface Place {
  readonly start: number;
  readonly end: number;
  readonly depth: number;
}

export type BinaryOperator = '+' | '-' | '*' | '/' | '%' | '<' | '<=' | '>' | '>=' | '==' | '!=' | 'in' | '&&' | '||';

export interface LiteralNode extends Place {
  readonly kind: 'literal';
  readonly value: null | boolean | number | string;
}

export interface NameNode extends Place {
  readonly kind: 'name';
  readonly name: string;
}

/** `object.key` and `object.?key`. */
export interface MemberNode extends Place {
  readonly kind: 'member';
  readonly object: Node;
  readonly key: string;
  readonly isOptional: boolean;
}

/** `object[index]` and `object[?index]`. */
export interface IndexNode extends Place {
  readonly kind: 'index';
  readonly object: Node;
  readonly index: Node;
  readonly isOptional: boolean;
}

/** `name(args)`, and `receiver.name(args)`. */
export interface CallNode extends Place {
  readonly kind: 'call';
  readonly name: string;
  /** The position of the name, which is after the receiver. */
  readonly nameStart: number;
  readonly receiver: Node | undefined;
  readonly args: readonly Node[];
}

export interface ListNode extends Place {
  readonly kind: 'list';
  readonly items: readonly { readonly value: Node; readonly isOptional: boolean }[];
}

export interface MapNode extends Place {
  readonly kind: 'map';
  readonly entries: readonly { readonly key: Node; readonly value: Node; readonly isOptional: boolean }[];
}

export interface UnaryNode extends Place {
  readonly kind: 'unary';
  readonly operator: '!' | '-';
  readonly operand: Node;
}

export interface BinaryNode extends Place {
  readonly kind: 'binary';
  readonly operator: BinaryOperator;
  readonly left: Node;
  readonly right: Node;
}

export interface ConditionalNode extends Place {
  readonly kind: 'conditional';
  readonly condition: Node;
  readonly consequent: Node;
  readonly alternate: Node;
}

/** A node of a parsed expression. */
export type Node =
  | LiteralNode
  | NameNode
  | MemberNode
  | IndexNode
  | CallNode
  | ListNode
  | MapNode
  | UnaryNode
  | BinaryNode
  | ConditionalNode;

/** The nodes directly inside a node, in source order. */
export function childrenOf(node: Node): readonly Node[] {
  switch (node.kind) {
    case 'literal':
    case 'name':
      return [];
    case 'member':
      return [node.object];
    case 'index':
      return [node.object, node.index];
    case 'call':
      return node.receiver === undefined ? node.args : [node.receiver, ...node.args];
    case 'list':
      return node.items.map((item) => item.value);
    case 'map':
      return node.entries.flatMap((entry) => [entry.key, entry.value]);
    case 'unary':
      return [node.operand];
    case 'binary':
      return [node.left, node.right];
    case 'conditional':
      return [node.condition, node.consequent, node.alternate];
  }
}

/** The number of nodes of a tree: the cost of one evaluation in steps, without calls. */
export function countNodes(node: Node): number {
  return childrenOf(node).reduce((sum, child) => sum + countNodes(child), 1);
}
