import { configSchema } from './config-schema';
import { isPemText, secretText } from './field-schemas';
import { isMap, schemasAt } from './fields';

const MASK = '***';

/** Masks the secrets in the value of a field: keys, texts of PEM files, passwords in URLs. */
export function maskValue(path: readonly PropertyKey[], value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item: unknown) => maskValue(path, item));
  if (typeof value !== 'string') return value;
  return isSecret(path, value) ? MASK : maskUrl(value);
}

/** All secrets of the configuration, as `maskValue` masks them; for logs. */
export function credentialsOf(value: unknown, path: readonly PropertyKey[] = []): readonly string[] {
  if (Array.isArray(value)) return value.flatMap((item: unknown) => credentialsOf(item, path));
  if (isMap(value)) return Object.entries(value).flatMap(([name, item]) => credentialsOf(item, [...path, name]));
  if (typeof value !== 'string') return [];
  return isSecret(path, value) ? [value] : secretsOfUrl(value);
}

function isSecret(path: readonly PropertyKey[], value: string): boolean {
  return schemasAt(configSchema, path).includes(secretText) || isPemText(value);
}

const SECRET_PARAMETER = /pass|secret|token|key/i;

/** `redis://app:***@redis:6379`; a text without a password is returned unchanged. */
function maskUrl(text: string): string {
  if (!URL.canParse(text)) return text;
  const url = new URL(text);
  const secrets = [...url.searchParams.keys()].filter((name) => SECRET_PARAMETER.test(name));
  if (url.password === '' && secrets.length === 0) return text;
  if (url.password !== '') url.password = MASK;
  for (const name of secrets) url.searchParams.set(name, MASK);
  return url.href;
}

/** The secrets as written in the URL, and decoded. */
function secretsOfUrl(text: string): readonly string[] {
  if (!URL.canParse(text)) return [];
  const { password, searchParams } = new URL(text);
  const parameters = [...searchParams].filter(([name]) => SECRET_PARAMETER.test(name)).map(([, value]) => value);
  return [...new Set([password, decoded(password), ...parameters])].filter((secret) => secret !== '');
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
