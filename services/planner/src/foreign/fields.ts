import { tableOf } from './names';

/** Fields of other workflow systems, with advice what to write instead. */
type FieldTable = ReadonlyMap<string, string>;

/** Names of the list of tasks in other systems. */
export const TASK_LISTS: readonly string[] = [
  'steps',
  'jobs',
  'states',
  'States',
  'do',
  'stages',
  'nodes',
  'activities',
];

/** Fields of a definition. */
export const foreignDefinitionFields: FieldTable = tableOf([
  [TASK_LISTS.join(' '), 'write `tasks`, a list of maps with `id` and `type`'],
  ['name Name Comment summary', 'write `id`, or `title` for what people read'],
  ['needs dependsOn depends_on', 'tasks run in their order; `needs` belongs to a task inside a `parallel`'],
  ['on triggers schedule trigger', 'a run is started by the client, the command line or a schedule of Temporal'],
  ['inputs inputParameters parameters params args inputSchema', 'write `input`, a JSON Schema'],
  ['env variables variable globals with', 'write `vars`'],
  ['outputParameters Output result', 'write `output`'],
  ['StartAt start startAt', 'a run begins with the first task of `tasks`'],
  ['TimeoutSeconds timeoutSeconds timeout-minutes', 'write `timeout: 30s`'],
  ['catch Catch errors onFailure on_failure failureWorkflow', 'write `onError`, a list of handlers'],
  ['retry retryPolicy retries', 'write `defaults: { retry: { maxAttempts: 5 } }`'],
  ['dsl specVersion schemaVersion apiVersion', 'write `octavo: 1`'],
]);

/** Fields whose advice depends on the type of the task. */
export const foreignFieldsOfTypes: ReadonlyMap<string, FieldTable> = new Map([
  [
    'collection',
    tableOf([
      [
        'steps do branches Branches tasks States',
        'write `task`, one task for each item; put several into a `composite`',
      ],
      ['in each list over foreach for forEach ItemsPath with_items withParam', 'write `items`'],
      ['iterator Iterator ItemProcessor', 'write `task`'],
      ['input inputs', 'write `items` for the list, and `with` in the `task`'],
      ['maxConcurrency MaxConcurrency parallelism max-parallel', 'write `concurrency`'],
    ]),
  ],
  [
    'router',
    tableOf([
      ['Choices choices cases switch decisionCases', 'write `routes`, a list of maps with `when` and `then`'],
      ['Default default defaultCase else', 'write `otherwise`, with a `then`'],
    ]),
  ],
  [
    'signal',
    tableOf([
      ['name Name event topic', 'write `signal`'],
      ['data body input with', 'write `payload`'],
    ]),
  ],
]);

/** Fields of a task. */
export const foreignTaskFields: FieldTable = tableOf([
  ['name taskReferenceName Name key', 'write `id`, or `title` for what people read'],
  ['run command script shell', 'write `action: shell.run` and `with: { command: [npm, ci] }`'],
  ['uses call function Resource resource activity actionName', 'write `action: NAME`'],
  [
    'inputParameters Parameters Arguments input inputs args arguments params parameters payload body Input',
    'write `with`',
  ],
  ['Next next goto transition nextTask', 'write `then: ID`; without it the next task of the list follows'],
  ['End end', 'write `then: end`; without it the next task of the list follows'],
  [
    'depends depends_on dependsOn dependencies after',
    'write `needs: [ID]` on a task inside a `parallel`; elsewhere tasks run in their order',
  ],
  ['when condition cond Condition unless', 'write `if: "${ … }"`'],
  ['retries maxRetries retryPolicy Retry retryCount attempts', 'write `retry: { maxAttempts: 3 }`'],
  [
    'catch Catch try continue-on-error continueOnError optional onFailure on_error',
    'write `onError: [{ continue: true }]`, or a handler with `do`',
  ],
  ['timeoutSeconds TimeoutSeconds timeout-minutes timeoutMs', 'write `timeout: 30s`'],
  ['HeartbeatSeconds heartbeat', 'write `heartbeatTimeout: 30s`'],
  [
    'forEach foreach for_each loop matrix with_items withParam ItemsPath Iterator ItemProcessor iterator',
    'write a task of type `collection` with `items` and `task`',
  ],
  ['while until', 'write a task of type `composite` with `repeat`'],
  ['decisionCases Choices choices cases switch evaluatorType', 'write a task of type `router` with `routes`'],
  ['default Default defaultCase else', 'write `otherwise` in a task of type `router`'],
  ['steps do branches Branches forkTasks States', 'write `tasks` in a task of type `composite` or `parallel`'],
  [
    'output Output outputParameters ResultPath OutputPath ResultSelector register export',
    'write `outputs`; others read it as `tasks.ID.output`',
  ],
  ['env', 'write it into `with`, where the action takes it'],
  ['set variables vars Assign', 'write a task with the action `set`'],
  ['working-directory workdir cwd', 'write `command: [sh, -c, "cd FOLDER && COMMAND"]` in `with` of `shell.run`'],
  ['runs-on permissions container services', 'leave it out: an action runs where its worker runs'],
  ['listen event events', 'write `signal: NAME` in a task of type `wait`'],
  ['Timestamp TimestampPath', 'write `until` in a task of type `wait`'],
  ['asyncComplete', 'write a task of type `wait` with `signal` after it'],
  ['Seconds SecondsPath seconds duration sleep', 'write `for: 30s` in a task of type `wait`'],
]);
