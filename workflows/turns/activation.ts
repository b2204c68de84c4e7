/** One job of an activation, as far as it matters here. */
interface Job {
  readonly resolveActivity?: { readonly isLocal?: boolean | null } | null;
}

interface Activation {
  isLoneLocalResult: boolean;
  readonly atEnd: ((commands: number) => void)[];
}

const key = Symbol.for('octavo.activation');
/** Every run has a global object of its own; modules are shared among the runs of a worker. */
const own = globalThis as { [key]?: Activation };

/** Told by the sandbox of each activation before it is dealt with. */
export function beginActivation(jobs: readonly Job[]): void {
  activation().isLoneLocalResult = jobs.length === 1 && jobs[0]?.resolveActivity?.isLocal === true;
}

/** Told by the sandbox when it has been dealt with, and how many commands it made. */
export function endActivation(commands: number): void {
  for (const act of activation().atEnd) act(commands);
}

/** True while all that has come is the result of one local activity: then nothing can get in its way. */
export function isLoneLocalResult(): boolean {
  return activation().isLoneLocalResult;
}

/** `act` must not decide anything: it is called on replay as well, where activations are grouped in other ways. */
export function atEndOfActivations(act: (commands: number) => void): void {
  activation().atEnd.push(act);
}

function activation(): Activation {
  own[key] ??= { isLoneLocalResult: false, atEnd: [] };
  return own[key];
}
