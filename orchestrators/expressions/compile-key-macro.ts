import { readValueKey } from './access';
import type { CallNode, Node } from './ast';
import { compareValues } from './comparison';
import { type Compilation, refuse, siteOf } from './compilation';
import { compileBodies, readMacroCall } from './compile-macro';
import type { Evaluate, Evaluation } from './evaluation';
import { fail, type Site } from './expression-error';
import { checkKey, wantList, wantText } from './functions/arguments';
import { sortStably } from './merge-sort';
import type { Meter } from './meter';
import { toText } from './text';
import { isList, isMap, typeName, type Value } from './value';

/** Gives an element its key. */
type ReadKey = (element: Value) => Value;

/** Works on elements that have keys. */
type Arrange = (keyed: readonly Keyed[], meter: Meter) => Value;

interface Keyed {
  readonly key: Value;
  readonly element: Value;
}

/** Functions that take a field name or a macro: `x.sortBy("price")`, `x.sortBy(e, e.price)`. */
export const keyMacros: ReadonlyMap<string, Arrange> = new Map<string, Arrange>([
  ['sortBy', sortByKey],
  ['groupBy', groupByKey],
]);

/** Compiles `sortBy` or `groupBy`, in either form. */
export function compileKeyMacro(node: CallNode, arrange: Arrange, compilation: Compilation): Evaluate {
  const site = siteOf(node, compilation);
  const { receiver, start } = compileKeys(node, site, compilation);
  const list = compilation.compile(receiver);
  return (evaluation) => {
    const readElementKey = (items: readonly Value[], read: ReadKey) =>
      items.map((element) => ({ key: read(element), element }));
    const items = list(evaluation);
    const read = start(evaluation);
    try {
      return arrange(readElementKey(wantList(items), read), evaluation.meter);
    } catch (error) {
      throw site.relocate(error);
    }
  };
}

interface Keys {
  readonly receiver: Node;
  readonly start: (evaluation: Evaluation) => ReadKey;
}

function compileKeys(node: CallNode, site: Site, compilation: Compilation): Keys {
  const signature = `list.${node.name}("field") or list.${node.name}(e, key)`;
  const [receiver, field, ...rest] = node.receiver === undefined ? node.args : [node.receiver, ...node.args];
  if (receiver === undefined || field === undefined) return refuse(`${node.name} is called as ${signature}`, node);
  if (rest.length === 0) return { receiver, start: compileField(field, site, compilation) };
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

/** Stable: elements of equal keys keep their order. */
function sortByKey(keyed: readonly Keyed[], meter: Meter): Value {
  const compare = (left: Keyed, right: Keyed): number => {
    meter.charge(1);
    return compareValues(left.key, right.key, meter);
  };
  const [first] = keyed;
  // One element alone must have a key of an ordered type, too, or the expression fails only with the second.
  if (first !== undefined) compare(first, first);
  return sortStably(keyed, compare).map(({ element }) => element);
}

/** Putting an element into its group takes so many times as long as a step. */
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
