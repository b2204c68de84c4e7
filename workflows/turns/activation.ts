/** One job of an activation, as far as it matters here. */
interface Job {
  readonly resolveActivity?: { readonly isLocal?: boolean | null } | null;
}

/** On the global object, of which every run has its own; modules are shared among the runs of a worker. */
const key = Symbol.for('octavo.isLoneLocalResult');
const own = globalThis as { [key]?: boolean };

/** Told of each activation before it is dealt with. */
export function noteActivation(jobs: readonly Job[]): void {
  own[key] = jobs.length === 1 && jobs[0]?.resolveActivity?.isLocal === true;
}

/** True while all that has come is the result of one local activity: then nothing can get in its way. */
export function isLoneLocalResult(): boolean {
  return own[key] === true;
}
