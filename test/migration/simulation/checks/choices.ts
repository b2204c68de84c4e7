import type { Decision } from '../observed-run.workflow';
import type { RecordedActivation } from '../server/execution';
import { type ActivationJob, fromPayload } from '../server/protocol';
import type { SimulatedRun } from '../world/simulated-run';

/** An answer of the flags, as the run was told it. */
export interface ToldFlags {
  readonly revision: string;
  /** When the flags were asked; milliseconds since the epoch. */
  readonly atMs: number;
}

/** A choice of an engine, with what the run may have known at that moment. */
export interface Choice extends Decision {
  /** The answers of which any may have been the newest known. */
  readonly known: readonly ToldFlags[];
  /** When the last one came; workflow time, milliseconds since the epoch. */
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
 * What a run knows of the flags. Of answers that come with one activation, any may be the first; and those of local
 * activities are handed on in the order in which they were begun.
 */
class Knowledge {
  #certain: ToldFlags | undefined;
  #lastToldMs = Number.NEGATIVE_INFINITY;
  readonly #locals: Local[] = [];

  /** Gives what may be known while this activation is worked at. */
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

/** The flags themselves, or what came along with something else. */
function flagsIn(reply: unknown): ToldFlags | undefined {
  if (typeof reply !== 'object' || reply === null) return undefined;
  if ('revision' in reply && 'atMs' in reply) return reply as ToldFlags;
  return 'along' in reply ? flagsIn(reply.along) : undefined;
}
