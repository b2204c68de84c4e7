import type { AlongReply, AlongRequest } from '../../contracts/along';
import type { Evidence } from '../../contracts/evidence';
import type { FlagContext, FlagSnapshot } from '../../contracts/flags';

/** The dependencies of `Conductor`. */
export interface ConductorParts {
  readonly flags: { snapshot(context: FlagContext): Promise<FlagSnapshot> };
  readonly evidence: { record(evidence: Evidence): Promise<void> };
  /** Whether the server has the search attribute for runs with tasks on the old engine. */
  canTellEngine(): boolean;
}

interface Delivery {
  /** Never rejects: undefined if the flags cannot be evaluated. */
  reply(): Promise<AlongReply | undefined>;
}

/** Evidence that the store has not accepted within this time counts as not recorded; the run sends it again. */
const BOUND_MS = 150;

/** Delivers the evidence of runs, and replies with the current flags. Waits at most `BOUND_MS` for the store. */
export class Conductor {
  readonly #parts: ConductorParts;

  constructor(parts: ConductorParts) {
    this.#parts = parts;
  }

  /** `workflowId`: that of the run. */
  deliver(request: AlongRequest, workflowId: string): Delivery {
    const recorded = request.evidence === undefined ? undefined : this.#record(request.evidence);
    return { reply: () => this.#reply(request, workflowId, recorded).catch(() => undefined) };
  }

  async #reply(
    { definition, tenant, revision: known }: AlongRequest,
    workflowId: string,
    recorded: Promise<boolean> | undefined,
  ): Promise<AlongReply> {
    const isRecorded = (await recorded) === true;
    const context = { workflowId, definition, ...(tenant === undefined ? {} : { tenant }) };
    const atMs = Date.now();
    const { revision, modes } = await this.#parts.flags.snapshot(context);
    return {
      ...{ atMs, revision },
      ...(revision === known ? {} : { modes }),
      ...(isRecorded ? { isRecorded } : {}),
      ...(this.#parts.canTellEngine() ? { canTellEngine: true } : {}),
    };
  }

  async #record(evidence: readonly Evidence[]): Promise<boolean> {
    let timer: NodeJS.Timeout | undefined;
    const passed = new Promise<boolean>((resolve) => {
      timer = setTimeout(() => resolve(false), BOUND_MS);
    });
    const written = Promise.all(evidence.map((batch) => this.#parts.evidence.record(batch))).then(
      () => true,
      () => false,
    );
    const isRecorded = await Promise.race([written, passed]);
    clearTimeout(timer);
    return isRecorded;
  }
}
