import { SourceCache } from './source-cache';
import { countNodes, type Node } from './ast';
import { Evaluation, type Meter } from './evaluation';
import { compileNode } from './compiler';
import { Site } from './expression-error';
import { readRange } from './functions/list-functions';
import { parseExpression } from './parser';
import { findReferences, type Reference } from './references';
import { toJson } from './result';
import { Optional, Special, type Value } from './value';
import type { Variables } from './variables';
import type { Json } from '../model/json';

/** An expression, compiled once and evaluated any number of times. */
export interface CompiledExpression {
  readonly source: string;
  /** The minimum steps of an evaluation: the number of its nodes. */
  readonly cost: number;
  /** The variables that it reads; computed on first use. */
  readonly references: readonly Reference[];
  /** Returns the value as JSON. Throws ExpressionError. */
  readonly evaluate: (variables: Variables, meter: Meter) => Json;
  /**
   * Only if the whole expression is `range(…)`: its bounds, without creating the list, so that a collection can have
   * more items than fit in memory.
   */
  readonly evaluateRange?: (variables: Variables, meter: Meter) => { readonly from: number; readonly until: number };
}

const cache = new SourceCache<CompiledExpression>({ mostSources: 1_000, longestSource: 1_000 });

/** Compiles an expression (without `${ }`). Throws ExpressionSyntaxError, with an offset into `source`. */
export function compileExpression(source: string): CompiledExpression {
  return cache.get(source, compileUncached);
}

function compileUncached(source: string): CompiledExpression {
  const node = parseExpression(source);
  const run = compileNode(node, source);
  const site = new Site(source, 0, source.length);
  const cost = countNodes(node);
  const isShared = sharesInput(node);
  let references: readonly Reference[] | undefined;
  return {
    source,
    cost,
    get references() {
      references ??= findReferences(node);
      return references;
    },
    evaluate: (variables, meter) =>
      located(site, () => {
        meter.charge(cost);
        return leave(run(new Evaluation(variables, meter)), isShared);
      }),
    ...compileRange(node, source, site),
  };
}

function compileRange(node: Node, source: string, site: Site): Pick<CompiledExpression, 'evaluateRange'> {
  if (node.kind !== 'call' || node.name !== 'range') return {};
  const args = (node.receiver === undefined ? node.args : [node.receiver, ...node.args]).map((argument) =>
    compileNode(argument, source),
  );
  const cost = countNodes(node);
  const evaluateRange = (variables: Variables, meter: Meter) =>
    located(site, () => {
      meter.charge(cost);
      const evaluation = new Evaluation(variables, meter);
      return readRange(args.map((argument) => argument(evaluation)));
    });
  return { evaluateRange };
}

function located<T>(site: Site, run: () => T): T {
  try {
    return run();
  } catch (error) {
    throw site.relocate(error).explain();
  }
}

/** Values that were only read from the input are JSON already, and their size does not change. */
function leave(value: Value, isShared: boolean): Json {
  if (typeof value !== 'object' || value === null) return value;
  const inner = value instanceof Optional && value.value !== undefined ? value.value : value;
  if (isShared && !(inner instanceof Special)) return inner as Json;
  return toJson(inner);
}

function sharesInput(node: Node): boolean {
  switch (node.kind) {
    case 'literal':
    case 'name':
      return true;
    case 'member':
    case 'index':
      return sharesInput(node.object);
    case 'conditional':
      return sharesInput(node.consequent) && sharesInput(node.alternate);
    case 'call':
      return (
        node.name === 'orValue' &&
        [node.receiver, ...node.args].every((child) => child === undefined || sharesInput(child))
      );
    default:
      return false;
  }
}
