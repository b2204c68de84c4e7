import { tableOf } from './table-of';

/** Task types of other workflow systems, with what is written here; those in capitals are written like this alone. */
export const foreignTypes: ReadonlyMap<string, string> = tableOf([
  [
    'task simple action activity operation step function call run script shell inline lambda_task exec do_task uses',
    'type `basic` with an `action`',
  ],
  [
    'pass inject set_variable set assign json_jq_transform transform template',
    'type `basic` with the action `transform`, or `set` for variables',
  ],
  ['raise fail throw error', 'type `basic` with the action `fail`'],
  ['http http_request rest webhook', 'type `basic` with the action `http.request`'],
  ['sub_workflow subworkflow subflow workflow start_workflow child', 'type `basic` with the action `workflow.run`'],
  ['choice switch decision exclusive_join if condition branch case conditional', 'type `router` with `routes`'],
  ['fork fork_join all any concurrent gather', 'type `parallel` with `tasks`'],
  [
    'map foreach for_each for dynamic fork_join_dynamic loop_over each iterate iterator matrix',
    'type `collection` with `items` and `task`',
  ],
  ['do while do_while loop repeat until', 'type `composite` with `repeat`'],
  ['sequence group block stage steps try scope', 'type `composite` with `tasks`'],
  [
    'sleep delay timer human pause approval listen event callback receive',
    'type `wait` with `for`, `until` or `signal`',
  ],
  // In small letters it is a state of Serverless Workflow, which waits.
  ['EVENT emit send publish produce notify', 'type `signal`'],
  ['join', 'nothing and leave the task out; a `parallel` waits for its tasks itself'],
  ['terminate', 'type `basic` with the action `fail`; for an end that is no failure `then: end` on the task before it'],
  ['succeed success end exit stop', '`then: end` on the task before it'],
  ['reduce sum merge collect join_results', 'type `aggregate`'],
]);
