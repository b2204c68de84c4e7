import type { LoadPlanReply, OctavoActivities } from '@octavo/activities';
import { type Json, TaskFailure } from '@octavo/orchestrators';
import { proxyLocalActivities } from '@temporalio/workflow';
import type { UnplannedArgument } from './run-argument';
import type { PlannedRun } from './run-extension';

const MAX_PROBLEMS_IN_MESSAGE = 50;

/**
 * Gets the plan and the validated input from the worker, by a local activity that adds one marker to the history. Throws
 * `TaskFailure` for mistakes in the definition or the input.
 */
export async function askForPlan({ keyPrefix, migration, ...request }: UnplannedArgument): Promise<PlannedRun> {
  const { loadPlan: load } = proxyLocalActivities<OctavoActivities>({
    startToCloseTimeout: '20s',
    retry: { initialInterval: '200ms', maximumInterval: '5s', maximumAttempts: 20 },
  });
  const reply = await load({ ...request, ...(migration === undefined ? {} : { along: migration }) });
  if ('problems' in reply) throw refusal(reply);
  return {
    ...reply,
    ...(keyPrefix === undefined ? {} : { keyPrefix }),
    ...(migration === undefined ? {} : { migration }),
  };
}

// The message contains the list, because `temporal workflow result` shows nothing else.
function refusal({ code, problems }: Extract<LoadPlanReply, { code: string }>): TaskFailure {
  const errors = problems.filter(({ severity }) => severity === 'error');
  const lines = errors.slice(0, MAX_PROBLEMS_IN_MESSAGE).map((problem) => describeProblem(problem, code));
  const rest = errors.length - lines.length;
  const message = rest > 0 ? [...lines, `and ${rest} more`] : lines;
  return new TaskFailure(code, message.join('\n'), { details: { problems: problems as unknown as Json } });
}

type Problem = Extract<LoadPlanReply, { code: string }>['problems'][number];

// A code that is the failure's own is left out: it precedes the message anyway.
function describeProblem({ code, path, message, line, column }: Problem, failureCode: string): string {
  const label = code === failureCode ? '' : code;
  const at = path === '' ? '' : `at ${path}`;
  const position = line === undefined ? '' : `(line ${line}, column ${column ?? 1})`;
  const head = [label, at, position].filter(Boolean).join(' ');
  return head === '' ? message : `${head}: ${message}`;
}
