/** A JSON value. What travels in definitions, histories and payloads is one of these and nothing else. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;

/** A JSON object. Read it through `Object.hasOwn`: a key such as `constructor` is data like any other. */
export interface JsonObject {
  readonly [key: string]: Json;
}

/** Tells a JSON object from the other JSON values. */
export function isJsonObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Tells a JSON list from the other JSON values. */
export function isJsonList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}
