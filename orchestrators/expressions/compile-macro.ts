import { type CallNode, countNodes, type Node } from './ast';
import { type Compilation, type Evaluate, type Evaluation, type Meter, refuse, siteOf } from './evaluation';
import { catchOverrulable, wantBoolean } from './compile-operator';
import type { ExpressionError, Site } from './expression-error';
import type { FunctionDoc } from './functions/function-spec';
import { isList, isMap, typeName, type Value, type ValueList } from './value';

/** Runs the body of a macro for one element. */
type Visit = (element: Value) => Value;

/** Walks the elements of a macro's range; `visit` runs body `index`. */
type Walk = (items: ValueList, visits: readonly Visit[], round: Round) => Value;

/** The position of a macro, and the meter of its rounds. */
interface Round {
  readonly site: Site;
  readonly meter: Meter;
}

interface Macro extends FunctionDoc {
  readonly bodies: readonly [least: number, most: number];
  readonly walk: Walk;
}

const existsOneMacro: Omit<Macro, 'signature'> = {
  meaning: 'Whether the condition holds for one element and no other.',
  examples: ['[1, 2, 2].exists_one(n, n == 1)', '[1, 2, 2].existsOne(n, n == 2)'],
  bodies: [1, 1],
  walk: existsOne,
};

/** CEL's macros over a list, or over the keys of a map. */
export const macros: ReadonlyMap<string, Macro> = new Map<string, Macro>([
  [
    'map',
    {
      signature: 'list.map(e, value) or list.map(e, condition, value)',
      meaning: 'A list of the value for each element, or for each for which the condition holds.',
      examples: ['[1, 2, 3].map(n, n * n)', '[1, 2, 3].map(n, n > 1, n * 10)', '{"a": 1, "b": 2}.map(k, k)'],
      bodies: [1, 2],
      walk: mapItems,
    },
  ],
  [
    'filter',
    {
      signature: 'list.filter(e, condition)',
      meaning: 'The elements for which the condition holds.',
      examples: ['[1, 2, 3].filter(n, n != 2)', '{"a": 1, "b": 2}.filter(k, k > "a")', '[1].filter(n, n)'],
      bodies: [1, 1],
      walk: filterItems,
    },
  ],
  [
    'all',
    {
      signature: 'list.all(e, condition)',
      meaning:
        'Whether the condition holds for every element. One for which it is false overrules failures for others.',
      examples: ['[1, 2].all(n, n > 0)', '[0, 1].all(n, 1 / n > 5)', '[0, 1].all(n, 1 / n > 0)', '[].all(n, false)'],
      bodies: [1, 1],
      walk: quantifier(false),
    },
  ],
  [
    'exists',
    {
      signature: 'list.exists(e, condition)',
      meaning: 'Whether the condition holds for an element. One for which it is true overrules failures for others.',
      examples: ['[1, 2].exists(n, n == 2)', '[0, 1].exists(n, 1 / n == 1)', '[].exists(n, true)'],
      bodies: [1, 1],
      walk: quantifier(true),
    },
  ],
  ['exists_one', { signature: 'list.exists_one(e, condition)', ...existsOneMacro }],
  ['existsOne', { signature: 'list.existsOne(e, condition)', ...existsOneMacro }],
]);

/** The parts of a macro call; `x.map(e, …)` and `map(x, e, …)` are the same. */
export interface MacroCall {
  readonly receiver: Node;
  readonly variable: string;
  readonly bodies: readonly Node[];
}

/** Splits a macro call into its parts, or refuses it. */
export function readMacroCall(node: CallNode, signature: string, [least, most]: readonly [number, number]): MacroCall {
  const [receiver, variable, ...bodies] = node.receiver === undefined ? node.args : [node.receiver, ...node.args];
  if (receiver === undefined || variable === undefined || bodies.length < least || bodies.length > most) {
    return refuse(`${node.name} is called as ${signature}`, node);
  }
  if (variable.kind !== 'name') return refuse(`${node.name} wants a name here, as in ${signature}`, variable);
  return { receiver, variable: variable.name, bodies };
}

/** Compiles a macro. A round costs the size of the bodies. */
export function compileMacro(node: CallNode, macro: Macro, compilation: Compilation): Evaluate {
  const call = readMacroCall(node, macro.signature, macro.bodies);
  const receiver = compilation.compile(call.receiver);
  const start = compileBodies(call, compilation);
  const site = siteOf(node, compilation);
  return (evaluation) =>
    macro.walk(elementsOf(receiver(evaluation), site), start(evaluation), { site, meter: evaluation.meter });
}

/** Compiles the bodies of a macro to functions of the element, which they see in the next slot. */
export function compileBodies(call: MacroCall, compilation: Compilation): (evaluation: Evaluation) => readonly Visit[] {
  const inner = compilation.bind(call.variable);
  const slot = compilation.scope.length;
  const bodies = call.bodies.map((body) => ({ run: inner.compile(body), cost: countNodes(body) + 1 }));
  return (evaluation) =>
    bodies.map(({ run, cost }) => (element: Value) => {
      evaluation.meter.charge(cost);
      evaluation.locals[slot] = element;
      return run(evaluation);
    });
}

/** The range of a macro: the elements of a list, or the keys of a map. */
export function elementsOf(value: Value, site: Site): ValueList {
  if (isList(value)) return value;
  return isMap(value) ? Object.keys(value) : site.fail(`a list or a map is wanted, not ${typeName(value)}`);
}

function mapItems(items: ValueList, visits: readonly Visit[], { site }: Round): Value {
  const [first, second] = visits as readonly [Visit, Visit?];
  if (second === undefined) return items.map((item) => first(item));
  return items.flatMap((item) => (wantBoolean(first(item), site) ? [second(item)] : []));
}

function filterItems(items: ValueList, visits: readonly Visit[], { site }: Round): Value {
  const [condition] = visits as readonly [Visit];
  return items.filter((item) => wantBoolean(condition(item), site));
}

function existsOne(items: ValueList, visits: readonly Visit[], { site }: Round): Value {
  const [condition] = visits as readonly [Visit];
  return items.filter((item) => wantBoolean(condition(item), site)).length === 1;
}

/** A false decides `all`, a true decides `exists`; both overrule errors of other elements. */
function quantifier(decisive: boolean): Walk {
  return (items, [condition], { site, meter }) => {
    let failure: ExpressionError | undefined;
    for (const item of items) {
      try {
        if (wantBoolean(condition?.(item) ?? null, site) === decisive) return decisive;
      } catch (error) {
        const overrulable = catchOverrulable(error, meter);
        failure ??= overrulable;
      }
    }
    if (failure !== undefined) throw failure;
    return !decisive;
  };
}
