/** A JSON value. Definitions, histories and payloads contain only these. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;

/** A JSON object. Read it through `Object.hasOwn`: a key such as `constructor` is data like any other. */
export interface JsonObject {
  readonly [key: string]: Json;
}

/** True for a JSON object. */
export function isJsonObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** True for a JSON list. */
export function isJsonList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

/** True where two values are the same JSON. */
export function isSameJson(left: Json | undefined, right: Json | undefined): boolean {
  if (left === right) return true;
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) return false;
  return canonicalJson(left) === canonicalJson(right);
}

/** JSON with keys in order: two values are equal exactly when their texts are. */
export function canonicalJson(value: Json): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  const map = value as Readonly<Record<string, Json>>;
  const fields = Object.keys(map)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonicalJson(map[key] ?? null)}`);
  return `{${fields.join(',')}}`;
}
