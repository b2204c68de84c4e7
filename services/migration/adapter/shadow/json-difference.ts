import { isJsonList, isJsonObject, type Json } from '@octavo/orchestrators';
import { cutValue } from '../../evidence/cut-value';

/** Where two values differ. */
export interface PlaceOfDifference {
  /** JSON pointer; empty: the whole. */
  readonly at: string;
  /** Absent: there is nothing at that place. */
  readonly legacy?: Json;
  readonly new?: Json;
}

const MOST_PLACES = 5;

/** The first places where the values differ, in the order of the text; empty: they are equal. Values are cut. */
export function placesOfDifference(legacy: Json, other: Json): readonly PlaceOfDifference[] {
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

/** The keys of both, where both are objects or both are lists. */
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
