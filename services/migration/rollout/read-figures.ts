import { parseDurationMs } from '@octavo/orchestrators';
import { addLatencies } from '../evidence/latency-histogram';
import type { GateVerdict } from '../gates/gate-verdict';
import { type Comparisons, type EngineFigures, type GateFigures, judgeGates } from '../gates/judge-gates';
import { stageOf } from '../promotion/stage';
import type { GateLimits, Gates, RolloutRules, TypeRule } from '../rules/rollout-rules';
import type { EngineTotals, EvidenceTotals } from '../store/evidence-totals';
import type { RolloutStore } from '../store/rollout-store';

/** Reads each window once for all types and gates. */
export class EvidenceReader {
  readonly #store: Pick<RolloutStore, 'readTotals'>;
  readonly #reads = new Map<number, Promise<readonly EvidenceTotals[]>>();

  constructor(store: Pick<RolloutStore, 'readTotals'>) {
    this.#store = store;
  }

  async since(fromMs: number, type: string): Promise<readonly EvidenceTotals[]> {
    const read = this.#reads.get(fromMs) ?? this.#store.readTotals({ fromMs });
    this.#reads.set(fromMs, read);
    return (await read).filter((totals) => totals.type === type);
  }
}

/** The input to evaluate the gates of a type. */
interface JudgedType {
  readonly type: string;
  readonly rule: TypeRule | undefined;
  readonly gates: Gates;
  readonly nowMs: number;
}

/**
 * Reads the evidence for the gates of a type. Each gate uses its window, with a limit: comparisons and figures of the old
 * engine count since the type left legacy, figures of the new engine since its share began.
 */
async function readFigures(reader: EvidenceReader, { type, rule, gates, nowMs }: JudgedType): Promise<GateFigures> {
  const since = ({ window }: GateLimits, at: string | undefined): Promise<readonly EvidenceTotals[]> => {
    const windowFromMs = nowMs - (parseDurationMs(window) ?? 0);
    return reader.since(Math.max(windowFromMs, at === undefined ? 0 : Date.parse(at)), type);
  };
  const enginesOf = async (limits: GateLimits): Promise<EngineFigures> => ({
    legacy: sumEngines(await since(limits, rule?.startedAt), 'legacy'),
    new: sumEngines(await since(limits, rule?.since), 'new'),
  });
  return {
    parity: sumComparisons(await since(gates.parity, rule?.startedAt)),
    errorRate: await enginesOf(gates.errorRate),
    latency: await enginesOf(gates.latency),
  };
}

function sumComparisons(totals: readonly EvidenceTotals[]): Comparisons {
  return totals.reduce(
    (sum, { compared, equal }) => ({ compared: sum.compared + compared, equal: sum.equal + equal }),
    { compared: 0, equal: 0 },
  );
}

function sumEngines(totals: readonly EvidenceTotals[], engine: 'legacy' | 'new'): EngineTotals {
  return totals
    .map(({ engines }) => engines[engine])
    .reduce(
      (sum, { succeeded, failed, latencies }) => ({
        succeeded: sum.succeeded + succeeded,
        failed: sum.failed + failed,
        latencies: addLatencies(sum.latencies, latencies),
      }),
      { succeeded: 0, failed: 0, latencies: {} },
    );
}

/** The current verdicts of the gates of a type; empty if it has none. */
export async function judgeType(
  reader: EvidenceReader,
  target: { readonly rules: RolloutRules; readonly type: string; readonly nowMs: number },
): Promise<readonly GateVerdict[]> {
  const { rules, type, nowMs } = target;
  const rule = rules.types[type];
  const stage = stageOf(rule);
  if (stage === 'legacy' || stage === 'stopped') return [];
  const { gates } = rules.plan;
  return judgeGates(stage, await readFigures(reader, { type, rule, gates, nowMs }), gates);
}
