import type { CallNode, IndexNode, MemberNode, Node } from './ast';
import { type Compilation, type Evaluate, isBound, refuse, siteOf } from './evaluation';
import { compileHas } from './compile-access';
import { compileKeyMacro, keyMacros } from './compile-key-macro';
import { compileMacro, macros } from './compile-macro';
import { optionalMacros } from './compile-optional';
import { functions } from './functions';
import type { FunctionDoc, FunctionSpec } from './functions/function-spec';
import { optionalMakers } from './functions/optional-functions';
import { findNearest } from './nearest';
import { compilePattern } from './pattern';

/** The names of all functions and macros, sorted. */
export const callableNames: readonly string[] = [
  ...functions.keys(),
  ...macros.keys(),
  ...keyMacros.keys(),
  ...optionalMacros.keys(),
  'has',
].toSorted();

/** The documentation of `has`, which is part of the grammar. */
export const hasDoc: FunctionDoc = {
  signature: 'has(x.y)',
  meaning:
    'Whether there is the key y in x, also with null as its value. False where x is null; fails where x itself is missing and read without `.?`.',
  examples: ['has({"a": null}.a)', 'has({"a": 1}.b)', 'has({"a": 1}.?b.c)', 'has({"a": 1}.b.c)'],
};

/** Compiles a call of a function or macro; refuses an unknown one, a wrong number of arguments, a bad pattern. */
export function compileCall(node: CallNode, compilation: Compilation): Evaluate {
  if (node.name === 'has' && node.receiver === undefined) return compileHas(readHasArgument(node), compilation);
  const macro = macros.get(node.name);
  if (macro !== undefined) return compileMacro(node, macro, compilation);
  const keyMacro = keyMacros.get(node.name);
  if (keyMacro !== undefined) return compileKeyMacro(node, keyMacro, compilation);
  const optionalMacro = optionalMacros.get(node.name);
  if (optionalMacro !== undefined) return optionalMacro.compile(node, compilation);
  return compileFunction(node, compilation);
}

/** Whether a node is the `optional` of `optional.of(x)`. */
export function isOptionalMaker(node: CallNode): boolean {
  return (
    node.receiver?.kind === 'name' && node.receiver.name === 'optional' && Object.hasOwn(optionalMakers, node.name)
  );
}

function compileFunction(node: CallNode, compilation: Compilation): Evaluate {
  const isMaker = isOptionalMaker(node) && !isBound('optional', compilation);
  const spec = isMaker ? optionalMakers[node.name] : functions.get(node.name);
  const nodes = isMaker || node.receiver === undefined ? node.args : [node.receiver, ...node.args];
  if (spec === undefined) {
    const nearest = findNearest(node.name, callableNames);
    const hint = nearest === undefined ? undefined : `nearest is "${nearest}"`;
    return refuse(`there is no function "${node.name}"`, node, hint);
  }
  checkArguments(node, spec, nodes);
  const args = nodes.map((argument) => compilation.compile(argument));
  const site = siteOf(node, compilation);
  return (evaluation) => {
    const values = args.map((argument) => argument(evaluation));
    try {
      return spec.apply(values, evaluation.meter);
    } catch (error) {
      throw site.relocate(error);
    }
  };
}

function checkArguments(node: CallNode, spec: FunctionSpec, args: readonly Node[]): void {
  if (args.length < spec.minArguments || args.length > spec.maxArguments) {
    refuse(`${node.name} is called as ${spec.signature}`, node);
  }
  const pattern = node.name === 'matches' ? args[1] : undefined;
  if (pattern?.kind !== 'literal' || typeof pattern.value !== 'string') return;
  if (compilePattern(pattern.value) === undefined) {
    refuse('this is not a regular expression of RE2 (which has no look-around and no back references)', pattern);
  }
}

function readHasArgument(node: CallNode): MemberNode | IndexNode {
  const [argument, ...rest] = node.args;
  if (rest.length > 0 || (argument?.kind !== 'member' && argument?.kind !== 'index')) {
    return refuse('has(…) asks for a key, as in has(x.y)', node);
  }
  return argument;
}
