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
