import {
  type Engine,
  type JsonObject,
  parentPath,
  type ReceivedSignal,
  type TaskOutcome,
  type TaskState,
  type WaitingRun,
} from '@octavo/orchestrators';
import type { ActionEntry, Journal } from '../../contracts/old-engine';

/**
 * The recorded results of actions, signals and inner tasks of one visit, with the workflow's time in milliseconds since the
 * epoch.
 */
export interface VisitJournal {
  readonly actions: (ActionEntry & { readonly atMs: number })[];
  readonly signals: { readonly atMs: number; readonly signal: ReceivedSignal }[];
  readonly found: (readonly WaitingRun[])[];
  readonly sent: (readonly string[])[];
  readonly children: Map<string, ChildEntry>;
}

/** A task inside of the visit, which has ended. */
export interface ChildEntry {
  readonly atMs: number;
  readonly outcome: TaskOutcome;
  /** Absent if it has no record. */
  readonly state: TaskState | undefined;
  /** The variables of the run at that moment. */
  readonly vars: JsonObject;
}

/** Keeps the journals of compared visits; ignores entries of other visits. */
export class JournalBook implements Journal {
  readonly #engine: Pick<Engine, 'records' | 'vars' | 'timers'>;
  readonly #open = new Map<string, VisitJournal>();

  constructor(engine: Pick<Engine, 'records' | 'vars' | 'timers'>) {
    this.#engine = engine;
  }

  open(path: string): VisitJournal {
    const journal = { actions: [], signals: [], found: [], sent: [], children: new Map<string, ChildEntry>() };
    this.#open.set(path, journal);
    return journal;
  }

  close(path: string): void {
    this.#open.delete(path);
  }

  action(path: string, entry: ActionEntry): void {
    this.#open.get(path)?.actions.push({ ...entry, atMs: this.#engine.timers.now() });
  }

  signal(path: string, signal: ReceivedSignal): void {
    this.#open.get(path)?.signals.push({ signal, atMs: this.#engine.timers.now() });
  }

  found(path: string, runs: readonly WaitingRun[]): void {
    this.#open.get(path)?.found.push(runs);
  }

  sent(path: string, workflowIds: readonly string[]): void {
    this.#open.get(path)?.sent.push(workflowIds);
  }

  child(path: string, outcome: TaskOutcome): void {
    const owner = this.#ownerOf(path);
    if (owner === undefined) return;
    const { records, vars, timers } = this.#engine;
    this.#open.get(owner)?.children.set(path, {
      outcome,
      atMs: timers.now(),
      state: records.stateOf(path),
      vars: vars.values,
    });
  }

  // Not every level of a path is a task. A task that failed before its start has a handler, but no state yet.
  #ownerOf(path: string): string | undefined {
    let owner = parentPath(path);
    while (owner !== undefined && !this.#isVisit(owner)) owner = parentPath(owner);
    return owner;
  }

  #isVisit(path: string): boolean {
    return this.#open.has(path) || this.#engine.records.stateOf(path) !== undefined;
  }
}
