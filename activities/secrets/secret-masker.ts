import type { Json } from '@octavo/orchestrators';

/** What stands in the place of a secret. */
export const MASK = '***';

/**
 * Takes secret values out of texts and JSON, also where they stand URL-encoded, in Base64 or inside JSON text. Mask
 * before truncating: half a secret would no longer be found.
 */
export class SecretMasker {
  readonly #forms: readonly string[];

  constructor(secrets: readonly string[]) {
    const forms = new Set(secrets.flatMap(formsOf).filter((form) => form !== ''));
    // The longest first: a secret that contains another one goes as a whole.
    this.#forms = [...forms].sort((a, b) => b.length - a.length);
  }

  text(text: string): string {
    return this.#forms.reduce((masked, form) => masked.replaceAll(form, MASK), text);
  }

  /** Masks texts and keys, however deep. */
  json(value: Json): Json {
    return this.#forms.length === 0 ? value : this.#mask(value);
  }

  #mask(value: Json): Json {
    if (typeof value === 'string') return this.text(value);
    if (typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value)) return value.map((item: Json) => this.#mask(item));
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [this.text(key), this.#mask(item)]));
  }
}

function formsOf(secret: string): readonly string[] {
  const base64 = Buffer.from(secret).toString('base64');
  return [secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1), base64, base64.replace(/=+$/, '')];
}
