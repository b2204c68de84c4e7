import {
  byteLength,
  type FailureStatus,
  type Json,
  maxBytes,
  overheadBytes,
  pickShown,
  type RunOutcome,
  type ShownFields,
  type TaskError,
  type TaskState,
  type TaskStatus,
} from '@octavo/orchestrators';
import { workflowInfo } from '@temporalio/workflow';

/** How a run ended: the workflow's result, or the first detail of its failure. */
export interface RunResult {
  readonly workflowId: string;
  readonly runId: string;
  readonly status: 'SUCCESS' | FailureStatus;
  readonly output: Json;
  readonly error: TaskError | null;
  /** States of the tasks that were reached, by path. */
  readonly tasks: Readonly<Record<string, TaskSummary>>;
  /** The number of items after the first 1,000, by the path of the collection. Absent if there are none. */
  readonly unlisted?: Readonly<Record<string, number>>;
  /** Set if the result was too large for Temporal: outputs of tasks, or all tasks, are left out. Queries return them. */
  readonly leftOut?: 'outputs' | 'tasks';
}

/** A task in a result. `title`, `description` and `labels` are present if expressions compute them. */
export interface TaskSummary extends ShownFields {
  readonly type: string;
  readonly status: TaskStatus;
  readonly output: Json;
  readonly error: TaskError | null;
  readonly attempt: number;
  readonly visit: number;
  readonly handled: boolean;
  /** RFC 3339 UTC; null if it has not started, or not ended. */
  readonly startedAt: string | null;
  readonly endedAt: string | null;
  /** Set if the old engine of a migration ran it. */
  readonly engine?: 'legacy';
}

export function summarizeTask(state: TaskState): TaskSummary {
  const { type, status, output, error, attempt, visit, handled, startedAt, endedAt, engine } = state;
  const summary = { type, status, output, error, attempt, visit, handled, startedAt, endedAt, ...pickShown(state) };
  return engine === undefined ? summary : { ...summary, engine };
}

/** The result of the run, with its tasks. */
export function toRunResult(outcome: RunOutcome, states: Iterable<TaskState>): RunResult {
  const { workflowId, runId } = workflowInfo();
  const { status, output } = outcome;
  const error = outcome.status === 'SUCCESS' ? null : outcome.error;
  return { workflowId, runId, status, output, error, ...listTasks(states, { output, error }) };
}

/** Listed items of a collection; the others are only counted. */
const MAX_ITEMS = 1_000;
const ITEM_INDEX = /\[(\d+)\]/g;

export type TaskList = Pick<RunResult, 'tasks' | 'unlisted' | 'leftOut'>;

/** The tasks of a result, in the room that its output leaves. If it is too small, omits the largest outputs, then all tasks. */
export function listTasks(states: Iterable<TaskState>, result: Pick<RunResult, 'output' | 'error'>): TaskList {
  const takenBytes = byteLength(result.output) + byteLength({ ...result.error }) + overheadBytes.result;
  return listWithin(states, Math.max(0, Math.min(maxBytes.tasks, maxBytes.payload - takenBytes)));
}

function listWithin(states: Iterable<TaskState>, roomBytes: number): TaskList {
  const { listed, unlisted } = withoutManyItems(states);
  const counted = Object.keys(unlisted).length === 0 ? {} : { unlisted };
  const fullBytes = listed.reduce((sum, state) => sum + taskBytes(state), 0);
  if (fullBytes <= roomBytes) return { tasks: toRecord(listed, []), ...counted };
  const large = largestOutputs(listed, fullBytes - roomBytes);
  if (large === undefined) return { tasks: {}, leftOut: 'tasks', ...counted };
  return { tasks: toRecord(listed, large), leftOut: 'outputs', ...counted };
}

function withoutManyItems(states: Iterable<TaskState>): {
  readonly listed: TaskState[];
  readonly unlisted: Record<string, number>;
} {
  const listed: TaskState[] = [];
  const unlisted: Record<string, number> = {};
  for (const state of states) {
    const owner = ownerOfSurplus(state.path);
    if (owner === undefined) listed.push(state);
    else if (state.path.endsWith(']')) unlisted[owner] = (unlisted[owner] ?? 0) + 1;
  }
  return { listed, unlisted };
}

// The path of the collection, if the state belongs to one of its items after the limit.
function ownerOfSurplus(path: string): string | undefined {
  for (const match of path.matchAll(ITEM_INDEX)) if (Number(match[1]) >= MAX_ITEMS) return path.slice(0, match.index);
  return undefined;
}

/** About how many bytes the summary of a task needs. */
export function taskBytes(state: TaskState): number {
  return overheadBytes.task + state.path.length + outputBytes(state) + byteLength({ ...state.error });
}

function outputBytes({ output }: TaskState): number {
  return output === null ? 4 : byteLength(output);
}

/** The states whose outputs must be omitted; undefined if that would not be enough. */
function largestOutputs(states: readonly TaskState[], surplusBytes: number): readonly TaskState[] | undefined {
  const bySize = states
    .map((state) => ({ state, sizeBytes: outputBytes(state) }))
    .sort((a, b) => b.sizeBytes - a.sizeBytes);
  const large: TaskState[] = [];
  let restBytes = surplusBytes;
  for (const { state, sizeBytes } of bySize) {
    if (restBytes <= 0) return large;
    large.push(state);
    restBytes -= sizeBytes;
  }
  return restBytes <= 0 ? large : undefined;
}

function toRecord(
  states: readonly TaskState[],
  withoutOutput: readonly TaskState[],
): Readonly<Record<string, TaskSummary>> {
  const large = new Set(withoutOutput);
  return Object.fromEntries(
    states.map((state) => {
      const summary = summarizeTask(state);
      return [state.path, large.has(state) ? { ...summary, output: null } : summary];
    }),
  );
}
