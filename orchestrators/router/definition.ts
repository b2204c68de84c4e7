import { z } from 'zod';
import type {
  ChildList,
  ProblemReport,
  SchemaParts,
  TaskReference,
  TaskTypeDefinition,
} from '../contracts/task-type-definition';
import { checkExactlyOne } from '../definitions/exactly-one';
import { anyOfKeys, listOfKeys } from '../definitions/output-keys';
import { eachOf } from '../definitions/written-task';
import type { TaskNode } from '../model/plan';

function shape(schemas: SchemaParts) {
  const way = { then: schemas.target.exactOptional(), task: schemas.task.exactOptional() };
  return {
    routes: z.array(z.strictObject({ when: schemas.boolean, ...way })).min(1),
    mode: z.enum(['first', 'all']).default('first'),
    otherwise: z.strictObject(way).meta({ description: 'Where to go when no route matches.' }).exactOptional(),
  };
}

/** The type's own fields of a router, before defaults. */
export type RouterFields = z.input<z.ZodObject<ReturnType<typeof shape>>>;

/** Chooses one or several routes. */
export type RouterTask = TaskNode & z.output<z.ZodObject<ReturnType<typeof shape>>>;

type Written = TaskNode & Partial<RouterTask>;
type Way = NonNullable<RouterTask['otherwise']>;

/** Source: definition-language, "router". */
export const routerDefinition: TaskTypeDefinition = {
  type: 'router',
  description: 'Chooses where to go on, or which inline tasks to run, by conditions.',
  shape,
  children: (task: Written) =>
    waysOf(task).flatMap(([way, at]) => (way.task === undefined ? [] : [inlineList(way.task, at)])),
  expressions: (task: Written) =>
    eachOf(task.routes).map(([, index]) => ({ at: ['routes', index, 'when'], kind: 'boolean' })),
  jumps: (task: Written) => waysOf(task).flatMap(([way, at]) => (way.then === undefined ? [] : [jumpOf(way.then, at)])),
  alwaysJumps: (task: Written) => waysOf(task).every(([way]) => way.then !== undefined),
  traits: () => ({ isWaiting: false, isRemote: false }),
  outputKeys: (task: Written, _, keysOf) => {
    const inline = waysOf(task).flatMap(([way]) => (way.task === undefined ? [] : [keysOf(way.task)]));
    const route = { route: {}, output: anyOfKeys(inline) };
    return task.mode === 'all' ? { routes: listOfKeys(route) } : route;
  },
  check: (task: Written, report) => {
    checkWays(task, report);
    checkOtherwise(task, report);
  },
};

function waysOf(task: Written): readonly (readonly [Way, readonly (string | number)[]])[] {
  const routes = eachOf(task.routes).map(([route, index]) => [route as Way, ['routes', index]] as const);
  return [
    ...routes,
    ...eachOf(task.otherwise === undefined ? [] : [task.otherwise]).map(([way]) => [way, ['otherwise']] as const),
  ];
}

function inlineList(task: TaskNode, at: readonly (string | number)[]): ChildList {
  return { at: [...at, 'task'], tasks: [task], order: 'single', isConcurrent: false };
}

function jumpOf(target: string, at: readonly (string | number)[]): TaskReference {
  return { at: [...at, 'then'], target };
}

function checkWays(task: Written, report: ProblemReport): void {
  for (const [way, at] of waysOf(task)) {
    checkExactlyOne(way, at, ['then', 'task'], report);
    if (task.mode === 'all' && way.then !== undefined) {
      report({
        at: [...at, 'then'],
        code: 'FIELD_CONFLICT',
        message: '`mode: all` runs inline tasks only',
        expected: 'an inline `task`',
      });
    }
  }
}

function checkOtherwise(task: Written, report: ProblemReport): void {
  const isCaughtAll = eachOf(task.routes).some(([route]) => route.when === true);
  if (task.otherwise !== undefined || isCaughtAll) return;
  report({
    at: [],
    code: 'ROUTER_WITHOUT_OTHERWISE',
    severity: 'warning',
    message: 'no `otherwise`: the task fails with ROUTE_NOT_FOUND when no route matches',
  });
}
