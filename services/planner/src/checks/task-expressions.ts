import type { ExpressionField } from '@octavo/orchestrators/definitions';
import { errorKeys, type TaskSite } from '../tree/sites';
import { asList } from '../limits';
import type { CheckContext } from './check-context';

/** A field that contains expressions. `seesOwner`: it can read its own task, as one that has ended. */
export interface PlacedField extends ExpressionField {
  readonly seesOwner?: boolean;
}

/** The name of the raw output in `outputs`. */
export const RESULT = 'result';

/** Expressions in the fields that every task has. Source: definition-language, "Every task". */
const commonFields: readonly ExpressionField[] = [
  { at: ['if'], kind: 'boolean' },
  { at: ['delay'], kind: 'duration' },
  { at: ['timeout'], kind: 'duration' },
  { at: ['priority'], kind: 'number' },
  { at: ['fairnessKey'], kind: 'text' },
  { at: ['fairnessWeight'], kind: 'number' },
  { at: ['title'], kind: 'text' },
  { at: ['description'], kind: 'text' },
  { at: ['labels'], kind: 'template' },
];

/** All fields of a task that contain expressions, without its children. */
export function expressionFieldsOf(
  site: TaskSite,
  { types, problems, surroundingsOf, outputs }: CheckContext,
): readonly PlacedField[] {
  const { node, schema, at } = site;
  const surroundings = surroundingsOf(site);
  const own = types.ask(at, problems, () => schema.definition.expressions(node, surroundings), []);
  const result = { [RESULT]: node.outputs === undefined ? undefined : outputs.ofResult(site) };
  const reshaping = { at: ['outputs'], kind: 'template', variables: result, seesOwnList: true } as const;
  return [...commonFields, reshaping, ...own, ...handlerConditions(node.onError)];
}

/** The conditions of handlers. */
export function handlerConditions(handlers: unknown): readonly PlacedField[] {
  return asList(handlers).map((_, index) => ({
    at: ['onError', index, 'when'],
    kind: 'boolean',
    variables: { error: errorKeys },
    seesOwner: true,
  }));
}
