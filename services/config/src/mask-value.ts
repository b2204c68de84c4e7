import { configSchema, isPemText, secretText } from './config-schema';
import { schemasAt } from './schema-fields';

const MASK = '***';

/** The value of a field without what is secret in it: keys, texts of PEM files, passwords in URLs. */
export function maskValue(path: readonly PropertyKey[], value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item: unknown) => maskValue(path, item));
  if (typeof value !== 'string') return value;
  const isSecret = schemasAt(configSchema, path).includes(secretText) || isPemText(value);
  return isSecret ? MASK : maskUrl(value);
}

const SECRET_PARAMETER = /pass|secret|token|key/i;

/** `redis://app:***@redis:6379`; a text without a password stays as it is. */
function maskUrl(text: string): string {
  if (!URL.canParse(text)) return text;
  const url = new URL(text);
  const secrets = [...url.searchParams.keys()].filter((name) => SECRET_PARAMETER.test(name));
  if (url.password === '' && secrets.length === 0) return text;
  if (url.password !== '') url.password = MASK;
  for (const name of secrets) url.searchParams.set(name, MASK);
  return url.href;
}
