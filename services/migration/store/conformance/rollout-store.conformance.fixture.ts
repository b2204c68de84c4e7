import { describeEvidence } from './evidence.conformance.fixture';
import { describeRules } from './rules.conformance.fixture';
import type { StorePlace } from './store-place.fixture';

/** The tests for every `RolloutStore`; `create` makes an empty place. */
export function describeRolloutStore(name: string, create: () => Promise<StorePlace>): void {
  describe(`${name} as a RolloutStore: rules`, () => describeRules(create));
  describe(`${name} as a RolloutStore: evidence`, () => describeEvidence(create));
}
