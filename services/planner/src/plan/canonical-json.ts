import { isJsonList, isJsonObject, type Json } from '@octavo/orchestrators/definitions';

/** JSON with the keys of all maps sorted: equal values give equal texts. */
export function toCanonicalJson(value: Json): string {
  if (isJsonList(value)) return `[${value.map(toCanonicalJson).join(',')}]`;
  if (!isJsonObject(value)) return JSON.stringify(value);
  let text = '';
  for (const key of Object.keys(value).sort()) {
    text += `${text === '' ? '' : ','}${JSON.stringify(key)}:${toCanonicalJson(value[key] ?? null)}`;
  }
  return `{${text}}`;
}

/** True where two values are the same JSON. */
export function isSameJson(left: Json | undefined, right: Json | undefined): boolean {
  if (left === right) return true;
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) return false;
  return toCanonicalJson(left) === toCanonicalJson(right);
}
