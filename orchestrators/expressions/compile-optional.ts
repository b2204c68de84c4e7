import type { CallNode, Node } from './ast';
import { type Compilation, type Evaluate, refuse, siteOf } from './evaluation';
import { compileBodies, readMacroCall } from './compile-macro';
import type { Site } from './expression-error';
import type { FunctionDoc } from './functions/function-spec';
import { NONE, Optional, typeName, type Value } from './value';

interface OptionalMacro extends FunctionDoc {
  readonly compile: (node: CallNode, compilation: Compilation) => Evaluate;
}

/** Operations that evaluate their argument only if the optional needs it. */
export const optionalMacros: ReadonlyMap<string, OptionalMacro> = new Map<string, OptionalMacro>([
  [
    'orValue',
    {
      signature: 'x.?y.orValue(z)',
      meaning: 'The value of the optional, or z where there is none.',
      examples: ['{"a": 1}.?a.orValue(0)', '{"a": 1}.?b.orValue(0)', '{"a": 1}.a.orValue(0)'],
      compile: compileOrValue,
    },
  ],
  [
    'or',
    {
      signature: 'x.?y.or(z)',
      meaning: 'The optional, or the optional z where it has no value.',
      examples: ['{"b": 2}.?a.or({"b": 2}.?b).orValue(0)'],
      compile: compileOr,
    },
  ],
  [
    'optMap',
    {
      signature: 'x.?y.optMap(v, expression)',
      meaning: 'An optional of what the expression makes of the value; none stays none.',
      examples: ['{"a": 1}.?a.optMap(v, v + 1).orValue(0)', '{"a": 1}.?b.optMap(v, v + 1).orValue(0)'],
      compile: (node, compilation) => compileOptMap(node, compilation, (value) => new Optional(value)),
    },
  ],
  [
    'optFlatMap',
    {
      signature: 'x.?y.optFlatMap(v, expression)',
      meaning: 'As `optMap`, where the expression gives an optional itself.',
      examples: ['{"a": {"b": 3}}.?a.optFlatMap(v, v.?b).orValue(0)'],
      compile: (node, compilation) => compileOptMap(node, compilation, wantOptionalAt),
    },
  ],
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
