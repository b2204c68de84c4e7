import { writeCanonical } from '../../expressions/canonical-text';
import { isJsonList, type Json } from '../../model/json';
import type { Keyword, KeywordContext, KeywordTable, SchemaNode, Subject, ValidationRun } from '../schema-node';

/** Keywords about lists. */
export const listKeywords: KeywordTable = {
  maxItems: limitCount((count, limit) => count <= limit, 'at most'),
  minItems: limitCount((count, limit) => count >= limit, 'at least'),
  uniqueItems: (isWanted) => (isWanted === true ? checkUnique : undefined),
  prefixItems: (schemas, { compile }) => {
    const nodes = isJsonList(schemas) ? schemas.map((schema) => compile(schema)) : [];
    return (subject, run) => eachItem(subject, 0, (index) => nodes[index], run);
  },
  items: (schema, context) => {
    const node = context.compile(schema);
    const start = countPrefix(context);
    return (subject, run) => eachItem(subject, start, () => node, run);
  },
  contains: (schema, context) => {
    const node = context.compile(schema);
    const { minContains, maxContains } = context.schema;
    const [least, most] = [numberOr(minContains, 1), numberOr(maxContains, Number.POSITIVE_INFINITY)];
    return (subject, run) => checkContains(subject, node, [least, most], run);
  },
};

/** The number of items that `prefixItems` covers. */
export function countPrefix({ schema }: KeywordContext): number {
  const prefix = Object.hasOwn(schema, 'prefixItems') ? schema['prefixItems'] : undefined;
  return isJsonList(prefix) ? prefix.length : 0;
}

function eachItem(
  { value, place, evaluated }: Subject,
  start: number,
  nodeAt: (index: number) => SchemaNode | undefined,
  run: ValidationRun,
): void {
  if (!isJsonList(value)) return;
  for (let index = start; index < value.length; index += 1) {
    const node = nodeAt(index);
    if (node === undefined) return;
    evaluated.add(index);
    run.enter(node, value[index] ?? null, { outer: place, key: index });
  }
}

function limitCount(holds: (count: number, limit: number) => boolean, wanted: string): Keyword {
  return (limit: Json) => {
    if (typeof limit !== 'number') return undefined;
    return ({ value, place }, run) => {
      if (!isJsonList(value) || holds(value.length, limit)) return;
      run.report(place, `has ${value.length} items`, `${wanted} ${limit} items`);
    };
  };
}

function checkUnique({ value, place }: Subject, run: ValidationRun): void {
  if (!isJsonList(value)) return;
  const seen = new Map<string, number>();
  for (const [index, item] of value.entries()) {
    const text = writeCanonical(item, run);
    const first = seen.get(text);
    if (first !== undefined) run.report({ outer: place, key: index }, `is the same as item ${first}`, 'unique items');
    else seen.set(text, index);
  }
}

function checkContains(
  subject: Subject,
  node: SchemaNode,
  [least, most]: readonly [number, number],
  run: ValidationRun,
): void {
  const { value, place, evaluated } = subject;
  if (!isJsonList(value)) return;
  const fitting = value.filter((item, index) => {
    const isFitting = run.try(node, { ...subject, value: item }).violations.length === 0;
    if (isFitting) evaluated.add(index);
    return isFitting;
  }).length;
  if (fitting >= least && fitting <= most) return;
  run.report(
    place,
    `has ${fitting} items that fit "contains"`,
    fitting < least ? `at least ${least}` : `at most ${most}`,
  );
}

function numberOr(value: Json | undefined, otherwise: number): number {
  return typeof value === 'number' ? value : otherwise;
}
