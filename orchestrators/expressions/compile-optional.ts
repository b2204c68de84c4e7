import type { CallNode, Node } from './ast';
import { type Compilation, refuse, siteOf } from './compilation';
import { compileBodies, readMacroCall } from './compile-macro';
import type { Evaluate } from './evaluation';
import type { Site } from './expression-error';
import { NONE, Optional, typeName, type Value } from './value';

/** What is done lazily with an optional: its argument is evaluated only when it is wanted. */
export const optionalMacros: ReadonlyMap<string, (node: CallNode, compilation: Compilation) => Evaluate> = new Map([
  ['orValue', compileOrValue],
  ['or', compileOr],
  ['optMap', (node, compilation) => compileOptMap(node, compilation, (value) => new Optional(value))],
  ['optFlatMap', (node, compilation) => compileOptMap(node, compilation, wantOptionalAt)],
]);

function compileOrValue(node: CallNode, compilation: Compilation): Evaluate {
  const [optional, fallback, site] = compileAlternative(node, compilation);
  return (evaluation) => wantOptionalAt(optional(evaluation), site).value ?? fallback(evaluation);
}

function compileOr(node: CallNode, compilation: Compilation): Evaluate {
  const [first, second, site] = compileAlternative(node, compilation);
  return (evaluation) => {
    const optional = wantOptionalAt(first(evaluation), site);
    return optional.value === undefined ? wantOptionalAt(second(evaluation), site) : optional;
  };
}

function compileAlternative(node: CallNode, compilation: Compilation): readonly [Evaluate, Evaluate, Site] {
  const [optional, fallback, ...rest] = argumentsOf(node);
  if (optional === undefined || fallback === undefined || rest.length > 0) {
    return refuse(`${node.name} is called as x.?y.${node.name}(z)`, node);
  }
  return [compilation.compile(optional), compilation.compile(fallback), siteOf(node, compilation)];
}

function compileOptMap(
  node: CallNode,
  compilation: Compilation,
  wrap: (value: Value, site: Site) => Optional,
): Evaluate {
  const call = readMacroCall(node, `x.?y.${node.name}(v, expression)`, [1, 1]);
  const optional = compilation.compile(call.receiver);
  const start = compileBodies(call, compilation);
  const site = siteOf(node, compilation);
  return (evaluation) => {
    const { value } = wantOptionalAt(optional(evaluation), site);
    const [visit] = start(evaluation);
    return value === undefined || visit === undefined ? NONE : wrap(visit(value), site);
  };
}

function argumentsOf(node: CallNode): readonly Node[] {
  return node.receiver === undefined ? node.args : [node.receiver, ...node.args];
}

function wantOptionalAt(value: Value, site: Site): Optional {
  if (value instanceof Optional) return value;
  return site.fail(`an optional is wanted, not ${typeName(value)}: write .?name instead of .name before it`);
}
