import type { Json } from '@octavo/orchestrators';

/** A source of secrets, chosen by the worker's configuration. */
export interface SecretSource {
  /** The value of a secret; undefined if there is none of that name. */
  resolve(name: string): string | undefined;
  /** All values; they are masked. */
  values(): readonly string[];
  /** What to do about a missing secret, as part of a sentence: `set the variable …`. */
  advise?(name: string): string;
}

/** A worker without secrets. */
export const noSecrets: SecretSource = {
  resolve: () => undefined,
  values: () => [],
  advise: () => 'this worker was started without secrets',
};

/** Replaces a secret. */
export const MASK = '***';

/** Shorter values are not masked: they occur everywhere by chance, so masking them would make texts unreadable. */
export const LEAST_SECRET_LENGTH = 3;

/**
 * Masks secrets in texts and JSON, also URL-encoded, in Base64, or escaped for JSON. Mask before truncating, because a
 * truncated secret is not found.
 */
export class SecretMasker {
  #forms: readonly string[] = [];

  constructor(secrets: readonly string[] = []) {
    this.add(secrets);
  }

  /** Adds secrets to mask. */
  add(secrets: readonly string[]): void {
    const forms = secrets.filter((secret) => secret.length >= LEAST_SECRET_LENGTH).flatMap(formsOf);
    // The longest first, so that a secret that contains another one is masked as a whole.
    this.#forms = [...new Set([...this.#forms, ...forms])].sort((a, b) => b.length - a.length);
  }

  text(text: string): string {
    return this.#forms.reduce((masked, form) => masked.replaceAll(form, MASK), text);
  }

  /** Masks texts, keys, and numbers that equal a secret, at any depth. Accepts JSON only: call `toJson` before. */
  json(value: Json): Json {
    return this.#forms.length === 0 ? value : this.#mask(value);
  }

  #mask(value: Json): Json {
    if (typeof value === 'string') return this.text(value);
    if (typeof value === 'number') return this.#forms.includes(String(value)) ? MASK : value;
    if (typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value)) return value.map((item: Json) => this.#mask(item));
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [this.text(key), this.#mask(item)]));
  }
}

function formsOf(secret: string): readonly string[] {
  const base64 = Buffer.from(secret).toString('base64');
  return [
    secret,
    encodeURIComponent(secret.toWellFormed()),
    JSON.stringify(secret).slice(1, -1),
    base64,
    base64.replace(/=+$/, ''),
  ];
}
