import type { FieldPath } from '../contracts/task-type-definition';
import { hasField } from '../definitions/written-task';
import { looksLikeExpression } from '../expressions';
import type { Json } from '../model/json';

/** Inputs of actions, with what other workflow systems and libraries call them. The first that an action has is meant. */
const foreignNames: readonly (readonly [input: string, names: string])[] = [
  ['definition', 'workflow workflowName workflowType subWorkflowParam subWorkflow StateMachineArn flow uses name'],
  ['activity', 'name activityName activityType type function call action'],
  ['command', 'cmd run script exec executable shell args arguments'],
  ['url', 'uri endpoint href address ApiEndpoint'],
  ['method', 'verb httpMethod type'],
  ['query', 'params qs queryParameters QueryParameters searchParams'],
  ['body', 'json data payload form content requestBody RequestBody input'],
  ['auth', 'authentication Authentication authorization token'],
  ['env', 'environment variables'],
  ['stdin', 'input'],
  ['args', 'arguments input inputs params parameters with payload'],
  ['input', 'with args arguments inputs Input inputParameters params parameters payload data'],
  ['workflowId', 'id runId'],
  ['onCancel', 'parentClosePolicy'],
  ['code', 'error Error errorCode type'],
  ['message', 'msg text Cause cause reason error'],
  ['details', 'data payload'],
  ['fields', 'data context attributes extra'],
  ['level', 'severity'],
];

/** What is written where the name alone would not let the author go on. */
const forms: Readonly<Record<string, string>> = {
  command: '`command`, a list of the executable and its arguments: `[npm, ci]`',
  args: '`args`, a list',
};

/** Fields of a task, with what is written inside of `with` in their place. */
const foreignTaskFields: readonly (readonly [form: string, names: string])[] = [
  ['`timeout: 30s`', 'timeout timeoutSeconds timeoutMs TimeoutSeconds startToCloseTimeout scheduleToCloseTimeout'],
  ['`retry: { maxAttempts: 3 }`', 'retry retries maxRetries retryCount retryPolicy Retry'],
  ['`heartbeatTimeout: 30s`', 'heartbeatTimeout HeartbeatSeconds'],
  ['`taskQueue`', 'taskQueue task_queue queue'],
  ['`onError`', 'onError catch Catch continueOnError'],
  ['`outputs`', 'outputs output'],
];

const folderOf = 'write `command: [sh, -c, "cd FOLDER && COMMAND"]`';
const folderNames = ['cwd', 'workdir', 'workingDirectory', 'working-directory'];

/** What to write for an input that the action does not have, where its name is one of another system. */
export function adviseForeignInput(at: FieldPath, among: readonly string[], written: Json): string | undefined {
  const name = String(at.at(-1));
  const isMeant = ([input, names]: readonly [string, string]): boolean =>
    among.includes(input) && names.split(' ').includes(name) && (input === 'command' || !hasField(written, input));
  const [input] = foreignNames.find(isMeant) ?? [];
  if (input !== undefined) return `write ${forms[input] ?? `\`${input}\``}`;
  if (among.includes('command') && folderNames.includes(name)) return folderOf;
  const [form] = at.length > 2 ? [] : (foreignTaskFields.find(([, names]) => names.split(' ').includes(name)) ?? []);
  return form === undefined ? undefined : `write ${form} in the task, beside \`with\``;
}

/** What to write for a single value where the action wants a list. */
export function adviseList(name: string, found: Json): string | undefined {
  if (typeof found === 'object') return undefined;
  const text = String(found);
  // The warning says what to write for an expression.
  if (looksLikeExpression(text)) return undefined;
  if (name !== 'command') return `write a list: [${text}]`;
  if (/^[\w\s./=:@-]+$/.test(text)) return `write a list: [${text.trim().split(/\s+/).join(', ')}]`;
  return `write a list: [sh, -c, ${text.includes('"') ? `'${text.replaceAll("'", "''")}'` : `"${text}"`}]`;
}
