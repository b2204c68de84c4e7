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

/** How a run ended, as everybody gets it: the workflow's result, or the first detail of its failure. */
export interface RunResult {
  readonly workflowId: string;
  readonly runId: string;
  readonly status: 'SUCCESS' | FailureStatus;
  readonly output: Json;
  readonly error: TaskError | null;
  /** States of the tasks that were reached, by path. */
  readonly tasks: Readonly<Record<string, TaskSummary>>;
  /** Items beyond the first 1,000 of a collection: how many, by the collection's path. Absent where there are none. */
  readonly unlisted?: Readonly<Record<string, number>>;
  /** The whole would be larger than Temporal takes: `outputs` or even `tasks` are left out. Queries have them. */
  readonly leftOut?: 'outputs' | 'tasks';
}

/** What a result tells of a task. `title`, `description` and `labels` are there where expressions make them. */
export interface TaskSummary extends ShownFields {
  readonly type: string;
  readonly status: TaskStatus;
  readonly output: Json;
  readonly error: TaskError | null;
  readonly attempt: number;
  readonly visit: number;
  readonly handled: boolean;
  /** RFC 3339 UTC; null before. */
  readonly startedAt: string | null;
  readonly endedAt: string | null;
  /** The engine that ran it, where it was the old one of a migration. */
  readonly engine?: 'legacy';
}

export function summarizeTask(state: TaskState): TaskSummary {
  const { type, status, output, error, attempt, visit, handled, startedAt, endedAt, engine } = state;
  const summary = { type, status, output, error, attempt, visit, handled, startedAt, endedAt, ...pickShown(state) };
  return engine === undefined ? summary : { ...summary, engine };
}

/** How the run ended, with its tasks. */
export function toRunResult(outcome: RunOutcome, states: Iterable<TaskState>): RunResult {
  const { workflowId, runId } = workflowInfo();
  const { status, output } = outcome;
  const error = outcome.status === 'SUCCESS' ? null : outcome.error;
  return { workflowId, runId, status, output, error, ...listTasks(states, { output, error }) };
}

/** Items of a collection that are listed; the others are counted. Source: definition-language, last line. */
const MAX_ITEMS = 1_000;
const ITEM_INDEX = /\[(\d+)\]/g;

export type TaskList = Pick<RunResult, 'tasks' | 'unlisted' | 'leftOut'>;

/** The tasks of a result, in the bytes that its output leaves for them: the largest outputs go first, then all tasks. */
export function listTasks(states: Iterable<TaskState>, result: Pick<RunResult, 'output' | 'error'>): TaskList {
  const takenBytes = byteLength(result.output) + byteLength({ ...result.error }) + overheadBytes.result;
  return listWithin(states, Math.max(0, Math.min(maxBytes.tasks, maxBytes.payload - takenBytes)));
}

function listWithin(states: Iterable<TaskState>, maxBytes: number): TaskList {
  const { listed, unlisted } = withoutManyItems(states);
  const counted = Object.keys(unlisted).length === 0 ? {} : { unlisted };
  const fullBytes = listed.reduce((sum, state) => sum + taskBytes(state), 0);
  if (fullBytes <= maxBytes) return { tasks: toRecord(listed, []), ...counted };
  const large = largestOutputs(listed, fullBytes - maxBytes);
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

// The collection whose item beyond the limit this state is, or is inside of.
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

/** The states whose outputs have to go; undefined where that would not be enough. */
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
