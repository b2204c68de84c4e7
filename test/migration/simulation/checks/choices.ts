import type { Decision } from '../observed-run.workflow';
import type { RecordedActivation } from '../server/execution';
import { type ActivationJob, fromPayload } from '../server/protocol';
import type { SimulatedRun } from '../world/simulated-run';

/** The flags that a run received. */
export interface ToldFlags {
  readonly revision: string;
  /** The time when the flags were evaluated; milliseconds since the epoch. */
  readonly atMs: number;
}

/** A choice of an engine, with the flags that the run may have had at that moment. */
export interface Choice extends Decision {
  /** The flags of which any may have been the newest. */
  readonly known: readonly ToldFlags[];
  /** Arrival of the last flags; workflow time, milliseconds since the epoch. */
  readonly lastToldMs: number;
}

/** All choices of a run, in order. */
export function choicesOf({ execution }: SimulatedRun): readonly Choice[] {
  const knowledge = new Knowledge();
  return execution.activations.flatMap((recorded) => {
    const { known, lastToldMs } = knowledge.learn(recorded);
    return decisionsIn(recorded).map((decision) => ({ ...decision, known, lastToldMs }));
  });
}

export function decisionsIn({ sinkCalls }: RecordedActivation): readonly Decision[] {
  return sinkCalls.filter(({ ifaceName }) => ifaceName === 'decisions').map(({ args }) => args[0] as Decision);
}

type Resolved = NonNullable<ActivationJob['resolveActivity']>;

interface Local {
  readonly seq: number;
  hasEnded: boolean;
  flags: ToldFlags | undefined;
}

/**
 * The flags of a run. The order of flags in one activation is unknown; flags of local activities arrive in the order of their
 * start.
 */
class Knowledge {
  #certain: ToldFlags | undefined;
  #lastToldMs = Number.NEGATIVE_INFINITY;
  readonly #locals: Local[] = [];

  /** Returns the flags that the run may have during this activation. */
  learn({ activation, commands, atMs }: RecordedActivation): Pick<Choice, 'known' | 'lastToldMs'> {
    const held = this.#locals.flatMap(({ flags }) => flags ?? []);
    const fresh = (activation.jobs ?? []).flatMap(({ resolveActivity }) =>
      resolveActivity == null ? [] : (this.#flagsOf(resolveActivity) ?? []),
    );
    if (fresh.length > 0) this.#lastToldMs = atMs;
    const leastMs = this.#certain?.atMs ?? 0;
    const all = [...(this.#certain === undefined ? [] : [this.#certain]), ...held, ...fresh];
    for (const { scheduleLocalActivity: local } of commands)
      if (local != null) this.#locals.push({ seq: local.seq ?? 0, hasEnded: false, flags: undefined });
    while (this.#locals[0]?.hasEnded === true) this.#keepNewer(this.#locals.shift()?.flags);
    return { known: all.filter((flags) => flags.atMs >= leastMs), lastToldMs: this.#lastToldMs };
  }

  #flagsOf(resolved: Resolved): ToldFlags | undefined {
    const payload = resolved.result?.completed?.result;
    const flags = payload == null ? undefined : flagsIn(fromPayload(payload));
    const local = this.#locals.find(({ seq }) => seq === resolved.seq);
    if (local === undefined) this.#keepNewer(flags);
    else Object.assign(local, { hasEnded: true, flags });
    return flags;
  }

  #keepNewer(flags: ToldFlags | undefined): void {
    if (flags !== undefined && flags.atMs >= (this.#certain?.atMs ?? 0)) this.#certain = flags;
  }
}

/** The flags in a reply, or attached to another reply. */
function flagsIn(reply: unknown): ToldFlags | undefined {
  if (typeof reply !== 'object' || reply === null) return undefined;
  if ('revision' in reply && 'atMs' in reply) return reply as ToldFlags;
  return 'along' in reply ? flagsIn(reply.along) : undefined;
}
