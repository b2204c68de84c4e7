import { isTerminal } from '@octavo/orchestrators/model';
import { pathSortKey } from '../stored-task-state';
import type { RunKey, StateBatch } from '../task-state-store';

/** The keys of one run; one hash tag, so one slot of a cluster. */
interface RunKeys {
  /** Hash: `facts`, `state`, `expiry`. */
  readonly run: string;
  /** Hash: path to state. */
  readonly tasks: string;
  /** Sorted set of all paths in the order of the tree. */
  readonly paths: string;
}

export interface IndexKeys {
  /** Sorted set of runs by start. */
  readonly byStart: string;
  /** Sorted set of runs by when they expire. */
  readonly byExpiry: string;
  /** Hash: run to the rank of its expiry. */
  readonly ranks: string;
}

const separator = '\u0000';

export function runKeys(prefix: string, run: RunKey): RunKeys {
  const tag = `${prefix}:{${withoutBraces(runMember(run))}}`;
  return { run: `${tag}:run`, tasks: `${tag}:tasks`, paths: `${tag}:paths` };
}

export function indexKeys(prefix: string): IndexKeys {
  const tag = `${prefix}:{runs}`;
  return { byStart: `${tag}:by-start`, byExpiry: `${tag}:by-expiry`, ranks: `${tag}:ranks` };
}

/** A run as a member of the index. */
export function runMember({ workflowId, firstRunId }: RunKey): string {
  return `${workflowId}/${firstRunId}`;
}

/** A run id never has a slash. */
export function parseRunMember(member: string): RunKey {
  const slash = member.lastIndexOf('/');
  return { workflowId: member.slice(0, slash), firstRunId: member.slice(slash + 1) };
}

/** A path as a member of the set of paths. */
export function pathMember(path: string): string {
  return pathSortKey(path) + separator + path;
}

export function parsePathMember(member: string): string {
  return member.slice(member.indexOf(separator) + 1);
}

/** A brace in a workflow id would end the hash tag early. */
function withoutBraces(text: string): string {
  return text.replace(/[%{}]/g, (character) => encodeURIComponent(character));
}

/** When a run is forgotten, as a batch has it. Of all that are told, the highest rank counts, then the latest moment. */
export interface RunExpiry {
  /** The end of a run ranks above its start, and a new start (a higher epoch) above that end. */
  readonly rank: number;
  /** Milliseconds since 1970. */
  readonly atMs: number;
}

export interface TimesToLive {
  /** Of an ended run. */
  readonly ttlMs: number;
  /** Of an open one. */
  readonly openTtlMs: number;
}

/** Undefined for a batch that says nothing of the run itself: then the run expires when it did. */
export function expiryOf({ run, states }: StateBatch, times: TimesToLive, nowMs: number): RunExpiry | undefined {
  const state = states.findLast(({ path }) => path === '');
  if (run === undefined && state === undefined) return undefined;
  const hasEnded = state !== undefined && isTerminal(state.status);
  const rank = 2 * (state?.epoch ?? 0) + (hasEnded ? 1 : 0);
  return { rank, atMs: nowMs + (hasEnded ? times.ttlMs : times.openTtlMs) };
}
