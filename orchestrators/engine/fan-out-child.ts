import type { Cancellation } from '../contracts/cancellation';
import type { ChildTask } from '../contracts/child-task-manager';
import type { Eventually } from '../contracts/eventually';
import type { ChildRecords } from '../contracts/orchestrator-context';
import type { TaskOutcome } from '../model/outcome';
import { isTerminal } from '../model/status';

/** A child of a container whose children run at the same time. */
export interface FanOutChild {
  /** What an earlier execution left of it: nothing, its begin, or its end. */
  readonly recorded: RecordedChild;
  /** Places of the children that have to end first. */
  readonly needs: readonly number[];
  /** Runs it, or answers from its record. */
  run(group: FanOutGroup): Eventually<TaskOutcome>;
  /** Told when the container ended before it started. */
  leaveOut(): void;
}

/** What a child has of the others. */
export interface FanOutGroup {
  readonly cancellation: Cancellation;
  /** How another child ended; undefined where it has not, or was cancelled by the decision. */
  readonly outcomeOf: (place: number) => TaskOutcome | undefined;
  /** To be told at the very moment of the child's end, so that nothing ends between what decides and the decision. */
  readonly end: (outcome: TaskOutcome) => void;
}

export type RecordedChild =
  | { readonly kind: 'new' | 'begun' }
  /** Versions order ends in time. */
  | { readonly kind: 'ended'; readonly version: number };

type Children = readonly Pick<FanOutChild, 'recorded' | 'needs'>[];

/** The places of the children that had ended, in the order in which they had. */
export function endedPlaces(children: Children): readonly number[] {
  return placesOf('ended', children).toSorted((a, b) => endedVersion(children[a]) - endedVersion(children[b]));
}

/**
 * The order in which children ask to run: first those that ran before, then those that have waited longest for others
 * to make room. In a first execution that is the order of the list: replay matches commands by position.
 */
export function placesInTurn(children: Children): readonly number[] {
  const waiting = placesOf('new', children).map((place) => ({ place, since: readySince(place, children) }));
  waiting.sort((a, b) => a.since - b.since || a.place - b.place);
  return [...placesOf('begun', children), ...waiting.map(({ place }) => place)];
}

/** The places of what a new child needs and what has not ended. */
export function openNeeds(place: number, children: Children): readonly number[] {
  const { recorded, needs } = children[place] ?? { recorded: { kind: 'new' }, needs: [] };
  return recorded.kind === 'new' ? needs.filter((need) => children[need]?.recorded.kind !== 'ended') : [];
}

// When the last of what it needs ended.
function readySince(place: number, children: Children): number {
  return Math.max(0, ...(children[place]?.needs ?? []).map((need) => endedVersion(children[need])));
}

function endedVersion(child: Children[number] | undefined): number {
  return child?.recorded.kind === 'ended' ? child.recorded.version : Number.MAX_SAFE_INTEGER;
}

function placesOf(kind: RecordedChild['kind'], children: Children): number[] {
  return children.flatMap(({ recorded }, place) => (recorded.kind === kind ? [place] : []));
}

/** What an earlier execution left of `child`. */
export function recordedChild(records: ChildRecords, { path }: ChildTask): RecordedChild {
  const state = records.stateOf(path);
  if (state === undefined) return { kind: 'new' };
  return isTerminal(state.status) ? { kind: 'ended', version: state.version } : { kind: 'begun' };
}
