/** Fields that no codec encodes: search attributes, headers, and data of the SDK's core in markers. */
const NEVER_ENCODED = ['searchAttributes', 'header', 'data'];

/** The encodings of all payloads with values. */
export function encodingsIn(value: unknown): ReadonlySet<string> {
  if (typeof value !== 'object' || value === null) return new Set();
  const { encoding } = value as { readonly encoding?: Uint8Array };
  if (encoding instanceof Uint8Array) return new Set([Buffer.from(encoding).toString()]);
  const entries = Object.entries(value).filter(([key]) => !NEVER_ENCODED.includes(key));
  return new Set(entries.flatMap(([, inner]) => [...encodingsIn(inner)]));
}
