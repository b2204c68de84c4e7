import {
  type ChildTask,
  isJsonList,
  isJsonObject,
  type Json,
  type TaskError,
  type TaskOutcome,
  type TaskState,
} from '@octavo/orchestrators';
import type { Difference } from '../../contracts/evidence';
import { cutValue } from '../../evidence/difference-group';
import type { VisitJournal } from './journal-book';
import type { ShadowEnd } from './shadow-visit';

/** The result of the visit on the old engine, which decides. */
interface AuthorityEnd {
  readonly outcome: TaskOutcome;
  readonly state: TaskState | undefined;
  readonly journal: VisitJournal;
}

type Field = Difference['field'];
type Compared = readonly [field: Field, legacy: Json, shadow: Json];

/** The differences of the two engines in one visit; empty if they agree. */
export function differencesOf(child: ChildTask, authority: AuthorityEnd, shadow: ShadowEnd): readonly Difference[] {
  const { type } = child.task;
  const { path } = child;
  return comparedFields(child, authority, shadow).flatMap(([field, legacy, other]) =>
    placesOfDifference(legacy, other).map((place) => ({ type, path, field, ...place })),
  );
}

function comparedFields(child: ChildTask, authority: AuthorityEnd, shadow: ShadowEnd): readonly Compared[] {
  const { outcome, journal } = authority;
  const requests: readonly Compared[] = [
    ['request', requestsOf(journal.actions), requestsOf(shadow.requests)],
    ['children', [...journal.children.keys()].toSorted(), [...shadow.children].toSorted()],
  ];
  // Without an end there is nothing else to compare: its requests show what it waits for.
  if (shadow.outcome === undefined) return [...requests, ['status', statusOf(outcome), 'did not end']];
  return [
    ['status', statusOf(outcome), statusOf(shadow.outcome)],
    ['output', outputOf(authority.state), outputOf(shadow.state)],
    ['error', errorOf(authority.state), errorOf(shadow.state)],
    ['next', nextOf(child, outcome), nextOf(child, shadow.outcome)],
    ...requests,
  ];
}

function statusOf(outcome: TaskOutcome): Json {
  const isHandled = 'handled' in outcome && outcome.handled;
  return isHandled ? `${outcome.status}, handled` : outcome.status;
}

function outputOf(state: TaskState | undefined): Json {
  return state?.output ?? null;
}

function errorOf(state: TaskState | undefined): Json {
  return errorText(state?.error ?? null);
}

// Without the attempt, whose number depends on time.
function errorText(error: TaskError | null): Json {
  if (error === null) return null;
  const { code, message, task, details } = error;
  return { code, message, task, details };
}

// The outcome's `next` takes precedence over the task's `then`; a skipped task ignores its `then`.
function nextOf({ task }: ChildTask, outcome: TaskOutcome): Json {
  return outcome.status === 'SKIPPED' ? null : (outcome.next ?? task.then ?? null);
}

function requestsOf(requests: readonly { readonly action: string; readonly input: Json }[]): Json {
  return requests.map(({ action, input }) => ({ action, input }));
}

/** A place where two values differ. */
interface PlaceOfDifference {
  /** JSON pointer; empty for the whole value. */
  readonly at: string;
  /** Absent if there is no value at that place. */
  readonly legacy?: Json;
  readonly new?: Json;
}

const MOST_PLACES = 5;

/** The first places where the values differ, in the order of the text; empty if they are equal. Long values are cut. */
function placesOfDifference(legacy: Json, other: Json): readonly PlaceOfDifference[] {
  const places: PlaceOfDifference[] = [];
  collect(legacy, other, '', places);
  return places;
}

function collect(legacy: Json | undefined, other: Json | undefined, at: string, places: PlaceOfDifference[]): void {
  if (legacy === other || places.length >= MOST_PLACES) return;
  const keys = sharedKeys(legacy, other);
  if (keys === undefined) {
    places.push({
      at,
      ...(legacy === undefined ? {} : { legacy: cutValue(legacy) }),
      ...(other === undefined ? {} : { new: cutValue(other) }),
    });
    return;
  }
  for (const key of keys) collect(memberOf(legacy, key), memberOf(other, key), `${at}/${escaped(key)}`, places);
}

/** The keys of both values if both are objects or both are lists; else undefined. */
function sharedKeys(legacy: Json | undefined, other: Json | undefined): readonly string[] | undefined {
  const areAlike =
    (isJsonObject(legacy) && isJsonObject(other)) ||
    (legacy !== undefined && other !== undefined && isJsonList(legacy) && isJsonList(other));
  return areAlike ? [...new Set([...Object.keys(legacy), ...Object.keys(other)])] : undefined;
}

function memberOf(value: Json | undefined, key: string): Json | undefined {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
  return (value as Readonly<Record<string, Json>>)[key];
}

function escaped(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1');
}
