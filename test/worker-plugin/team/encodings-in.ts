/** What no codec encodes: search attributes, headers, and what the SDK's core notes in markers. */
const NEVER_ENCODED = ['searchAttributes', 'header', 'data'];

/** Of all payloads of values. */
export function encodingsIn(value: unknown): ReadonlySet<string> {
  if (typeof value !== 'object' || value === null) return new Set();
  const { encoding } = value as { readonly encoding?: Uint8Array };
  if (encoding instanceof Uint8Array) return new Set([Buffer.from(encoding).toString()]);
  const entries = Object.entries(value).filter(([key]) => !NEVER_ENCODED.includes(key));
  return new Set(entries.flatMap(([, inner]) => [...encodingsIn(inner)]));
}
