import { isTerminal } from '@octavo/orchestrators';
import { fromPayloads } from '../server/protocol';
import type { SimulatedRun } from '../world/simulated-run';
import { type Choice, choicesOf } from './choices';

/** The faults of a run with flipping flags; empty if it is correct. Does not depend on the outcome. */
export function faultsOf(run: SimulatedRun, longestTripMs: number): readonly string[] {
  const choices = choicesOf(run);
  return [
    ...unended(run),
    ...choices.flatMap((choice) => [...disobedience(choice, run), ...lateRollback(choice, run, longestTripMs)]),
    ...changesOfEngine(run, choices),
    ...repeatedWork(run),
    ...lostEvidence(run),
    ...differencesInShadow(run),
  ];
}

/** The number of choices for types after their rollback. */
export function choicesAfterRollback(run: SimulatedRun): number {
  return choicesOf(run).filter(({ type, atMs }) => atMs > rollbackOf(run, type)).length;
}

function unended({ execution, states }: SimulatedRun): readonly string[] {
  const { taskFailure, end } = execution;
  if (taskFailure !== undefined) return [`a workflow task failed: ${taskFailure.stack ?? taskFailure.message}`];
  if (end === undefined) return ['the run did not end'];
  return [...states.values()]
    .filter(({ status }) => !isTerminal(status))
    .map(({ path, status }) => `${path || 'the run'} was left as ${status}`);
}

/** A choice must follow the newest flags of the run, and these must have arrived at the same workflow time. */
function disobedience(
  { path, type, engine, atMs, known, lastToldMs }: Choice,
  { flags }: SimulatedRun,
): readonly string[] {
  const allowed = known.map(({ revision }) => (flags.modesOf(revision)[type] === 'new' ? 'new' : 'legacy'));
  const what = `${path} was given to the ${engine} engine`;
  return [
    ...(allowed.includes(engine) ? [] : [`${what}, which no flag said`]),
    ...(atMs === lastToldMs ? [] : [`${what} by flags that came ${atMs - lastToldMs} ms before`]),
  ];
}

/** A request right before a rollback may still be on its way. */
function lateRollback(
  { path, type, engine, atMs }: Choice,
  run: SimulatedRun,
  longestTripMs: number,
): readonly string[] {
  const isLate = engine === 'new' && atMs > rollbackOf(run, type) + 2 * longestTripMs;
  return isLate ? [`${path} was given to the new engine after ${type} was rolled back`] : [];
}

function rollbackOf({ rollbacks }: SimulatedRun, type: string): number {
  return rollbacks.get(type) ?? Number.POSITIVE_INFINITY;
}

/** Each visit must have one choice of its engine; all its states and requests must come from that engine. */
function changesOfEngine(run: SimulatedRun, choices: readonly Choice[]): readonly string[] {
  const engines = new Map(choices.map(({ path, engine }) => [path, engine]));
  const isForeign = (path: string, engine: string): boolean => engines.get(path) !== engine;
  // A task that never starts is closed by the engine of its container.
  const begun = run.writes.filter(({ path, startedAt }) => path !== '' && (engines.has(path) || startedAt !== null));
  return [
    ...repeated(choices.map(({ path }) => path)).map((path) => `the engine of ${path} was chosen twice`),
    ...begun
      .filter(({ path, engine = 'new' }) => isForeign(path, engine))
      .map(
        ({ path, status, engine = 'new' }) =>
          `${path} became ${status} on the ${engine} engine, it was given to the other`,
      ),
    ...actionRequests(run)
      .filter(({ path, engine }) => isForeign(path, engine))
      .map(({ path, engine }) => `${path} asked for its action on the ${engine} engine, it was given to the other`),
  ];
}

interface ActionAsked {
  readonly path: string;
  readonly engine: 'legacy' | 'new';
}

/** The new engine omits values that the activity can find itself, such as the key of a task. */
function actionRequests({ execution }: SimulatedRun): readonly ActionAsked[] {
  return execution.activations.flatMap(({ commands }) =>
    commands.flatMap(({ scheduleActivity, scheduleLocalActivity }) => {
      const asked = scheduleActivity ?? scheduleLocalActivity;
      if (asked?.activityType !== 'runAction') return [];
      const [request] = fromPayloads(asked.arguments) as [{ readonly path: string; readonly idempotencyKey?: string }];
      return [
        { path: request.path, engine: request.idempotencyKey === undefined ? ('new' as const) : ('legacy' as const) },
      ];
    }),
  );
}

function repeatedWork({ actions }: SimulatedRun): readonly string[] {
  return repeated(actions.begun).map((key) => `the action ${key} ran twice`);
}

function repeated(names: readonly string[]): readonly string[] {
  const seen = new Set<string>();
  return names.filter((name) => seen.size === seen.add(name).size);
}

/** Every visit that ended by itself must be in the evidence once. */
function lostEvidence({ flags, states, execution }: SimulatedRun): readonly string[] {
  if (execution.end === undefined) return [];
  const told = flags.evidence.flatMap(({ visits }) => visits);
  const sum = told.reduce((total, { succeeded, failed }) => total + succeeded + failed, 0);
  const ended = [...states.values()].filter(
    ({ path, status, startedAt }) => path !== '' && startedAt !== null && status !== 'SKIPPED' && status !== 'CANCELED',
  ).length;
  return sum === ended ? [] : [`evidence tells of ${sum} visits, ${ended} have ended`];
}

/** In shadow mode, both engines must have the same results. */
function differencesInShadow({ flags }: SimulatedRun): readonly string[] {
  return flags.evidence.flatMap(({ differences }) =>
    differences.map((difference) => `the shadow differs: ${JSON.stringify(difference)}`),
  );
}
