/** What a probe is told of one part. Never what a library says: an address may have a password in it. */
export type PartState = 'ok' | 'no answer' | 'starting' | 'draining' | 'stopped';

export interface Readiness {
  readonly isReady: boolean;
  /** By name: `worker`, `temporal`, `store`. */
  readonly parts: Readonly<Record<string, PartState>>;
}

/** Asks a part for an answer; rejects where it gives none. */
export type Question = () => Promise<unknown>;

const LONGEST_ANSWER_MS = 2_000;
/** Probes that come sooner get the same answer: however many ask, a part is asked once in this time. */
const ANSWER_HOLDS_MS = 1_000;

/** Whether a part answers, asked only when somebody wants to know. */
export class PartCheck {
  readonly #question: Question;
  #answer: Promise<PartState> | undefined;
  #askedAtMs = Number.NEGATIVE_INFINITY;
  #isAsking = false;

  constructor(question: Question) {
    this.#question = question;
  }

  /** `ok`, or `no answer` where none comes in two seconds. A question that is never answered is not asked again. */
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

/** Ready where the worker polls and every other part answers. What the worker is decides first, without asking anybody. */
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
