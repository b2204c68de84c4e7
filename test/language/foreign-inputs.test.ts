import { builtInActions } from '@octavo/activities/actions';
import { createPlanner } from '@octavo/planner';

// What the built-in actions call their inputs, told to those who know them by the names of other systems and libraries.

const planner = createPlanner({ actions: builtInActions() });
const hintOf = (action: string, input: string, name: string) =>
  planner
    .plan(`octavo: 1\nid: my-flow\ntasks:\n  - { id: a, type: basic, action: ${action}, with: ${input} }`)
    .problems.find(({ path }) => path.startsWith('tasks[0].with') && path.includes(name))?.hint;

it.each([
  ['workflow.run', '{ workflow: x }', 'workflow', 'write `definition`'],
  ['workflow.run', '{ definition: x, with: {} }', 'with.with', 'write `input`'],
  ['http.request', '{ uri: x }', 'uri', 'write `url`'],
  ['http.request', '{ url: x, verb: GET }', 'verb', 'write `method`'],
  ['http.request', '{ url: x, json: {} }', 'json', 'write `body`'],
  ['http.request', '{ url: x, params: {} }', 'params', 'write `query`'],
  ['http.request', '{ url: x, timeout: 5 }', 'timeout', 'write `timeout: 30s` in the task, beside `with`'],
  ['http.request', '{ url: x, hedaers: {} }', 'hedaers', 'nearest is "headers"'],
  ['shell.run', '{ cmd: ls }', 'cmd', 'write `command`, a list of the executable and its arguments: `[npm, ci]`'],
  ['shell.run', '{ command: [ls], cwd: x }', 'cwd', 'write `command: [sh, -c, "cd FOLDER && COMMAND"]`'],
  ['shell.run', '{ command: npm ci }', 'command', 'write a list: [npm, ci]'],
  ['shell.run', '{ command: npm ci && ls }', 'command', 'write a list: [sh, -c, "npm ci && ls"]'],
  ['shell.run', '{ command: echo "a b" }', 'command', 'write a list: [sh, -c, \'echo "a b"\']'],
  ['log', '{ msg: x }', 'msg', 'write `message`'],
  ['fail', '{ error: X }', 'error', 'write `code`'],
  ['fail', '{ code: X, cause: y }', 'cause', 'write `message`'],
  ['temporal.activity', '{ name: x }', 'name', 'write `activity`'],
  ['temporal.activity', '{ activity: x, input: 1 }', 'input', 'write `args`, a list'],
  ['temporal.activity', '{ activity: x, args: 1 }', 'args', 'write a list: [1]'],
] as const)('%s with %s: says ours', (action, input, name, hint) => {
  expect(hintOf(action, input, name)).toBe(hint);
});

it.each([
  ['basic', 'working-directory: web', /`command: \[sh, -c, "cd FOLDER/],
  ['basic', 'permissions: read', /^leave it out/],
  ['basic', 'asyncComplete: true', /^write a task of type `wait` with `signal`/],
  ['router', 'Choices: []', /^write `routes`, a list/],
  ['router', 'Default: b', /^write `otherwise`, with/],
  ['wait', 'SecondsPath: $.x', /^write `for: 30s`/],
  ['wait', 'Timestamp: x', /^write `until`/],
  ['wait', 'listen: {}', /^write `signal: NAME`/],
])('a task of type %s with %s: says ours', (type, field, hint) => {
  const { problems } = planner.plan(`octavo: 1\nid: my-flow\ntasks:\n  - { id: a, type: ${type}, ${field} }`);
  expect(problems.find(({ code }) => code === 'UNKNOWN_FIELD')?.hint).toMatch(hint);
});
