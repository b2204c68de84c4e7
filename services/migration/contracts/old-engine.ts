import type { Engine, TaskRunner } from '@octavo/orchestrators';
import type { Rider } from '@octavo/workflows';
import type { Journal } from './journal';

/** The engine that a rollout leaves, as the adapter sees it. */
export interface OldEngine {
  /** Task types that it knows; all others are the new engine's. */
  readonly types: readonly string[];
  /** One for each run. */
  createRunner(parts: OldEngineParts): TaskRunner;
}

export interface OldEngineParts {
  readonly engine: Engine;
  /** Goes along with its activities. */
  readonly rider: Rider;
  /** Told what the world answered. */
  readonly journal: Journal;
}
