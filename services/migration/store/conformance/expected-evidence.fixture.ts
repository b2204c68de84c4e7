import type { Evidence } from '../../contracts/evidence';
import { addLatencies } from '../../evidence/latency-histogram';
import type { EngineTotals, EvidenceTotals } from '../evidence-totals';

/** The expected totals of batches, computed in the simplest way. */
export function expectedTotals(sent: readonly Evidence[]): readonly EvidenceTotals[] {
  const keys = sent.flatMap(({ definition, visits, comparisons, differences }) =>
    [...visits, ...comparisons, ...differences].map(({ type }) => ({ definition, type })),
  );
  const unique = new Map(keys.map((key) => [`${key.definition} ${key.type}`, key]));
  const inOrder = [...unique].sort(([one], [other]) => (one < other ? -1 : 1));
  return inOrder.map(([, { definition, type }]) => totalsOf(sent, definition, type)).filter(isKnown);
}

/** Counters of zero are not stored. */
function isKnown({ compared, engines }: EvidenceTotals): boolean {
  const counts = [engines.legacy, engines.new].map(({ succeeded, failed, latencies }) => {
    return succeeded + failed + Object.keys(latencies).length;
  });
  return compared + (counts[0] ?? 0) + (counts[1] ?? 0) > 0;
}

function totalsOf(sent: readonly Evidence[], definition: string, type: string): EvidenceTotals {
  const own = sent.filter((batch) => batch.definition === definition);
  const equal = own.flatMap(({ comparisons }) => comparisons.filter((one) => one.type === type));
  const equals = equal.reduce((sum, one) => sum + one.equal, 0);
  const differing = own.map(
    ({ differences }) => new Set(differences.filter((one) => one.type === type).map(({ path }) => path)).size,
  );
  const compared = equals + differing.reduce((sum, count) => sum + count, 0);
  const engines = { legacy: engineOf(own, type, 'legacy'), new: engineOf(own, type, 'new') };
  return { type, definition, compared, equal: equals, engines };
}

function engineOf(own: readonly Evidence[], type: string, engine: string): EngineTotals {
  return own
    .flatMap(({ visits }) => visits.filter((one) => one.type === type && one.engine === engine))
    .reduce<EngineTotals>(
      (sum, { succeeded, failed, latencies }) => ({
        succeeded: sum.succeeded + succeeded,
        failed: sum.failed + failed,
        latencies: addLatencies(sum.latencies, latencies),
      }),
      { succeeded: 0, failed: 0, latencies: {} },
    );
}

/** The count of each group; the key is its JSON in the order of its fields. */
export function expectedDifferences(sent: readonly Evidence[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { definition, differences } of sent) {
    for (const { type, field, at, legacy, new: ofNew } of differences) {
      const kind = typeof legacy === typeof ofNew ? 'value' : 'type';
      const key = JSON.stringify({ definition, type, field, at: at.replace(/\d/, '*'), kind });
      counts[key] = (counts[key] ?? 0) + 1;
    }
  }
  return counts;
}
