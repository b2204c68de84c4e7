import { pathSortKey } from '../path-sort-key';
import type { RunKey } from '../task-state-store';

/** The keys of one run; one hash tag, so one slot of a cluster. */
export interface RunKeys {
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
