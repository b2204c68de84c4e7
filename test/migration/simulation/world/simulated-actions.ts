import { ActionError, defineAction } from '@octavo/activities';
import type { ActionContext, ActivityAction } from '@octavo/orchestrators';
import { z } from 'zod';
import { hashOf } from '../../../../orchestrators/simulator/tape.fixture';

const input = z.object({ mode: z.string(), ms: z.number(), of: z.number() });
type Input = z.output<typeof input>;

/** The actions of generated plans: their result and their time depend on their input and path. */
export class SimulatedActions {
  /** Idempotency keys with the attempt, in the order of their start. */
  readonly begun: string[] = [];

  get all(): readonly ActivityAction[] {
    const fields = { input, output: z.unknown() };
    return [
      defineAction({
        ...fields,
        name: 'work',
        run: (request, context) => this.#run(request, context, timeOf(request, context)),
      }),
      defineAction({
        ...{ ...fields, name: 'peek', idempotent: true, short: true },
        run: (request, context) => this.#run(request, context, hashOf(context.path) % 20),
      }),
    ];
  }

  async #run({ mode }: Input, { path, attempt, idempotencyKey, signal }: ActionContext, ms: number): Promise<unknown> {
    this.begun.push(`${idempotencyKey}@${attempt}`);
    await pause(ms, signal);
    const fails: Readonly<Record<string, boolean>> = {
      mixed: hashOf(path) % 2 === 0,
      boom: true,
      flaky: attempt === 1,
      lost: attempt === 1,
    };
    if (fails[mode] === true) throw new ActionError('BOOM', 'BOOM');
    return { path, attempt };
  }
}

function timeOf({ ms }: Input, { path, attempt }: ActionContext): number {
  return ms + (hashOf(`${path} ${attempt}`) % 1_000_003);
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, ms);
    const stop = (): void => {
      clearTimeout(timer);
      reject(new Error('stopped'));
    };
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
  });
}
