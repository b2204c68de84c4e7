import {
  type EvaluationContext,
  FlagNotFoundError,
  OpenFeatureEventEmitter,
  type Provider,
  ProviderEvents,
  ProviderNotReadyError,
  type ResolutionDetails,
  StandardResolutionReasons,
  TargetingKeyMissingError,
  TypeMismatchError,
} from '@openfeature/server-sdk';
import type { FlagContext } from '../contracts/flags';
import type { RolloutLog } from '../contracts/rollout-log';
import { flaggedTypes, type RolloutRules } from '../rules/rollout-rules';
import { typeOfFlag } from './known-flags';
import { type RulesSource, RulesWatch } from './rules-watch';

/** Name of the flag metadata for the revision of the rules, as text. */
export const REVISION_METADATA = 'octavoRevision';

export interface RulesProviderOptions {
  readonly log?: RolloutLog;
  /** Called with the first rules and with changed ones, for metrics. It must not throw. */
  readonly onRules?: (rules: RolloutRules) => void;
}

/** Octavo's own provider of flags for OpenFeature: evaluates the rules of a rollout from any source. */
export class RulesProvider implements Provider {
  readonly metadata = { name: 'octavo-rollout-rules' } as const;
  readonly runsOn = 'server';
  readonly events = new OpenFeatureEventEmitter();
  readonly #watch: RulesWatch;

  constructor(source: RulesSource, options: RulesProviderOptions = {}) {
    const { events } = this;
    const { log, onRules = () => undefined } = options;
    this.#watch = new RulesWatch(
      source,
      {
        changed: (rules) => {
          events.emit(ProviderEvents.ConfigurationChanged, { flagsChanged: [] });
          onRules(rules);
        },
        lost: (message) => events.emit(ProviderEvents.Stale, { message }),
        found: () => events.emit(ProviderEvents.Ready),
      },
      log,
    );
  }

  /** Rejects if there are no rules yet; later rules are used as soon as they exist. */
  async initialize(): Promise<void> {
    await this.#watch.start();
    if (this.#watch.evaluator === undefined) throw new ProviderNotReadyError(this.#watch.lostReason);
  }

  async onClose(): Promise<void> {
    this.#watch.stop();
  }

  async resolveStringEvaluation(
    flagKey: string,
    _defaultValue: string,
    context: EvaluationContext,
  ): Promise<ResolutionDetails<string>> {
    const { evaluator, lostReason } = this.#watch;
    if (evaluator === undefined) throw new ProviderNotReadyError(lostReason);
    const type = typeOfFlag(flagKey);
    if (type === undefined || !flaggedTypes.includes(type))
      throw new FlagNotFoundError(`no flag "${flagKey}"; the types are ${flaggedTypes.join(', ')}`);
    const mode = evaluator.modeOf(type, toFlagContext(context));
    const reason =
      lostReason === undefined ? StandardResolutionReasons.TARGETING_MATCH : StandardResolutionReasons.STALE;
    const flagMetadata = { [REVISION_METADATA]: evaluator.revision };
    return { value: mode, variant: mode, reason, flagMetadata };
  }

  resolveBooleanEvaluation(flagKey: string): Promise<ResolutionDetails<boolean>> {
    return refuse(flagKey);
  }

  resolveNumberEvaluation(flagKey: string): Promise<ResolutionDetails<number>> {
    return refuse(flagKey);
  }

  resolveObjectEvaluation<Value>(flagKey: string): Promise<ResolutionDetails<Value>> {
    return refuse(flagKey);
  }
}

function refuse(flagKey: string): Promise<never> {
  return Promise.reject(new TypeMismatchError(`"${flagKey}" is text: legacy, shadow or new`));
}

/** @throws TargetingKeyMissingError if the context names no workflow */
function toFlagContext({ targetingKey, definition, tenant }: EvaluationContext): FlagContext {
  if (targetingKey === undefined) throw new TargetingKeyMissingError('the workflow id is the targeting key');
  return {
    workflowId: targetingKey,
    definition: typeof definition === 'string' ? definition : '',
    ...(typeof tenant === 'string' ? { tenant } : {}),
  };
}
