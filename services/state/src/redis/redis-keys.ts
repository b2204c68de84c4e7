import { isTerminal } from '@octavo/orchestrators/model';
import { pathSortKey } from '../stored-task-state';
import type { RunKey, StateBatch } from '../task-state-store';

/** The keys of one run; they share a hash tag, and so a slot of a cluster. */
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
  /** Sorted set of runs by the time of their expiry. */
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

/** The member of the index for a run. */
export function runMember({ workflowId, firstRunId }: RunKey): string {
  return `${workflowId}/${firstRunId}`;
}

/** The inverse of `runMember`: run ids contain no slash. */
export function parseRunMember(member: string): RunKey {
  const slash = member.lastIndexOf('/');
  return { workflowId: member.slice(0, slash), firstRunId: member.slice(slash + 1) };
}

/** The member of the set of paths for a path. */
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

/** The expiry of a run according to one batch. Of all expiries, the highest rank counts, then the latest time. */
export interface RunExpiry {
  /** The end of a run ranks above its start, and a new start (a higher epoch) above that end. */
  readonly rank: number;
  /** Milliseconds since 1970. */
  readonly atMs: number;
}

export interface TimesToLive {
  /** Time to live of an ended run, in milliseconds. */
  readonly ttlMs: number;
  /** Time to live of an open run, in milliseconds. */
  readonly openTtlMs: number;
}

/** Undefined for a batch without data of the run itself, which does not change the expiry. */
export function expiryOf({ run, states }: StateBatch, times: TimesToLive, nowMs: number): RunExpiry | undefined {
  const state = states.findLast(({ path }) => path === '');
  if (run === undefined && state === undefined) return undefined;
  const hasEnded = state !== undefined && isTerminal(state.status);
  const rank = 2 * (state?.epoch ?? 0) + (hasEnded ? 1 : 0);
  return { rank, atMs: nowMs + (hasEnded ? times.ttlMs : times.openTtlMs) };
}
