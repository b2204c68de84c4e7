/**
 * The state of one part for probes. It never contains a library's message, because an address may contain a password.
 */
export type PartState = 'ok' | 'no answer' | 'starting' | 'draining' | 'stopped';

export interface Readiness {
  readonly isReady: boolean;
  /** By name: `worker`, `temporal`, `store`. */
  readonly parts: Readonly<Record<string, PartState>>;
}

/** Calls a part; rejects if the part does not answer. */
export type Question = () => Promise<unknown>;

const LONGEST_ANSWER_MS = 2_000;
/** Probes within this time get the same answer, so that the number of probes does not matter. */
const ANSWER_HOLDS_MS = 1_000;

/** Whether a part answers; checked only for a probe. */
export class PartCheck {
  readonly #question: Question;
  #answer: Promise<PartState> | undefined;
  #askedAtMs = Number.NEGATIVE_INFINITY;
  #isAsking = false;

  constructor(question: Question) {
    this.#question = question;
  }

  /** `ok`, or `no answer` if none comes in two seconds. While a check is pending, no further one is started. */
  state(): Promise<PartState> {
    const isFresh = performance.now() - this.#askedAtMs < ANSWER_HOLDS_MS;
    if (this.#answer === undefined || !(this.#isAsking || isFresh)) this.#answer = this.#ask();
    return inTime(this.#answer);
  }

  async #ask(): Promise<PartState> {
    this.#askedAtMs = performance.now();
    this.#isAsking = true;
    try {
      await this.#question();
      return 'ok';
    } catch {
      return 'no answer';
    } finally {
      this.#isAsking = false;
    }
  }
}

/** Ready if the worker polls and every other part answers. The state of the worker is known without a check. */
export async function readinessOf(worker: PartState, checks: Readonly<Record<string, PartCheck>>): Promise<Readiness> {
  if (worker !== 'ok') return { isReady: false, parts: { worker } };
  const states = Object.entries(checks).map(async ([name, check]) => [name, await check.state()] as const);
  const parts = { worker, ...Object.fromEntries(await Promise.all(states)) };
  return { isReady: Object.values(parts).every((state) => state === 'ok'), parts };
}

async function inTime(answer: Promise<PartState>): Promise<PartState> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<PartState>((resolve) => {
    timer = setTimeout(() => resolve('no answer'), LONGEST_ANSWER_MS);
  });
  const state = await Promise.race([answer, late]);
  clearTimeout(timer);
  return state;
}
