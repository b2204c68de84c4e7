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
