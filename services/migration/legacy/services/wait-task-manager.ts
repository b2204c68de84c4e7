import {
  type Json,
  type ReceivedSignal,
  type SignalAnswer,
  type SignalHandler,
  TaskFailure,
  type WaitVerdict,
} from '@octavo/orchestrators';
import { childPath, isFailure, itemPath, outputOf, type WaitTask } from '@octavo/orchestrators/language';
import { condition, log } from '@temporalio/workflow';
import type { PreparedWait } from '../contracts/create-state';
import type { SignalVerdict } from '../contracts/legacy-activities';
import type { WaitResult } from '../contracts/response';
import { throwIfCanceled } from '../workflow/cancellation';
import { keepBooks } from '../workflow/engine-activities';
import type { Work } from '../workflow/task-visit';
import { withoutInnerTasks } from './config-manager';

/** The work of a wait for signals. */
export type SignalWork = Work<WaitTask, Extract<PreparedWait, { for: 'signals' }>>;

/**
 * Collects the signals of one wait. An activity checks them one at a time, in the order of arrival; meanwhile a signal is
 * held. Then the wait takes it, or releases it for the next wait.
 */
export class WaitTaskManager implements SignalHandler {
  readonly since: number;
  readonly #work: SignalWork;
  readonly #unchecked: ReceivedSignal[] = [];
  readonly #seen = new Set<string>();
  readonly #verdicts = new Map<string, SignalVerdict>();
  readonly #keys = new Set<string>();
  #result: WaitResult = { signals: [], processed: [] };
  #taken: ReceivedSignal | undefined;
  #invalid: TaskFailure | undefined;
  #processes = 0;

  constructor(work: SignalWork) {
    this.#work = work;
    // The version of the state, so that waits get signals in the order of their start.
    this.since = work.state.version;
  }

  offer(signal: ReceivedSignal): SignalAnswer {
    if (this.#isOver) return { kind: 'refuse' };
    const verdict = this.#verdicts.get(signal.id);
    if (verdict === undefined) return this.#hold(signal);
    if (verdict.kind === 'unmatched') return { kind: 'refuse' };
    if (verdict.kind === 'invalid') return this.#refuseInvalid(signal, verdict.reason);
    return { kind: 'take', record: () => this.#take(signal, verdict.key) };
  }

  explain(): WaitVerdict {
    return { path: this.#work.path, verdict: 'unknown' };
  }

  /** Waits until there are enough signals. Throws SIGNAL_INVALID. */
  async collect(): Promise<WaitResult> {
    const { signals } = this.#work.run.parts;
    const unsubscribe = signals.subscribe(this.#work.prepared.name, this);
    try {
      while (!this.#isOver) {
        await condition(() => this.#unchecked.length > 0);
        throwIfCanceled();
        await this.#checkNext();
      }
    } finally {
      unsubscribe();
    }
    if (this.#invalid !== undefined) throw this.#invalid;
    return this.#result;
  }

  get #isOver(): boolean {
    return this.#invalid !== undefined || this.#result.signals.length >= this.#work.prepared.wanted;
  }

  #hold(signal: ReceivedSignal): SignalAnswer {
    if (!this.#seen.has(signal.id)) {
      this.#unchecked.push(signal);
      this.#work.run.parts.journal?.signal(this.#work.path, signal);
    }
    this.#seen.add(signal.id);
    return { kind: 'hold' };
  }

  async #checkNext(): Promise<void> {
    const signal = this.#unchecked.shift();
    if (signal === undefined) return;
    const { task, scope, run } = this.#work;
    const config = withoutInnerTasks(task) as WaitTask;
    const verdict = await keepBooks((engine) =>
      engine.checkWaitSignal({ config, context: run.contextFor(config, scope), signal }),
    );
    throwIfCanceled();
    this.#verdicts.set(signal.id, verdict);
    run.parts.signals.offerHeld(this);
    if (this.#taken !== undefined) await this.#process(this.#taken);
    // Offers signals again that arrived while this one was processed.
    run.parts.signals.offerHeld(this);
  }

  #take(signal: ReceivedSignal, key: string): void {
    if (this.#keys.has(key)) return;
    this.#keys.add(key);
    if (this.#work.task.process === undefined) this.#add(signal, []);
    else this.#taken = signal;
  }

  async #process(signal: ReceivedSignal): Promise<void> {
    this.#taken = undefined;
    const { task, path, scope, priority, children } = this.#work;
    if (task.process === undefined) return;
    const inner = scope.bind({ signal: { ...signal } }).openList();
    const processPath = itemPath(childPath(path, 'process'), this.#processes);
    const child = { task: task.process, path: processPath, visit: 1, visitOfRound: 1, scope: inner, priority };
    const { outcome } = await children.run(child);
    throwIfCanceled();
    this.#processes += 1;
    if (!isFailure(outcome)) this.#add(signal, [outputOf(outcome)]);
    else this.#processFailed(signal, `${outcome.error.code}: ${outcome.error.message}`, { ...outcome.error });
  }

  #processFailed(signal: ReceivedSignal, reason: string, cause: Json): void {
    const key = this.#verdicts.get(signal.id);
    if (key?.kind === 'accepted') this.#keys.delete(key.key);
    if (this.#work.task.onInvalid === 'fail') this.#invalid = invalidSignal(signal, reason, { cause });
    else this.#warn(signal, reason);
  }

  #refuseInvalid(signal: ReceivedSignal, reason: string): SignalAnswer {
    if (this.#work.task.onInvalid === 'fail') {
      const record = (): void => {
        this.#invalid = invalidSignal(signal, reason, null);
      };
      return { kind: 'take', record };
    }
    this.#warn(signal, reason);
    return { kind: 'refuse' };
  }

  #warn({ id, name }: ReceivedSignal, reason: string): void {
    log.warn(`signal ${name} ignored`, { task: this.#work.path, code: 'SIGNAL_INVALID', fields: { id, reason } });
  }

  #add(signal: ReceivedSignal, processed: readonly Json[]): void {
    const { signals, processed: before } = this.#result;
    this.#result = { signals: [...signals, { ...signal }], processed: [...before, ...processed] };
    this.#work.report(this.#result);
  }
}

function invalidSignal({ id, name }: ReceivedSignal, reason: string, details: Json): TaskFailure {
  return new TaskFailure('SIGNAL_INVALID', `signal ${name} (${id}): ${reason}`, { details });
}
