import type { RunResult } from '@octavo/client';
import {
  createMigration,
  type EngineMode,
  type Evidence,
  type FlagContext,
  flaggedTypes,
  type FlagSnapshot,
} from '@octavo/migration';
import type { Json } from '@octavo/orchestrators';
import { startTestWorker, type TestWorker, type TestWorkerOptions } from '../../integration/support/test-worker';

/** Flags that a test sets, and evidence that it reads. */
export class HandRollout {
  /** Called for each snapshot; default: the modes that were set. */
  choose: (() => Readonly<Record<string, EngineMode>>) | undefined;
  readonly evidence: Evidence[] = [];
  readonly contexts: FlagContext[] = [];
  #revision = 0;
  /** The modes of the next snapshot. */
  modes: Readonly<Record<string, EngineMode>>;

  constructor(mode: EngineMode) {
    this.modes = modesOf(mode);
  }

  /** Sets the mode of all types, or of one. */
  set(mode: EngineMode, type?: string): void {
    this.#revision += 1;
    this.modes = type === undefined ? modesOf(mode) : { ...this.modes, [type]: mode };
  }

  async snapshot(context: FlagContext): Promise<FlagSnapshot> {
    this.contexts.push(context);
    if (this.choose === undefined) return { revision: String(this.#revision), modes: this.modes };
    this.#revision += 1;
    return { revision: String(this.#revision), modes: this.choose() };
  }

  async record(evidence: Evidence): Promise<void> {
    if (this.evidence.some(({ id }) => id === evidence.id)) return;
    this.evidence.push(evidence);
  }
}

function modesOf(mode: EngineMode): Readonly<Record<string, EngineMode>> {
  return Object.fromEntries(flaggedTypes.map((type) => [type, mode]));
}

export interface MigrationWorker extends TestWorker {
  start(
    definition: object,
    input?: Json,
    options?: { readonly workflowId?: string; readonly migration?: Json },
  ): Promise<string>;
  run(definition: object, input?: Json): Promise<RunResult>;
}

/** A worker that runs both engines. */
export async function startMigrationWorker(
  rollout: HandRollout,
  options: TestWorkerOptions = {},
): Promise<MigrationWorker> {
  const addition = createMigration({ flags: rollout, evidence: rollout });
  const test = await startTestWorker({ ...options, addition });
  const { temporal } = test.client;
  const start: MigrationWorker['start'] = async (
    definition,
    input = {},
    { workflowId = crypto.randomUUID(), migration } = {},
  ) => {
    const argument = { definition, input, ...(migration === undefined ? {} : { migration }) };
    await temporal.workflow.start('octavoRun', { args: [argument], workflowId, taskQueue: test.taskQueue });
    return workflowId;
  };
  return { ...test, start, run: async (definition, input) => await test.client.result(await start(definition, input)) };
}
