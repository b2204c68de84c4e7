/** What to do about a failure, by the text of what Redis, or the way to it, says. */
export function adviseOn(reason: string): string {
  return ADVICE.find(([pattern]) => pattern.test(reason))?.[1] ?? UNREACHABLE;
}

const UNREACHABLE = 'See that it runs, and check its address in the configuration.';

const ADVICE: readonly (readonly [says: RegExp, advice: string])[] = [
  [/NOAUTH|WRONGPASS|invalid password/, 'Check its user and password in the configuration.'],
  [/NOPERM/, 'Permit its user the commands, and the keys with the configured prefix.'],
  [/WRONGTYPE/, 'Another program uses this key: choose another `keyPrefix` in the configuration.'],
  [/certificate|\bcert\b|\bSSL|\bTLS\b|altname/i, 'Check `tls` and the address in the configuration.'],
  [/ENOTFOUND|EAI_AGAIN/, 'Check the name of the host in the configuration.'],
  [/RESP type|Protocol error/, 'Another service answers there: check the address in the configuration.'],
  // A reply of a Redis that runs begins with a word of this kind.
  [/^[A-Z]{3,} /, 'It runs and refuses this: see its log.'],
];
