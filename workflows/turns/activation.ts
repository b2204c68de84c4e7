/** The part of an activation's job that is used here. */
interface Job {
  readonly resolveActivity?: { readonly isLocal?: boolean | null } | null;
}

interface Activation {
  isLoneLocalResult: boolean;
  readonly atEnd: ((commands: number) => void)[];
}

const key = Symbol.for('octavo.activation');
/** The runs of a worker share their modules, but each run has its own global object. */
const own = globalThis as { [key]?: Activation };

/** The interceptor calls this before each activation. */
export function beginActivation(jobs: readonly Job[]): void {
  activation().isLoneLocalResult = jobs.length === 1 && jobs[0]?.resolveActivity?.isLocal === true;
}

/** The interceptor calls this after each activation. `commands`: the number of its commands. */
export function endActivation(commands: number): void {
  for (const act of activation().atEnd) act(commands);
}

/** True while the activation has only one job, the result of a local activity: then no other job can interleave with it. */
export function isLoneLocalResult(): boolean {
  return activation().isLoneLocalResult;
}

/** `act` must not affect commands: it is also called on replay, which groups jobs into activations differently. */
export function atEndOfActivations(act: (commands: number) => void): void {
  activation().atEnd.push(act);
}

function activation(): Activation {
  own[key] ??= { isLoneLocalResult: false, atEnd: [] };
  return own[key];
}
