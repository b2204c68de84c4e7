import type { ActionRequest, Engine, Json } from '@octavo/orchestrators';
import type { PreparedSignal } from '../contracts/create-state';
import type { DoneResult } from '../contracts/response';
import type { AttemptStart } from '../workflow/execution/attempt-start';
import type { ChildRunWork, OtherRuns } from '../workflow/other-runs';
import { runWithToken } from './cancellation-bridge';

/**
 * Sends signals and starts child runs as the new engine does: they are of type `octavoRun`, whichever engine runs their
 * tasks.
 */
export class OtherRunsOfBoth implements OtherRuns {
  readonly #engine: Pick<Engine, 'sender' | 'actions'>;

  constructor(engine: Pick<Engine, 'sender' | 'actions'>) {
    this.#engine = engine;
  }

  async signal(request: PreparedSignal, path: string): Promise<readonly string[]> {
    return await runWithToken((cancellation) => this.#engine.sender.send({ ...request, path }, cancellation));
  }

  async run(work: ChildRunWork, start: AttemptStart): Promise<DoneResult<Json>> {
    const request = requestOf(work, start);
    const { output, attempt } = await runWithToken((cancellation) => this.#engine.actions.run(request, cancellation));
    return { kind: 'done', result: output, attempt };
  }
}

function requestOf({ path, prepared, priority, idempotencyKey }: ChildRunWork, start: AttemptStart): ActionRequest {
  return { ...prepared, ...start, path, priority, idempotencyKey, execution: 'remote' };
}
