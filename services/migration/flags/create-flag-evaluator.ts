import { type Client, NOOP_PROVIDER, OpenFeature, type Provider } from '@openfeature/server-sdk';
import { messageOf } from '../errors/thrown';
import { FlagEvaluator, type FlagEvaluatorOptions } from './flag-evaluator';
import { within } from './within';

/** Where the flags come from: a provider, or a client of OpenFeature that the team has set up. */
export type FlagOrigin = { readonly provider: Provider } | { readonly client: Client };

/** An evaluator, and what ends it. */
export interface OpenFlagEvaluator extends Pick<FlagEvaluator, 'snapshot'> {
  /** Closes a provider that was given; leaves a client that was given as it is. */
  close(): void;
}

/** How long the start of a worker waits for the flags; without them everything is legacy until they come. */
const START_WAIT_MS = 5_000;

let domains = 0;

/**
 * Makes what asks the flags of runs. A provider that cannot start does not keep anybody from starting: its flags are
 * legacy until it can.
 */
export async function createFlagEvaluator(options: FlagOrigin & FlagEvaluatorOptions): Promise<OpenFlagEvaluator> {
  if ('client' in options) return openEvaluator(options.client, options, () => undefined);
  domains += 1;
  const domain = `octavo-flags-${domains}`;
  await startProvider(domain, options.provider, options);
  return openEvaluator(OpenFeature.getClient(domain), options, () => {
    // OpenFeature closes the provider that is replaced; a domain itself cannot be given up.
    OpenFeature.setProvider(domain, NOOP_PROVIDER);
  });
}

async function startProvider(domain: string, provider: Provider, { log }: FlagEvaluatorOptions): Promise<void> {
  const starting = OpenFeature.setProviderAndWait(domain, provider).then(
    () => 'started',
    (error: unknown) => messageOf(error),
  );
  const result = (await within(START_WAIT_MS, starting)) ?? `no answer within ${START_WAIT_MS} ms`;
  if (result !== 'started')
    log?.warn(`The provider of flags has not started; until it has, flags are legacy: ${result}`);
}

function openEvaluator(client: Client, options: FlagEvaluatorOptions, close: () => void): OpenFlagEvaluator {
  const evaluator = new FlagEvaluator(client, options);
  return { snapshot: (context) => evaluator.snapshot(context), close };
}
