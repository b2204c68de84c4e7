import type { Json } from '@octavo/orchestrators';

/** Where secrets come from; the worker's configuration decides. */
export interface SecretSource {
  /** The value of a secret; undefined where there is none of that name. */
  resolve(name: string): string | undefined;
  /** Every value that is known: what has to be masked. */
  values(): readonly string[];
  /** What to do where there is no secret of that name: a part of a sentence, e.g. `set the variable …`. */
  advise?(name: string): string;
}

/** A worker without secrets. */
export const noSecrets: SecretSource = {
  resolve: () => undefined,
  values: () => [],
  advise: () => 'this worker was started without secrets',
};

/** What stands in the place of a secret. */
export const MASK = '***';

/** Shorter values are found everywhere by chance, and masking them would hide nothing but sense. */
export const LEAST_SECRET_LENGTH = 3;

/**
 * Takes secret values out of texts and JSON, also where they stand URL-encoded, in Base64 or inside JSON text. Mask
 * before truncating: half a secret would no longer be found.
 */
export class SecretMasker {
  #forms: readonly string[] = [];

  constructor(secrets: readonly string[] = []) {
    this.add(secrets);
  }

  /** Masks these from now on as well. */
  add(secrets: readonly string[]): void {
    const forms = secrets.filter((secret) => secret.length >= LEAST_SECRET_LENGTH).flatMap(formsOf);
    // The longest first: a secret that contains another one goes as a whole.
    this.#forms = [...new Set([...this.#forms, ...forms])].sort((a, b) => b.length - a.length);
  }

  text(text: string): string {
    return this.#forms.reduce((masked, form) => masked.replaceAll(form, MASK), text);
  }

  /** Masks texts, keys, and numbers that are a secret, however deep. Takes JSON only: `toJson` first. */
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
