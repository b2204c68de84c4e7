import type { Provider } from '@openfeature/server-sdk';

/** A provider of OpenFeature. */
export type FlagProvider = Provider;

const METHODS = ['resolveBooleanEvaluation', 'resolveStringEvaluation', 'resolveNumberEvaluation'] as const;

/** True for what keeps OpenFeature's contract of a provider, whichever copy of its library it was made with. */
export function isFlagProvider(value: unknown): value is FlagProvider {
  if (typeof value !== 'object' || value === null) return false;
  const provider = value as Readonly<Record<string, unknown>>;
  return METHODS.every((method) => typeof provider[method] === 'function');
}
