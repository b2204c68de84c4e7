import { isList, isMap, readValueKey, typeName, type Value } from './value';
import type { CallNode, Node } from './ast';
import { compareValues } from './equality';
import { type Compilation, type Evaluate, type Evaluation, type Meter, refuse, siteOf } from './evaluation';
import { compileBodies, readMacroCall } from './compile-macro';
import { fail, type Site } from './expression-error';
import { checkKey, type FunctionDoc, wantList, wantText } from './functions/function-spec';
import { sortStably } from './merge-sort';
import { toText } from './text';

/** Attaches a key to an element. */
type ReadKey = (element: Value) => Value;

interface KeyMacro extends FunctionDoc {
  /** Processes elements that have keys. */
  readonly arrange: (keyed: readonly Keyed[], meter: Meter) => Value;
}

interface Keyed {
  readonly key: Value;
  readonly element: Value;
}

/** Functions that take a field name or a macro: `x.sortBy("price")`, `x.sortBy(e, e.price)`. */
export const keyMacros: ReadonlyMap<string, KeyMacro> = new Map<string, KeyMacro>([
  [
    'sortBy',
    {
      signature: 'list.sortBy("field") or list.sortBy(e, key)',
      meaning: 'The elements in the order of a key of theirs; elements of equal keys keep their order.',
      examples: [
        '[{"price": 3}, {"price": 1}].sortBy("price")',
        '[3, 1, 2].sortBy(n, -n)',
        '[{"price": 3}, {"price": "1"}].sortBy("price")',
      ],
      arrange: sortByKey,
    },
  ],
  [
    'groupBy',
    {
      signature: 'list.groupBy("field") or list.groupBy(e, key)',
      meaning: 'A map of lists: the elements by a key of theirs, which is written as text.',
      examples: ['[{"id": 1, "to": "FR"}, {"id": 2, "to": "FR"}].groupBy("to")', '[1, 2, 3].groupBy(n, n > 1)'],
      arrange: groupByKey,
    },
  ],
]);

/** Compiles `sortBy` or `groupBy`, in either form. */
export function compileKeyMacro(node: CallNode, macro: KeyMacro, compilation: Compilation): Evaluate {
  const site = siteOf(node, compilation);
  const { receiver, start } = compileKeys(node, macro.signature, compilation);
  const list = compilation.compile(receiver);
  return (evaluation) => {
    const readElementKey = (items: readonly Value[], read: ReadKey) =>
      items.map((element) => ({ key: read(element), element }));
    const items = list(evaluation);
    const read = start(evaluation);
    try {
      return macro.arrange(readElementKey(wantList(items), read), evaluation.meter);
    } catch (error) {
      throw site.relocate(error);
    }
  };
}

interface Keys {
  readonly receiver: Node;
  readonly start: (evaluation: Evaluation) => ReadKey;
}

function compileKeys(node: CallNode, signature: string, compilation: Compilation): Keys {
  const [receiver, field, ...rest] = node.receiver === undefined ? node.args : [node.receiver, ...node.args];
  if (receiver === undefined || field === undefined) return refuse(`${node.name} is called as ${signature}`, node);
  if (rest.length === 0) return { receiver, start: compileField(field, siteOf(node, compilation), compilation) };
  const start = compileBodies(readMacroCall(node, signature, [1, 1]), compilation);
  return { receiver, start: (evaluation) => start(evaluation)[0] ?? fail('a key is wanted') };
}

function compileField(field: Node, site: Site, compilation: Compilation): (evaluation: Evaluation) => ReadKey {
  const name = compilation.compile(field);
  return (evaluation) => {
    const key = wantText(name(evaluation));
    return (element) => {
      evaluation.meter.charge(1);
      return readValueKey(element, key, site);
    };
  };
}

/** Stable: elements with equal keys keep their order. */
function sortByKey(keyed: readonly Keyed[], meter: Meter): Value {
  const compare = (left: Keyed, right: Keyed): number => {
    meter.charge(1);
    return compareValues(left.key, right.key, meter);
  };
  const [first] = keyed;
  // A single element must have a key of an ordered type too; otherwise the expression would fail only with a second
  // one.
  if (first !== undefined) compare(first, first);
  return sortStably(keyed, compare).map(({ element }) => element);
}

/** The cost of adding an element to its group, in steps. */
const GROUP_STEPS = 4;

function groupByKey(keyed: readonly Keyed[], meter: Meter): Value {
  const groups: Record<string, Value[]> = {};
  meter.charge(keyed.length * GROUP_STEPS);
  for (const { key, element } of keyed) {
    if (isList(key) || isMap(key))
      return fail(`a group's key is text, a number, a boolean or null, not ${typeName(key)}`);
    const name = checkKey(toText(key, meter));
    const group = Object.hasOwn(groups, name) ? groups[name] : undefined;
    if (group === undefined) groups[name] = [element];
    else group.push(element);
  }
  return groups;
}
