import { isJsonList, isJsonObject, type Json } from '../../model/json';
import type { KeywordContext, KeywordTable, SchemaNode, Subject, Trial, ValidationRun } from '../schema-node';
import { fragmentOf } from '../uri';
import { writePlace } from '../violation';

/** Keywords that apply other schemas to the same value. */
export const applicatorKeywords: KeywordTable = {
  $ref: (reference, context) => {
    const node = resolve(reference, context);
    return node && ((subject, run) => run.run(node, subject));
  },
  $dynamicRef: (reference, context) => {
    const node = resolve(reference, context);
    const anchor = typeof reference === 'string' ? (fragmentOf(reference) ?? '') : '';
    if (node === undefined || !node.resource.dynamicAnchors.has(anchor))
      return node && ((subject, run) => run.run(node, subject));
    return (subject, run) => run.run(findDynamic(anchor, context, run) ?? node, subject);
  },
  allOf: (schemas, context) => {
    const nodes = compileAll(schemas, context);
    return (subject, run) => {
      for (const node of nodes) run.run(node, subject);
    };
  },
  anyOf: (schemas, context) => {
    const nodes = compileAll(schemas, context);
    return (subject, run) => {
      const trials = tryAll(nodes, subject, run);
      if (accept(trials, subject) === 0) reportNearest(trials, subject, run);
    };
  },
  oneOf: (schemas, context) => {
    const nodes = compileAll(schemas, context);
    return (subject, run) => {
      const trials = tryAll(nodes, subject, run);
      const count = accept(trials, subject);
      if (count === 0) reportNearest(trials, subject, run);
      if (count > 1) run.report(subject.place, `fits ${count} of the alternatives`, `exactly one of ${nodes.length}`);
    };
  },
  not: (schema, { compile }) => {
    const node = compile(schema);
    return (subject, run) => {
      if (run.try(node, subject).violations.length > 0) return;
      run.report(subject.place, 'is of a form that is not allowed', 'anything that does not fit "not"');
    };
  },
  if: checkConditional,
  dependentSchemas: (schemas, { compile }) => {
    const nodes = isJsonObject(schemas)
      ? Object.entries(schemas).map(([key, schema]) => [key, compile(schema)] as const)
      : [];
    return (subject, run) => {
      const { value } = subject;
      if (isJsonObject(value)) for (const [key, node] of nodes) if (Object.hasOwn(value, key)) run.run(node, subject);
    };
  },
};

function checkConditional(schema: Json, { compile, schema: outer }: KeywordContext) {
  const condition = compile(schema);
  const [consequent, alternate] = ['then', 'else'].map((key) => {
    const branch = Object.hasOwn(outer, key) ? outer[key] : undefined;
    return branch === undefined ? undefined : compile(branch);
  });
  return (subject: Subject, run: ValidationRun) => {
    const isMet = accept([run.try(condition, subject)], subject) === 1;
    const branch = isMet ? consequent : alternate;
    if (branch !== undefined) run.run(branch, subject);
  };
}

function resolve(reference: Json, { index, resource, compile }: KeywordContext): SchemaNode | undefined {
  const target = typeof reference === 'string' ? index.resolve(reference, resource) : undefined;
  return target && compile(target.schema, target.resource);
}

function findDynamic(anchor: string, { compile }: KeywordContext, run: ValidationRun): SchemaNode | undefined {
  const outermost = run.scope.find((resource) => resource.dynamicAnchors.has(anchor));
  const schema = outermost?.dynamicAnchors.get(anchor);
  return schema && compile(schema, outermost);
}

function compileAll(schemas: Json, { compile }: KeywordContext): readonly SchemaNode[] {
  return isJsonList(schemas) ? schemas.map((schema) => compile(schema)) : [];
}

function tryAll(nodes: readonly SchemaNode[], subject: Subject, run: ValidationRun): readonly Trial[] {
  return nodes.map((node) => run.try(node, subject));
}

/** Merges what the accepting schemas have evaluated, and counts them. */
function accept(trials: readonly Trial[], subject: Subject): number {
  const accepting = trials.filter(({ violations }) => violations.length === 0);
  for (const trial of accepting) subject.evaluated.addAll(trial.evaluated);
  return accepting.length;
}

/** Reports that no alternative matches, with the problems of the nearest one. */
function reportNearest(trials: readonly Trial[], subject: Subject, run: ValidationRun): void {
  const [nearest] = trials.toSorted((left, right) => left.violations.length - right.violations.length);
  const problem = nearest?.violations[0];
  const where = problem === undefined || problem.path === writePlace(subject.place) ? '' : `${problem.path} `;
  const detail = problem === undefined ? '' : `; in the nearest one ${where}${problem.message}`;
  const wanted = problem === undefined ? 'one of the alternatives' : problem.expected;
  run.report(subject.place, `fits none of the ${trials.length} alternatives${detail}`, wanted);
}
