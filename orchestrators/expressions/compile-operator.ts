import { arithmetic } from './arithmetic';
import type { BinaryNode, ConditionalNode, UnaryNode } from './ast';
import { type Compilation, type Evaluate, type Meter, siteOf } from './evaluation';
import { areEqual, compareValues } from './equality';
import { ExpressionError, fail, type Site } from './expression-error';
import { Duration, isList, isMap, typeName, type Value } from './value';

type Comparison = '<' | '<=' | '>' | '>=';

const comparisons: Readonly<Record<Comparison, (order: number) => boolean>> = {
  '<': (order) => order < 0,
  '<=': (order) => order <= 0,
  '>': (order) => order > 0,
  '>=': (order) => order >= 0,
};

/** Compiles a binary operator. */
export function compileBinary(node: BinaryNode, compilation: Compilation): Evaluate {
  const { operator } = node;
  if (operator === '&&' || operator === '||') return compileLogical(node, operator === '||', compilation);
  const left = compilation.compile(node.left);
  const right = compilation.compile(node.right);
  const site = siteOf(node, compilation);
  const operate = operationOf(operator);
  return (evaluation) => {
    const first = left(evaluation);
    const second = right(evaluation);
    try {
      return operate(first, second, evaluation.meter);
    } catch (error) {
      throw site.relocate(error);
    }
  };
}

/** Compiles `!x` and `-x`. */
export function compileUnary(node: UnaryNode, compilation: Compilation): Evaluate {
  const operand = compilation.compile(node.operand);
  const site = siteOf(node, compilation);
  if (node.operator === '!') return (evaluation) => !wantBoolean(operand(evaluation), site);
  return (evaluation) => negate(operand(evaluation), site);
}

/** Compiles `a ? b : c`. */
export function compileConditional(node: ConditionalNode, compilation: Compilation): Evaluate {
  const condition = compilation.compile(node.condition);
  const site = siteOf(node.condition, compilation);
  const [consequent, alternate] = [compilation.compile(node.consequent), compilation.compile(node.alternate)];
  return (evaluation) => (wantBoolean(condition(evaluation), site) ? consequent(evaluation) : alternate(evaluation));
}

/** Returns a boolean; fails for any other value, because there is no truthiness. */
export function wantBoolean(value: Value, site: Site): boolean {
  if (typeof value === 'boolean') return value;
  return site.fail(`true or false is wanted, not ${typeName(value)}: compare it with something`);
}

/** The cost of an error, in steps. */
const ERROR_STEPS = 50;

/** Returns an error that `||`, `&&`, `all` and `exists` may overrule; throws every other. */
export function catchOverrulable(error: unknown, meter: Meter): ExpressionError {
  if (!(error instanceof ExpressionError) || error.code !== 'EXPRESSION_FAILED') throw error;
  meter.charge(ERROR_STEPS);
  return error;
}

function operationOf(operator: BinaryNode['operator']): (left: Value, right: Value, meter: Meter) => Value {
  switch (operator) {
    case '==':
      return areEqual;
    case '!=':
      return (left, right, meter) => !areEqual(left, right, meter);
    case 'in':
      return isIn;
    case '<':
    case '<=':
    case '>':
    case '>=': {
      const holds = comparisons[operator];
      return (left, right, meter) => holds(compareValues(left, right, meter));
    }
    case '&&':
    case '||':
      return fail('not an operation on two values');
    default:
      return arithmetic[operator];
  }
}

/** `decisive` decides the result: true for `||`, false for `&&`. It overrules an error on the other side. */
function compileLogical(node: BinaryNode, decisive: boolean, compilation: Compilation): Evaluate {
  const left = compilation.compile(node.left);
  const right = compilation.compile(node.right);
  const leftSite = siteOf(node.left, compilation);
  const rightSite = siteOf(node.right, compilation);
  return (evaluation) => {
    let failure: ExpressionError | undefined;
    try {
      if (wantBoolean(left(evaluation), leftSite) === decisive) return decisive;
    } catch (error) {
      failure = catchOverrulable(error, evaluation.meter);
    }
    const second = wantBoolean(right(evaluation), rightSite);
    if (failure !== undefined && second !== decisive) throw failure;
    return second;
  };
}

function isIn(item: Value, container: Value, meter: Meter): boolean {
  if (isList(container)) return container.some((element) => areEqual(item, element, meter));
  if (isMap(container)) return typeof item === 'string' && Object.hasOwn(container, item);
  return fail(`"in" looks into a list or a map, not into ${typeName(container)}`);
}

function negate(value: Value, site: Site): Value {
  if (typeof value === 'number') return 0 - value;
  if (value instanceof Duration) return new Duration(0 - value.durationMs);
  return site.fail(`there is no - ${typeName(value)}`);
}
